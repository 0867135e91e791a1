import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeSyntax

/// Paths as the ecosystems' own generators, guides and well-known projects have them.
final class RealLayoutTests: XCTestCase {
  private let index = PolicyIndex(BuiltInPolicy.policy)

  private func areas(_ path: String) -> Set<String> {
    Set(index.areas(covering: FoldedPath(RepositoryPath(path))).map(\.name))
  }

  /// - Parameter rows: an area, and paths that touch it.
  private func check(_ rows: [Row<String, [String]>]) {
    for row in rows {
      for path in row.expected {
        XCTAssertTrue(areas(path).contains(row.input), "'\(path)' isn't \(row.input)", file: row.file, line: row.line)
      }
    }
  }

  func testRails() {
    check([
      Row("secrets", ["config/master.key", "config/credentials/production.yml.enc", "config/secrets.yml"]),
      Row(
        "auth",
        [
          "app/controllers/sessions_controller.rb", "app/controllers/users/registrations_controller.rb",
          "app/controllers/passwords_controller.rb", "app/controllers/concerns/authentication.rb",
          "app/models/ability.rb", "app/policies/post_policy.rb", "config/initializers/devise.rb",
          "config/initializers/omniauth.rb", "config/initializers/doorkeeper.rb", "config/initializers/cors.rb",
          "config/initializers/session_store.rb", "config/initializers/content_security_policy.rb",
          "config/initializers/rack_attack.rb", "app/controllers/users/omniauth_callbacks_controller.rb",
        ]),
      Row("billing", ["app/models/invoice.rb", "app/services/stripe/charge.rb", "config/initializers/stripe.rb"]),
      Row(
        "migrations",
        [
          "db/migrate/20260101120000_add_users.rb", "db/schema.rb", "db/structure.sql", "db/queue_schema.rb",
          "db/cable_migrate/1_x.rb", "db/animals_structure.sql", "db/data/20260101_backfill.rb",
        ]),
      Row("production", ["config/environments/production.rb", "config/deploy/production.rb", "config/database.yml"]),
      Row(
        "deploys",
        [
          "config/deploy.yml", "config/deploy.rb", ".kamal/secrets", "Capfile", "Procfile", "Procfile.dev",
          "heroku.yml",
          "bin/docker-entrypoint", ".ebextensions/01.config",
        ]),
      Row(
        "dependencies", ["Gemfile", "gems.rb", "gems.locked", "config/importmap.rb", ".ruby-version", ".tool-versions"]),
      Row(
        "checks",
        [
          "spec/models/user_spec.rb", "test/system/x_test.rb", ".rspec", ".rubocop_todo.yml", "Rakefile", ".simplecov",
          "config/brakeman.ignore", ".erb_lint.yml",
        ]),
    ])
  }

  func testPython() {
    check([
      Row("secrets", [".streamlit/secrets.toml", ".env", ".pypirc", "conf/local/credentials.yml"]),
      Row(
        "auth",
        [
          "users/permissions.py", "accounts/authentication.py", "backend/app/core/security.py", "app/auth/jwt.py",
          "shop/middleware/auth.py", "app/login.py", "api/oauth.py", "superset/security/manager.py",
        ]),
      Row("billing", ["djstripe/webhooks.py", "saleor/payment/gateways/adyen/plugin.py", "saleor/checkout/models.py"]),
      Row(
        "migrations",
        [
          "polls/migrations/0001_initial.py", "alembic/versions/1975ea_x.py", "alembic.ini",
          "migrations/versions/1_x.py",
        ]),
      Row("production", ["config/settings/production.py", "mysite/settings/prod.py"]),
      Row(
        "deploys",
        [
          "gunicorn.conf.py", "uwsgi.ini", "zappa_settings.json", "supervisord.conf",
          "compose/production/django/Dockerfile",
        ]),
      Row(
        "dependencies",
        [
          "requirements/local.txt", "requirements.in", "requirements/base.in", "environment.yml", "conda-lock.yml",
          "pixi.toml", "pixi.lock", ".python-version", "uv.toml",
        ]),
      Row(
        "checks",
        ["tests/conftest.py", "pyrightconfig.json", ".ruff.toml", ".mypy.ini", ".isort.cfg", ".bandit", "pylintrc"]),
      Row("generated", ["api/x_pb2.pyi"]),
    ])
  }

  func testNode() {
    check([
      Row("secrets", [".env.local", ".dev.vars", ".npmrc"]),
      Row(
        "auth",
        [
          "app/api/auth/[...nextauth]/route.ts", "src/lib/auth.ts", "auth.config.ts", "app/utils/session.server.ts",
          "src/auth/strategies/jwt.strategy.ts", "src/users/local.strategy.ts", "src/roles.guard.ts", "firestore.rules",
          "storage.rules", "database.rules.json", "app/login/page.tsx", "src/routes/login.tsx",
          "packages/server/src/routes/login.js",
        ]),
      Row("billing", ["app/api/stripe/webhook/route.ts", "pages/api/webhooks/stripe.ts", "app/pricing/page.tsx"]),
      Row(
        "migrations",
        [
          "prisma/schema.prisma", "prisma/migrations/20260101_init/migration.sql", "drizzle/0000_init.sql",
          "drizzle.config.ts", "src/db/schema.ts", "knexfile.js", "supabase/migrations/1_x.sql", "ormconfig.json",
          "src/migrations/1700000000000-Init.ts", ".sequelizerc", "convex/schema.ts",
        ]),
      Row(
        "deploys",
        [
          "vercel.json", "wrangler.jsonc", "sst.config.ts", "serverless.ts", "ecosystem.config.js", "amplify.yml",
          "railway.json", "nixpacks.toml", ".releaserc.json", "release.config.js", ".do/app.yaml",
        ]),
      Row(
        "dependencies",
        [
          "pnpm-lock.yaml", ".pnpmfile.cjs", "bunfig.toml", "bun.lockb", ".yarn/releases/yarn-4.cjs",
          "patches/react@18.patch", "lerna.json", ".nvmrc", ".node-version", "jsr.json",
        ]),
      Row(
        "checks",
        [
          "vitest.workspace.ts", ".mocharc.yml", ".nycrc", "cypress.config.ts", "jest.setup.ts", ".stylelintrc.json",
          ".lintstagedrc", "commitlint.config.js", "tslint.json", "src/App.test.tsx", "stryker.conf.json",
        ]),
      Row("interfaces", ["src/index.d.ts", "packages/api/schema.graphql"]),
      Row("generated", ["src/gql/__generated__/x.ts", "dist/app.js.map", "public/app.bundle.js"]),
    ])
  }

  func testGo() {
    check([
      Row("auth", ["internal/auth/token.go", "pkg/middleware/auth.go", "config/rbac/role.yaml"]),
      Row(
        "migrations", ["migrations/000001_init.up.sql", "sql/schema/001_users.sql", "ent/schema/user.go", "atlas.hcl"]),
      Row(
        "deploys",
        [
          ".goreleaser.yaml", ".ko.yaml", "Tiltfile", "deploy/operator.yaml", "charts/app/templates/ingress.yaml",
          "config/manager/kustomization.yaml",
        ]),
      Row("dependencies", ["go.mod", "go.sum", "go.work"]),
      Row("checks", ["pkg/x_test.go", "pkg/testdata/x.golden", ".golangci.yml", "magefile.go", "Makefile"]),
      Row("interfaces", ["api/openapi-spec/swagger.json", "proto/v1/x.proto", "buf.yaml"]),
      Row(
        "generated",
        ["api/v1/zz_generated.deepcopy.go", "gen/go/x.pb.go", "x_grpc.pb.go", "x.pb.gw.go"]),
      Row("vendored", ["vendor/modules.txt"]),
    ])
  }

  func testRust() {
    check([
      Row("auth", ["src/auth/mod.rs", "crates/api/src/auth.rs", "src/jwt.rs"]),
      Row("migrations", ["migrations/2026-01-01-000000_users/up.sql", "diesel.toml", "migration/src/m2026_x.rs"]),
      Row("dependencies", ["Cargo.toml", "Cargo.lock", ".cargo/config.toml", "rust-toolchain.toml"]),
      Row("checks", ["tests/cli.rs", "deny.toml", ".clippy.toml", ".rustfmt.toml", ".config/nextest.toml"]),
      Row("generated", ["src/snapshots/x.snap", ".sqlx/query-1.json"]),
      Row("licences", ["LICENSE-APACHE", "LICENSE-MIT", "REUSE.toml", ".reuse/dep5"]),
    ])
  }

  func testJava() {
    check([
      Row("secrets", ["src/main/resources/keystore.p12", "app/release.keystore", "app/google-services.json"]),
      Row(
        "auth",
        [
          "src/main/java/com/x/config/SecurityConfig.java", "src/main/java/com/x/JwtTokenProvider.java",
          "src/main/java/com/x/UserDetailsServiceImpl.java", "src/main/kotlin/com/x/security/Roles.kt", "shiro.ini",
        ]),
      Row("billing", ["src/main/java/com/x/payment/PaymentService.java"]),
      Row(
        "migrations",
        [
          "src/main/resources/db/migration/V2__add.sql", "src/main/resources/db/migration/R__views.sql",
          "src/main/resources/db/changelog/db.changelog-master.yaml", "sql/R__views.sql",
        ]),
      Row(
        "production",
        ["src/main/resources/application-prod.yml", "src/main/resources/application-prod.properties"]),
      Row("deploys", ["src/main/webapp/WEB-INF/web.xml", "src/main/docker/Dockerfile.jvm"]),
      Row(
        "dependencies",
        [
          "pom.xml", "build.gradle.kts", "gradle.properties", "gradle/verification-metadata.xml", ".mvn/extensions.xml",
          "buildSrc/src/main/kotlin/Deps.kt", "ivy.xml", "gradle/wrapper/gradle-wrapper.properties",
        ]),
      Row(
        "checks",
        [
          "src/test/java/com/x/XTest.java", "app/src/androidTest/java/X.kt",
          "config/checkstyle/checkstyle.xml", "config/pmd/pmd.xml", "spotbugs-exclude.xml",
          ".checkstyle-suppressions.xml", "detekt.yml",
        ]),
      Row("generated", ["target/generated-sources/x/Y.java"]),
    ])
  }

  func testSwift() {
    check([
      Row("secrets", ["AuthKey_ABC123.p8", "fastlane/dist.mobileprovision", "App/GoogleService-Info.plist"]),
      Row(
        "auth",
        [
          "Sources/Keychain/Store.swift", "App/KeychainStore.swift", "App/App.entitlements", "App/BiometricAuth.swift",
        ]),
      Row("billing", ["App/Products.storekit", "App/InAppPurchases.swift", "App/StoreKitClient.swift"]),
      Row(
        "migrations",
        ["App/Model.xcdatamodeld/Model.xcdatamodel/contents", "App/Model/TripsMigrationPlan.swift"]),
      Row("deploys", ["fastlane/Fastfile", "ExportOptions.plist"]),
      Row(
        "dependencies",
        ["Package.swift", "Package.resolved", "Podfile", "Mintfile", "Brewfile", ".swift-version", "Cartfile.resolved"]),
      Row("checks", ["Tests/XTests/XTests.swift", "App.xctestplan", ".swiftlint.yml", "AppUITests/LoginTests.swift"]),
      Row("vendored", ["Carthage/Checkouts/X/x.swift", "Pods/X/x.m"]),
    ])
  }

  func testDotNet() {
    check([
      Row("secrets", ["src/Api/secrets.json", "certs/dev.pfx"]),
      Row(
        "auth",
        [
          "Areas/Identity/Pages/Account/Manage.cshtml.cs", "src/Api/Authorization/MinAgeHandler.cs",
          "src/JwtTokenService.cs", "Controllers/LoginController.cs",
        ]),
      Row("migrations", ["src/Data/Migrations/AppDbContextModelSnapshot.cs"]),
      Row("production", ["src/Api/appsettings.Production.json"]),
      Row(
        "deploys", ["src/Api/web.config", "Web.Release.config", "Properties/PublishProfiles/x.pubxml", "main.bicep"]),
      Row(
        "dependencies",
        [
          "Directory.Build.targets", "Directory.Packages.props", "paket.dependencies", "paket.lock",
          ".config/dotnet-tools.json", "global.json", "src/Api/Api.csproj",
        ]),
      Row(
        "checks",
        [
          "src/Api.Tests/XTests.cs", "src/XTest.cs", "coverlet.runsettings", "x.ruleset", ".editorconfig",
          "stylecop.json",
        ]),
      Row("interfaces", ["src/PublicAPI.Shipped.txt"]),
    ])
  }

  func testPHP() {
    check([
      Row("secrets", ["wp-config.php", "config/secrets/prod/prod.decrypt.private.php", "config/jwt/private.pem"]),
      Row(
        "auth",
        [
          "config/auth.php", "config/sanctum.php", "config/session.php", "app/Http/Middleware/Authenticate.php",
          "app/Http/Middleware/VerifyCsrfToken.php", "app/Policies/PostPolicy.php", "config/packages/security.yaml",
          "src/Security/Voter/PostVoter.php", "routes/auth.php", "wp-login.php",
        ]),
      Row("billing", ["config/cashier.php", "app/Http/Controllers/PaymentController.php"]),
      Row(
        "migrations",
        ["database/migrations/2026_01_01_x.php", "database/schema/mysql-schema.sql", "migrations/Version20260101.php"]),
      Row("production", ["config/packages/prod/monolog.yaml", "config/database.php"]),
      Row("deploys", ["deploy.php", "public/.htaccess", "docker-compose.override.yml"]),
      Row("dependencies", ["composer.json", "composer.lock", "symfony.lock"]),
      Row(
        "checks",
        [
          "phpunit.xml.dist", "phpstan-baseline.neon", "psalm.xml", ".php-cs-fixer.dist.php", "rector.php",
          "phpcs.xml.dist", "tests/Feature/XTest.php", "infection.json5", ".php_cs.dist",
        ]),
    ])
  }

  func testOperations() {
    check([
      Row("secrets", ["terraform.tfstate", "terraform.tfstate.backup", "secrets/api.enc.yaml", ".vault_pass"]),
      Row(
        "deploys",
        [
          "modules/vpc/main.tf", "envs/staging/terragrunt.hcl", "k8s/base/deployment.yaml", "app-deployment.yaml",
          "ingress.yaml", "cookbooks/web/recipes/default.rb", "puppet/manifests/site.pp", "etc/cron.d/job",
          "haproxy.cfg", "traefik.yml", "envoy.yaml", "packer/web.pkr.hcl", "docker-bake.hcl", "Earthfile",
          "gitops/apps/statefulset.yaml", "aks/eshop-ingress.yml", "azure.yaml", ".upsun/config.yaml",
          "ansible/roles/web/tasks/main.yml", "cloud-init.yaml",
        ]),
      Row("ci", [".buildspec.yml", ".depot/workflows/build.yml"]),
      Row(
        "agents",
        [
          "AGENTS.md", ".claude/agents/x.md", ".github/copilot-instructions.md", ".continuerules",
          ".cursor/rules/x.mdc",
        ]),
    ])
  }

  /// Each would ask somebody for an approval that nothing calls for.
  func testLookAlikes() {
    let rows: [Row<String, Set<String>>] = [
      Row("src/author/index.ts", []), Row("docs/migrating.md", []), Row("tests/secretary_test.py", ["checks"]),
      Row("src/coauthors.rb", []), Row("Sources/AuthoringTools/Pen.swift", []), Row("src/authorlist.tsx", []),
      Row("src/authorship/rank.py", []), Row("docs/authors.rst", []), Row("AUTHORS", []),
      Row("src/securities/bond.py", []), Row("src/security_camera.py", []), Row("SECURITY.md", []),
      Row("docs/security.md", []), Row("src/insecurity.ts", []), Row("assets/login.svg", []), Row("src/blogin.py", []),
      Row("src/plugins/loginator.ts", []), Row("src/obsession.rs", []), Row("src/permissionless.go", []),
      Row("src/strategy.ts", []), Row("src/trading/meanReversionStrategy.ts", []), Row("docs/rules.md", []),
      Row("lint/naming.rules.ts", []), Row("src/regorous.py", []),
      Row("src/billboard.ts", []), Row("src/paymentless.ts", []), Row("docs/pricing.md", []),
      Row("src/knowledge/base.ts", []), Row("src/stripe_pattern.css", []), Row("src/cashiers.ts", []),
      Row("src/storekeeper.swift", []),
      Row("src/immigration.ts", []), Row("src/migrate.ts", []), Row("docs/migrations.md", []), Row("src/schema.ts", []),
      Row("config/schema.json", []), Row("src/db/client.ts", []), Row("data/report.sql", []),
      Row("src/structure.ts", []),
      Row("src/productions.ts", []), Row("src/reprod.py", []), Row("config/webpack.prod.js", []),
      Row("src/database.ts", []), Row("config/databases.md", []), Row("src/nonprod.ts", []),
      Row("src/employment.rb", []), Row("src/deployer.ts", []), Row("docs/deploy.md", []), Row("src/charts/bar.ts", []),
      Row("src/compose.ts", []), Row("src/composer.ts", []), Row("src/infra.ts", []), Row("src/app/infra/db.ts", []),
      Row("src/helmet.ts", []), Row("src/terraformer.rs", []), Row("src/releaser.ts", []), Row("src/envoys.py", []),
      Row("src/ingress.ts", []), Row("src/webconfig.ts", []), Row("src/chefs.rb", []),
      Row("src/requirements.ts", []), Row("docs/requirements.md", []), Row("src/goods.sum", []),
      Row("src/patches.ts", []),
      Row("src/environment.ts", []), Row("src/package.rs", []), Row("docs/Gemfile.md", []),
      Row("src/contested.py", []), Row("src/latest/index.ts", []), Row("src/inspector.ts", []),
      Row("src/testing.ts", []),
      Row("src/audit.java", []), Row("src/summit.java", []), Row("src/editorconfig.ts", []),
      Row("src/keymap.json", []), Row("lib/token_bucket.go", []), Row("src/secretion.py", []), Row(".env.sample", []),
      Row(".env.template", []), Row("src/credentialing.ts", []), Row("src/pemmican.txt", []), Row("src/monkeys.ts", []),
      Row("src/generator.ts", []), Row("src/genetics.py", []), Row("src/distribution.ts", []), Row("src/map.js", []),
      Row("src/licensing.ts", []), Row("src/licence_plate.py", []), Row("src/notice.ts", []),
      Row("docs/copying.html", []),
      Row("src/vendor.ts", []), Row("src/vendors/list.ts", []), Row("src/podcast.swift", []),
      Row("src/index.ts", []), Row("lib/main.dart", []), Row("cmd/tool/main.go", []), Row(".env.dist", []),
      Row("packages/lib/apps/getEnabledAppsFromCredentials.ts", []),
      Row("app/models/account_migration.rb", []), Row("app/models/account_secret.rb", []),
      Row("app/models/account_statuses_cleanup_policy.rb", []), Row("Sources/App/routes.swift", []),
      Row("src/http/extractor.rs", []), Row("packages/lib/CalendarAppConfigurationError.ts", []),
      Row("README.md", []),
      Row("app/models/user.rb", []), Row("app/models/policy.rb", []), Row("manage.py", []), Row("src/lib.rs", []),
    ]
    for row in rows { XCTAssertEqual(areas(row.input), row.expected, row.input, file: row.file, line: row.line) }
  }

  /// By the words of their names, in the spellings of several languages.
  func testMoreNames() {
    check([
      Row(
        "auth",
        [
          "packages/auth-provider/src/index.ts", "web/auth_backend/x.py", "src/signin/page.tsx", "app/sign-in/form.tsx",
          "src/login.rs", "cmd/login.go", "src/middleware.ts", "web/src/middleware.js", "src/hooks.server.ts",
          "src/fileKeychain.ts", "lib/keychain.js", "src/utils/oauth2.ts", "src/OAuthClient.java", "etc/sudoers",
          "etc/sudoers.d/deploy", "src/AuthProvider.tsx", "Sources/App/LoginView.swift", "src/SignInController.kt",
          "src/user-auth.ts", "src/password_reset.py", "pkg/sso/okta.go", "src/mfa/totp.rs", "src/passkeys/x.ts",
        ]),
      Row(
        "checks",
        [
          "t/t1300-config.sh", "t/basic.t", "t/lib/x.t", "test/acceptance.bats", "acceptance.bats",
          "integration_test/app_test.dart", "test_utils/src/lib.rs", "crates/test-utils/src/lib.rs",
          "internal/testutil/x.go", "AppTests/Login.swift", "polls/tests.py", "src/login-test.js", "tests.rs",
          "cli/x_tests.rs", "features/login.feature", "Module.Tests.ps1", "src/__mocks__/fs.ts",
        ]),
      Row("deploys", ["install.sh", "scripts/install.ps1", "Formula/tool.rb", "PKGBUILD", "scripts/release.sh"]),
      Row(
        "generated",
        [
          "Sources/Rules+Generated.swift", "src/schema_generated.rs", "api/client-generated.ts", "pkg/mock_store.go",
          "src/x.pb.rs", "cmd/kind_string.go",
        ]),
      Row("dependencies", ["Gopkg.lock", "Gopkg.toml", "buf.lock", "shard.lock", "bun.lockb", "stack.yaml.lock"]),
    ])
  }

  /// The word stands in the name, and the file is something else.
  func testMoreLookAlikes() {
    let rows: [Row<String, Set<String>>] = [
      Row("packages/core/src/session/store.ts", []), Row("src/sessions/list.go", []), Row("policy/pods.rego", []),
      Row(".github/workflows/secrets.yml", ["ci"]), Row(".github/workflows/ci.yml", ["ci"]),
      Row(".github/workflows/security.yml", ["ci"]), Row("Sources/Rules/NoGuardInTests.swift", []),
      Row("vendor/x/.travis.yml", ["vendored"]), Row("testdata/repo/.github/workflows/ci.yml", []),
      Row("vendor/github.com/x/auth/token.go", ["vendored"]), Row("node_modules/x/package.json", ["vendored"]),
      Row("tests/auth/test_login.py", ["checks"]), Row("src/auth.test.ts", ["checks"]),
      Row("src/locales/de/login.json", []), Row("assets/login.png", []), Row("styles/auth.css", []),
      Row("src/authorPage.ts", []), Row("src/signing/key.rs", []), Row("src/design-info.ts", []),
      Row("src/passwordless.txt", []), Row("src/contests/x.ts", []), Row("src/fastest.rs", []),
      Row("src/reinstall.rs", []), Row("docs/install.md", []), Row("pkg/cmd/pr/checkout/checkout.go", []),
      Row("src/git/checkout.rs", []), Row("web/checkout.ts", ["billing"]), Row("tests/images/Dockerfile", ["checks"]),
      Row("src/blocked.rs", []),
    ]
    for row in rows { XCTAssertEqual(areas(row.input), row.expected, row.input, file: row.file, line: row.line) }
  }
}
