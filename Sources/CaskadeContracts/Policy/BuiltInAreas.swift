import CaskadeSyntax

/// The risk areas of the built-in policy, as data.
///
/// Patterns follow the layouts of the common ecosystems (Rails, Django, Node, Go, Rust, Java, Swift, .NET, PHP), and
/// rather miss a file than cry wolf: a repository adds its own. Matching is folded, so each is written once.
package enum BuiltInAreas {
  package struct Entry: Sendable {
    package let name: String
    package let band: Band
    package let patterns: [String]

    init(_ name: String, _ band: Band, _ patterns: [String]) {
      self.name = name
      self.band = band
      self.patterns = patterns
    }
  }

  package static let areas: [Entry] = [
    secrets, auth, billing, migrations, production, Entry("ci", .high, BuiltInProtected.ci.patterns), deploys,
    Entry("agents", .high, BuiltInProtected.agent.patterns), dependencies, checks, interfaces, licences, generated,
    Entry("vendored", .low, vendoredPatterns),
    Entry(ChangeTrait.large.rawValue, .low, []), Entry(ChangeTrait.executables.rawValue, .low, []),
  ]

  private static let patterns: [String: Set<PathPattern>] = {
    var patterns: [String: Set<PathPattern>] = [:]
    for area in areas { patterns[area.name] = Set(area.patterns.compactMap { try? PathPattern($0) }) }
    return patterns
  }()

  /// Whether this is a built-in pattern of the area.
  static func has(_ pattern: PathPattern, inArea name: String) -> Bool {
    patterns[name]?.contains(pattern) ?? false
  }

  /// Whether a built-in pattern of the area counts for a path that it matches.
  static func holds(_ name: String, for path: FoldedPath) -> Bool {
    switch name {
    case "secrets": !AreaLookAlike.isPipeline(path)
    case "auth", "billing", "migrations", "production":
      !AreaLookAlike.isNoCode(path) && !AreaLookAlike.isPipeline(path) && !AreaLookAlike.isVendored(path)
        && !AreaLookAlike.isTest(path) && !(name == "billing" && AreaLookAlike.isVersionControl(path))
    case "ci": !AreaLookAlike.isCopy(path)
    case "deploys":
      !ProseFile.isProse(path.path) && !AreaLookAlike.isVendored(path) && !AreaLookAlike.isTest(path)
    case "generated": !ProseFile.isProse(path.path) && !AreaLookAlike.isVendored(path)
    case "checks":
      !ProseFile.isProse(path.path) && !AreaLookAlike.isPipeline(path) && !AreaLookAlike.isVendored(path)
    case "dependencies", "interfaces": !AreaLookAlike.isVendored(path)
    case _: true
    }
  }

  static let vendoredPatterns = [
    "vendor", "third_party", "third-party", "thirdparty", "3rdparty", "node_modules", "Pods", "Carthage",
    "bower_components", "_vendor", "site-packages",
  ].map { "**/\($0)/**" }

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

  /// Words that stand for one thing wherever they are a whole word of a name.
  private static let authWords = [
    "auth", "authn", "authz", "authentication", "authorization", "oauth", "oauth2", "oidc", "saml", "sso", "login",
    "signin", "sign-in", "sign_in", "signup", "sign-up", "sign_up", "logout", "rbac", "iam", "mfa", "2fa", "totp",
    "webauthn", "passkey", "passkeys", "jwt", "csrf", "xsrf", "keychain", "keyring", "password", "passwords", "passwd",
    "sudoers", "impersonation",
  ]

  /// What stands behind a word of authentication where words are told apart by their capitals.
  private static let authParts = [
    "Provider", "Service", "Controller", "Context", "Guard", "Middleware", "Client", "Manager", "Store", "Handler",
    "Token", "Module", "Router", "Routes", "Filter", "Interceptor", "View", "Page", "Screen", "Form", "Config", "Util",
  ]

  private static let authNames: [String] = authWords.flatMap { word -> [String] in
    let begun = ["**/\(word)/**", "**/\(word).*", "**/\(word)[-_]*", "**/\(word)[-_]*/**"]
    return begun + ["**/*[-_]\(word).*", "**/*[-_]\(word)/**"]
  }

  private static let authTypes: [String] = authParts.flatMap { part -> [String] in
    ["**/*Auth\(part)*", "**/*Login\(part)*", "**/*SignIn\(part)*"]
  }

  private static let auth = Entry("auth", .high, authNames + authTypes + authPlaces)

  private static let authPlaces = [
    "**/permissions/**", "**/acl/**", "**/security/**", "**/app/policies/**", "**/passport/**",
    "**/*Authenticat*", "**/*Authoriz*", "**/*Authoris*", "**/OAuth*", "**/*Keychain*.*", "**/sudoers",
    "**/sessions_controller*", "**/session_controller*", "**/sessions.controller.*", "**/SessionsController*",
    "**/SessionController*", "**/views/sessions/**", "**/passport.*", "**/devise.rb", "**/permission.*",
    "**/permissions.*", "**/*.guard.ts", "**/cors.*", "**/SecurityConfig*", "**/WebSecurity*", "**/*jwt*",
    "**/*csrf*", "**/security.py", "**/security.y*ml", "**/security.[jt]s", "**/security.go", "**/security.rs",
    "**/security.php", "**/*-login.php", "**/*.strategy.ts", "**/session.server.ts", "**/session_store.*",
    "**/session-store.*", "**/SessionStore.*", "**/config/session.php", "**/config/sanctum.php", "**/omniauth*",
    "**/doorkeeper.rb", "**/rack_attack.rb", "**/content_security_policy.rb", "**/registrations_controller*",
    "**/ability.rb", "**/*UserDetailsService*", "**/shiro.ini", "**/Areas/Identity/**", "**/*Auth.swift",
    "**/useAuth.*", "**/withAuth.*", "**/*.entitlements", "**/firestore.rules", "**/storage.rules",
    "**/database.rules.json", "**/middleware.[jt]s", "**/hooks.server.[jt]s", "**/sudoers.d/**", "**/pam.d/**",
    "**/sshd_config", "**/authorized_keys",
  ]

  private static let billing = Entry(
    "billing", .high,
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
    "migrations", .high,
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
    "production", .high,
    [
      "**/production/**", "**/prod/**", "**/production.*", "**/prod.*", "**/environment.prod.*",
      "**/appsettings.Production.json", "**/*.production.json", "**/*.production.y*ml", "**/*-production.y*ml",
      "**/*_production.y*ml", "**/*.prod.json", "**/*.prod.y*ml", "**/*-prod.y*ml", "**/*_prod.y*ml", "**/prod-*.y*ml",
      "**/application-prod.properties", "**/application-production.properties", "**/config/database.yml",
      "**/config/database.php",
    ])

  private static let deploys = Entry(
    "deploys", .high,
    [
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
      "**/cloud-init*.y*ml", "**/install.sh", "**/install.ps1", "**/install.bash", "**/installer.sh",
      "**/installer.ps1",
      "**/uninstall.sh", "**/install-*.sh", "**/install_*.sh", "**/get.sh", "**/bootstrap.sh", "**/release.sh",
      "**/publish.sh", "**/update.sh", "**/upgrade.sh", "**/Formula/*.rb", "**/Casks/*.rb", "**/PKGBUILD",
      "**/snapcraft.yaml", "**/*.wxs", "**/*.nsi", "**/debian/rules", "**/debian/control", "**/debian/p*inst",
      "**/debian/p*rm",
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
      "**/paket.lock", "**/dotnet-tools.json", "**/symfony.lock", "**/*.lock", "**/*.lockb", "**/*.lockfile",
      "**/.renovaterc*", "**/Gopkg.toml", "**/glide.y*ml", "**/Godeps.json", "**/vendor.json", "**/.terraform.lock.hcl",
      "**/stack.yaml", "**/stack.yaml.lock", "**/*.cabal", "**/cabal.project*", "**/deps.edn", "**/project.clj",
      "**/shard.yml", "**/rebar3.config", "**/elm.json", "**/gleam.toml", "**/build.zig.zon", "**/renv.lock",
      "**/Manifest.toml", "**/*.opam", "**/dune-project", "**/Cartfile.resolved", "**/environment.yaml",
      "**/Pipfile.*", "**/hatch.toml", "**/rockspec", "**/*.rockspec", "**/dub.json", "**/vcpkg-configuration.json",
    ])

  /// `Tests` and `tests` both, so that the templates, whose patterns are matched byte by byte, list the same.
  static let testPatterns =
    [
      "Tests", "tests", "test", "spec", "specs", "__tests__", "__snapshots__", "__mocks__", "testdata", "e2e",
      "cypress",
      "test[-_]*", "*[-_]test", "*[-_]tests", "*[-_]spec", "*[-_]specs", "testutil", "testutils", "testhelper",
      "testhelpers", "testlib", "testkit", "TestSupport", "androidTest", "commonTest", "jvmTest", "integrationTest",
      "functionalTest", "step_definitions",
    ].map { "**/\($0)/**" }
    + [
      "**/*_test.*", "**/*.test.*", "**/*-test.*", "**/*_tests.*", "**/*-tests.*", "**/*_spec.rb", "**/*_spec.*",
      "**/*.spec.*", "**/*.cy.*", "**/*.e2e.*", "**/*.e2e-spec.*", "**/test_*.py", "**/test_*.*", "**/test-*.*",
      "**/tests.*",
      "**/test.*", "**/conftest.py", "**/*Test.java", "**/*Test.kt", "**/*Test.php", "**/*Test.cs", "**/*Tests.java",
      "**/*Tests.kt", "**/*Tests.cs", "**/*Tests.ps1", "**/*Spec.scala", "**/*Spec.groovy", "**/*Spec.hs",
      "**/*Suite.scala", "**/*Test/*.swift", "**/*Tests/*.swift", "**/*Tests/**/*.swift", "**/*.bats", "**/*.feature",
      "**/t/*.t", "**/t/**/*.t", "**/t/*.sh", "**/t/t[0-9]*/**", "**/*.robot", "**/*.xctestplan",
    ]

  private static let checks = Entry(
    "checks", .medium,
    testPatterns + [
      "**/Makefile",
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
      "**/pmd.xml", "**/spotbugs*.xml", "**/detekt*.yml",
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
    "generated", .low,
    [
      "**/generated/**", "**/__generated__/**", "**/gen/**", "**/dist/**", "**/*.generated.*", "**/*.gen.*",
      "**/*.g.cs", "**/*.g.dart", "**/*.designer.cs", "**/*.pb.go", "**/*.pb.swift", "**/*_pb2.py", "**/*_pb2_grpc.py",
      "**/*_pb.js", "**/*_pb.d.ts", "**/*.min.js", "**/*.min.css", "**/*.snap",
      "**/*_pb2.pyi", "**/zz_generated*", "**/*.pb.gw.go", "**/*.pb.h", "**/*.pb.cc", "**/generated-sources/**",
      "**/*+Generated.*", "**/*_generated.*", "**/*-generated.*", "**/generated_*.*", "**/generated-*.*",
      "**/*_gen.*", "**/*.g.swift", "**/*.g.kt", "**/*.g.ts", "**/*.pb.rs", "**/*_string.go", "**/mock_*.go",
      "**/*_mock.go", "**/*.pbobjc.[hm]", "**/*.grpc.swift", "**/*.mocks.dart", "**/*.gr.dart", "**/R.generated.swift",
      "**/*.auto.*", "**/autogen/**", "**/autogenerated/**", "**/auto-generated/**", "**/__generated/**",
      "**/*.generated/**", "**/bindata.go", "**/*.min.mjs", "**/*.d.ts.map",
      "**/.sqlx/**", "**/*.bundle.js", "**/*.js.map", "**/*.css.map", "**/*.freezed.dart",
    ])
}
