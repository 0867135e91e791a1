import CaskadeSyntax

/// The risk areas of the built-in policy, as data.
///
/// Patterns follow the layouts of the common ecosystems (Rails, Django, Node, Go, Rust, Java, Swift, .NET, PHP), and
/// rather miss a file than cry wolf: a repository adds its own. Matching is folded, so each is written once.
package enum BuiltInAreas {
  package struct Entry: Sendable {
    package let name: String
    package let band: Band
    /// The patterns are about code, and don't count for prose.
    let isAboutCode: Bool
    package let patterns: [String]

    init(_ name: String, _ band: Band, isAboutCode: Bool = false, _ patterns: [String]) {
      self.name = name
      self.band = band
      self.isAboutCode = isAboutCode
      self.patterns = patterns
    }
  }

  package static let areas: [Entry] = [
    secrets, auth, billing, migrations, production, deploys,
    Entry("agents", .high, BuiltInProtected.agent.patterns), dependencies, checks, interfaces, licences, generated,
    Entry(
      "vendored", .low,
      [
        "**/vendor/**", "**/third_party/**", "**/third-party/**", "**/node_modules/**", "**/Pods/**", "**/Carthage/**",
        "**/bower_components/**",
      ]),
    Entry(ChangeTrait.large.rawValue, .low, []), Entry(ChangeTrait.executables.rawValue, .low, []),
  ]

  private static let codePatterns: [String: Set<PathPattern>] = {
    var patterns: [String: Set<PathPattern>] = [:]
    for area in areas where area.isAboutCode {
      patterns[area.name] = Set(area.patterns.compactMap { try? PathPattern($0) })
    }
    return patterns
  }()

  /// Whether this is a built-in pattern of the area that says nothing of prose.
  static func isAboutCode(_ pattern: PathPattern, inArea name: String) -> Bool {
    codePatterns[name]?.contains(pattern) ?? false
  }

  private static let secrets = Entry(
    "secrets", .high,
    [
      "**/.env", "**/.env.local", "**/.env.*.local", "**/.env.dev*", "**/.env.prod*", "**/.env.stag*", "**/.env.test",
      "**/*.pem", "**/*.key", "**/*.p12", "**/*.pfx", "**/*.jks", "**/*.keystore", "**/*.ppk", "**/*.kdbx",
      "**/id_rsa", "**/id_dsa", "**/id_ecdsa", "**/id_ed25519", "**/.npmrc", "**/.pypirc", "**/.netrc", "**/.pgpass",
      "**/.htpasswd", "**/.git-credentials", "**/secrets/**", "**/secrets.y*ml", "**/secrets.json", "**/secrets.toml",
      "**/secrets.*.y*ml", "**/*.sops.y*ml", "**/.sops.yaml", "**/credentials", "**/credentials.json",
      "**/credentials.y*ml", "**/credentials.y*ml.enc", "**/config/credentials/**", "**/.aws/**", "**/.ssh/**",
      "**/.kube/**", "**/kubeconfig", "**/.docker/config.json", "**/vault.y*ml", "**/.vault*",
      "**/google-services.json", "**/GoogleService-Info.plist", "**/service-account*.json", "**/service_account*.json",
      "**/.dev.vars", "**/*.tfstate", "**/*.tfstate.*", "**/wp-config.php", "**/*.p8", "**/*.mobileprovision",
    ])

  private static let auth = Entry(
    "auth", .high, isAboutCode: true,
    [
      "**/auth/**", "**/authn/**", "**/authz/**", "**/authentication/**", "**/authorization/**", "**/oauth/**",
      "**/oauth2/**", "**/oidc/**", "**/saml/**", "**/sso/**", "**/login/**", "**/session/**", "**/sessions/**",
      "**/permissions/**", "**/rbac/**", "**/iam/**", "**/acl/**", "**/security/**", "**/webauthn/**", "**/mfa/**",
      "**/2fa/**", "**/passwords/**", "**/app/policies/**", "**/passport/**", "**/auth.*", "**/auth_*.*",
      "**/auth-*.*", "**/*_auth.*", "**/*-auth.*", "**/oauth*.*", "**/*AuthController*",
      "**/*AuthService*", "**/*auth_controller*", "**/*Authenticat*", "**/*Authoriz*", "**/*Authoris*",
      "**/*LoginController*", "**/sessions_controller*", "**/passwords_controller*", "**/passport.*", "**/devise.rb",
      "**/permission.*", "**/permissions.*", "**/*.guard.ts", "**/Keychain*.swift", "**/cors.*",
      "**/SecurityConfig*", "**/WebSecurity*",
      "**/*jwt*", "**/*csrf*", "**/security.py", "**/security.y*ml", "**/security.[jt]s", "**/security.go",
      "**/security.rs", "**/security.php", "**/login.[jt]s", "**/login.[jt]sx", "**/login.py", "**/login.php",
      "**/*-login.php", "**/login.go", "**/login.rb", "**/*.strategy.ts", "**/session.server.ts",
      "**/session_store.rb", "**/config/session.php", "**/config/sanctum.php", "**/omniauth*", "**/doorkeeper.rb",
      "**/rack_attack.rb", "**/content_security_policy.rb", "**/registrations_controller*", "**/ability.rb",
      "**/*UserDetailsService*", "**/shiro.ini", "**/Areas/Identity/**", "**/Keychain/**", "**/*Auth.swift",
      "**/*.entitlements", "**/*.rego", "**/firestore.rules", "**/storage.rules", "**/database.rules.json",
    ])

  private static let billing = Entry(
    "billing", .high, isAboutCode: true,
    [
      "**/billing/**", "**/payment/**", "**/payments/**", "**/invoice/**", "**/invoices/**", "**/invoicing/**",
      "**/checkout/**", "**/pricing/**", "**/ledger/**", "**/refunds/**", "**/payouts/**", "**/stripe/**",
      "**/paypal/**", "**/braintree/**", "**/adyen/**", "**/billing.*", "**/payment.*", "**/payments.*", "**/invoice.*",
      "**/invoices.*", "**/checkout.*", "**/stripe.*", "**/stripe_*.*", "**/stripe-*.*", "**/paypal.*", "**/paypal_*.*",
      "**/paypal-*.*", "**/*PaymentService*", "**/*PaymentController*", "**/payments_controller*",
      "**/invoices_controller*", "**/*BillingService*", "**/*BillingController*", "**/*.storekit",
      "**/djstripe/**", "**/cashier.php", "**/*InAppPurchase*", "**/*StoreKit*",
    ])

  private static let migrations = Entry(
    "migrations", .high, isAboutCode: true,
    [
      "**/migrations/**", "**/db/migrate/**", "**/db/migration/**", "**/db/changelog/**", "**/alembic/**",
      "**/flyway/**", "**/liquibase/**", "**/drizzle/**", "**/migration/src/**", "**/ent/schema/**",
      "**/schema.prisma", "**/prisma/schema/**", "**/db/schema.rb", "**/db/structure.sql", "**/schema.sql",
      "**/structure.sql", "**/*.migration.ts", "**/*.migration.js", "**/V[0-9]*__*.sql", "**/[0-9]*_*.up.sql",
      "**/[0-9]*_*.down.sql", "**/sqitch.plan", "**/*.xcdatamodeld/**", "**/*.xcmappingmodel/**",
      "**/db/*_schema.rb", "**/db/*_migrate/**", "**/db/*_structure.sql", "**/db/data/[0-9]*.rb", "**/alembic.ini",
      "**/drizzle.config.*", "**/db/schema.ts", "**/knexfile.*", "**/ormconfig.*", "**/.sequelizerc",
      "**/convex/schema.ts", "**/sql/schema/**", "**/database/schema/**", "**/R__*.sql", "**/diesel.toml",
      "**/atlas.hcl", "**/*MigrationPlan.swift",
    ])

  private static let production = Entry(
    "production", .high, isAboutCode: true,
    [
      "**/production/**", "**/prod/**", "**/production.*", "**/prod.*", "**/environment.prod.*",
      "**/appsettings.Production.json", "**/*.production.json", "**/*.production.y*ml", "**/*-production.y*ml",
      "**/*_production.y*ml", "**/*.prod.json", "**/*.prod.y*ml", "**/*-prod.y*ml", "**/*_prod.y*ml", "**/prod-*.y*ml",
      "**/application-prod.properties", "**/application-production.properties", "**/config/database.yml",
      "**/config/database.php",
    ])

  private static let deploys = Entry(
    "deploys", .high, isAboutCode: true,
    BuiltInProtected.ci.patterns + [
      "**/Dockerfile", "**/Dockerfile.*", "**/*.dockerfile", "**/Containerfile", "**/.dockerignore",
      "**/docker-compose*.y*ml", "**/compose.y*ml", "**/compose.*.y*ml", "**/.devcontainer/**", "**/*.tf",
      "**/*.tf.json", "**/*.tfvars", "**/*.hcl", "**/*.bicep", "**/*.nomad", "**/terraform/**", "**/pulumi/**",
      "**/Pulumi*.y*ml", "**/cdk.json", "**/cloudformation/**", "**/serverless.y*ml", "**/samconfig.toml",
      "**/helm/**", "**/Chart.yaml", "**/charts/*/templates/**", "**/charts/*/values*.y*ml", "**/helmfile*.y*ml",
      "**/k8s/**", "**/kubernetes/**", "**/kustomization.y*ml", "**/skaffold.y*ml", "**/argocd/**",
      "**/flux-system/**", "**/ansible/**", "**/playbook*.y*ml", "infra/**", "**/deploy/**", "**/deployment/**",
      "**/deployments/**", "**/deploy.*", "**/Procfile", "**/app.yaml", "**/fly.toml", "**/render.yaml",
      "**/vercel.json", "**/netlify.toml", "**/wrangler.toml", "**/wrangler.json*", "**/firebase.json",
      "**/fastlane/**",
      "**/Capfile", "**/Vagrantfile", "**/nginx.conf", "**/nginx/**", "**/Caddyfile", "**/systemd/**",
      "**/.kamal/**", "**/Procfile.*", "**/heroku.yml", "**/docker-entrypoint*", "**/.ebextensions/**",
      "**/.platform/**", "**/.upsun/**", "**/.deployment", "**/azure.yaml", "**/*-ingress.y*ml", "**/gunicorn.conf.py",
      "**/uwsgi.ini", "**/zappa_settings.json", "**/supervisord.conf",
      "**/sst.config.ts", "**/serverless.[jt]s", "**/ecosystem.config.*", "**/amplify.yml", "**/railway.json",
      "**/railway.toml", "**/nixpacks.toml", "**/.releaserc*", "**/release.config.*", "**/.goreleaser.y*ml",
      "**/.ko.yaml", "**/Tiltfile", "**/Earthfile", "**/WEB-INF/web.xml", "**/web.config", "**/Web.*.config",
      "**/*.pubxml", "**/.htaccess", "**/ExportOptions*.plist", "**/deployment.y*ml", "**/*-deployment.y*ml",
      "**/ingress.y*ml", "**/statefulset.y*ml", "**/daemonset.y*ml", "**/cronjob.y*ml", "**/cookbooks/**",
      "**/puppet/**", "**/cron.d/**", "**/haproxy.cfg", "**/traefik.y*ml", "**/traefik.toml", "**/envoy.yaml",
      "**/cloud-init*.y*ml",
    ])

  private static let dependencies = Entry(
    "dependencies", .medium,
    [
      "**/package.json", "**/package-lock.json", "**/npm-shrinkwrap.json", "**/yarn.lock", "**/.yarnrc*",
      "**/pnpm-lock.yaml", "**/pnpm-workspace.yaml", "**/bun.lock*", "**/deno.json*", "**/deno.lock",
      "**/Package.swift", "**/Package@swift-*.swift", "**/Package.resolved", "**/Podfile", "**/Podfile.lock",
      "**/*.podspec", "**/Cartfile*", "**/Cargo.toml", "**/Cargo.lock", "**/rust-toolchain*", "**/go.mod", "**/go.sum",
      "**/go.work", "**/go.work.sum", "**/Gemfile", "**/Gemfile.lock", "**/*.gemspec", "**/requirements*.txt",
      "**/requirements/*.txt", "**/constraints*.txt", "**/pyproject.toml", "**/poetry.lock", "**/uv.lock",
      "**/pdm.lock", "**/Pipfile", "**/Pipfile.lock", "**/setup.py", "**/setup.cfg", "**/pom.xml", "**/build.gradle",
      "**/build.gradle.kts", "**/settings.gradle*", "**/gradle.lockfile", "**/libs.versions.toml",
      "**/gradle/wrapper/**", "**/build.sbt", "**/composer.json", "**/composer.lock", "**/*.csproj", "**/*.fsproj",
      "**/*.vbproj", "**/packages.config", "**/packages.lock.json", "**/Directory.Packages.props",
      "**/Directory.Build.props", "**/nuget.config", "**/global.json", "**/mix.exs", "**/mix.lock",
      "**/rebar.config", "**/rebar.lock", "**/pubspec.yaml", "**/pubspec.lock", "**/flake.nix", "**/flake.lock",
      "**/MODULE.bazel", "**/WORKSPACE", "**/WORKSPACE.bazel", "**/vcpkg.json", "**/conanfile.*", "**/cpanfile*",
      "**/renovate.json*", "**/.github/dependabot.y*ml",
      "**/gems.rb", "**/gems.locked", "**/config/importmap.rb", "**/.ruby-version", "**/.python-version",
      "**/.node-version", "**/.nvmrc", "**/.swift-version", "**/.tool-versions", "**/requirements*.in",
      "**/requirements/*.in", "**/environment.yml", "**/conda-lock.yml", "**/pixi.toml", "**/pixi.lock", "**/uv.toml",
      "**/.pnpmfile.*", "**/bunfig.toml", "**/.yarn/**", "**/patches/*.patch", "**/lerna.json", "**/jsr.json",
      "**/.cargo/config*", "**/gradle.properties", "**/verification-metadata.xml", "**/.mvn/**", "**/buildSrc/**",
      "**/ivy.xml", "**/Mintfile", "**/Brewfile", "**/Directory.Build.targets", "**/paket.dependencies",
      "**/paket.lock", "**/dotnet-tools.json", "**/symfony.lock",
    ])

  /// `Tests` and `tests` both, so that the templates, whose patterns are matched byte by byte, list the same.
  private static let checks = Entry(
    "checks", .medium, isAboutCode: true,
    [
      "**/Tests/**", "**/tests/**", "**/test/**", "**/spec/**", "**/__tests__/**", "**/__snapshots__/**",
      "**/testdata/**",
      "**/e2e/**", "**/cypress/**", "**/*_test.*", "**/*.test.*", "**/*_spec.rb", "**/*.spec.*",
      "**/test_*.py", "**/conftest.py", "**/*Test.java", "**/*Test.kt", "**/*Test.php", "**/*Tests.java",
      "**/*Tests.kt", "**/*Tests.cs", "**/*Tests.swift", "**/*Spec.scala", "**/*Spec.groovy", "**/Makefile",
      "**/justfile", "**/Taskfile.y*ml", "**/.eslintrc*", "**/eslint.config.*", "**/biome.json*", "**/.prettierrc*",
      "**/.swiftlint.yml", "**/.swift-format", "**/.swiftformat", "**/.rubocop*.yml", "**/ruff.toml", "**/.flake8",
      "**/.pylintrc", "**/mypy.ini", "**/tsconfig*.json", "**/pytest.ini", "**/tox.ini", "**/noxfile.py",
      "**/.coveragerc", "**/codecov.yml", "**/.codecov.yml", "**/jest.config.*", "**/vitest.config.*",
      "**/playwright.config.*", "**/karma.conf.*", "**/phpunit.xml*",
      "**/.golangci.y*ml", "**/clippy.toml", "**/rustfmt.toml", "**/sonar-project.properties", "**/.semgrep*",
      "**/.rspec", "**/Rakefile", "**/.simplecov", "**/brakeman.ignore", "**/.erb_lint.yml", "**/.erb-lint.yml",
      "**/pyrightconfig.json", "**/.ruff.toml", "**/.mypy.ini", "**/.isort.cfg", "**/.bandit", "**/pylintrc",
      "**/vitest.workspace.*", "**/.mocharc*", "**/.nycrc*", "**/cypress.config.*", "**/jest.setup.*",
      "**/.stylelintrc*", "**/.lintstagedrc*", "**/lint-staged.config.*", "**/commitlint.config.*", "**/tslint.json",
      "**/stryker.conf*", "**/magefile.go", "**/deny.toml", "**/.clippy.toml", "**/.rustfmt.toml", "**/nextest.toml",
      "**/androidTest/**", "**/pmd.xml", "**/spotbugs*.xml", "**/detekt*.yml", "**/*.xctestplan", "**/*Test.cs",
      "**/*.runsettings", "**/*.ruleset", "**/.editorconfig", "**/stylecop.json", "**/phpstan*.neon*",
      "**/psalm.xml*", "**/.php-cs-fixer*", "**/.php_cs*", "**/.codeclimate.yml", "**/*checkstyle*.xml",
      "**/rector.php", "**/phpcs.xml*", "**/infection.json*",
    ])

  private static let interfaces = Entry(
    "interfaces", .medium,
    [
      "**/*.proto", "**/openapi*.y*ml", "**/openapi*.json", "**/swagger*.y*ml", "**/swagger*.json",
      "**/asyncapi*.y*ml", "**/*.graphql", "**/*.graphqls", "**/*.thrift", "**/*.avsc", "**/*.fbs", "**/*.capnp",
      "**/*.wsdl", "**/*.xsd", "**/*.swiftinterface", "**/*.d.ts", "**/include/**/*.h", "**/include/**/*.hpp",
      "**/PublicAPI.Shipped.txt", "**/PublicAPI.Unshipped.txt",
      "**/buf.yaml",
    ])

  private static let licences = Entry(
    "licences", .low,
    [
      "**/LICENSE", "**/LICENSE.txt", "**/LICENSE.md", "**/LICENSE.rst", "**/LICENSE-MIT*", "**/LICENSE-APACHE*",
      "**/LICENSE-*.txt", "**/LICENSE-*.md", "**/LICENCE", "**/LICENCE.txt", "**/LICENCE.md", "**/UNLICENSE",
      "**/COPYING", "**/COPYRIGHT", "**/NOTICE", "**/NOTICE.txt", "**/NOTICE.md",
      "**/LICENSES/**", "**/THIRD-PARTY-NOTICES*", "**/ThirdPartyNotices*",
      "**/REUSE.toml", "**/.reuse/**", "**/COPYING.txt", "**/COPYING.md", "**/COPYING.LESSER", "**/COPYING.LIB",
      "**/COPYRIGHT.txt", "**/COPYRIGHT.md",
    ])

  private static let generated = Entry(
    "generated", .low, isAboutCode: true,
    [
      "**/generated/**", "**/__generated__/**", "**/gen/**", "**/dist/**", "**/*.generated.*", "**/*.gen.*",
      "**/*.g.cs", "**/*.g.dart", "**/*.designer.cs", "**/*.pb.go", "**/*.pb.swift", "**/*_pb2.py", "**/*_pb2_grpc.py",
      "**/*_pb.js", "**/*_pb.d.ts", "**/*.min.js", "**/*.min.css", "**/*.snap",
      "**/*_pb2.pyi", "**/zz_generated*", "**/*.pb.gw.go", "**/*.pb.h", "**/*.pb.cc", "**/generated-sources/**",
      "**/.sqlx/**", "**/*.bundle.js", "**/*.js.map", "**/*.css.map", "**/*.freezed.dart",
    ])
}
