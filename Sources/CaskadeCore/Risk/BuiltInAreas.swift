/// The risk areas of the built-in policy, as data: name, default band, path patterns.
///
/// Patterns follow the layouts of the common ecosystems (Rails, Django, Node, Go, Rust, Java, Swift, .NET, PHP).
package enum BuiltInAreas {
  package static let areas: [(name: String, band: Band, patterns: [String])] = [
    (
      "secrets", .high,
      [
        "**/.env", "**/.env.*", "**/*.pem", "**/*.key", "**/*.p12", "**/*.pfx", "**/*.jks", "**/*.keystore",
        "**/id_rsa", "**/id_ed25519", "**/id_ecdsa", "**/.npmrc", "**/.pypirc", "**/.netrc", "**/.pgpass",
        "**/secrets/**", "**/secrets.y*ml", "**/credentials", "**/credentials.*", "**/config/master.key",
        "**/*.credentials.json", "**/.aws/**", "**/.ssh/**", "**/.vault*",
      ]
    ),
    (
      "auth", .high,
      [
        "**/auth/**", "**/Auth/**", "**/auth.*", "**/authentication/**", "**/authorization/**", "**/oauth/**",
        "**/login/**", "**/Login/**", "**/session/**", "**/sessions/**", "**/permissions/**", "**/policies/**",
        "**/middleware/auth*", "**/*auth_controller*", "**/*AuthController*", "**/security/**", "**/iam/**",
        "**/Keychain*", "**/jwt*", "**/saml*/**", "**/passport*",
      ]
    ),
    (
      "billing", .high,
      [
        "**/billing/**", "**/payment/**", "**/payments/**", "**/invoice/**", "**/invoices/**", "**/checkout/**",
        "**/subscriptions/**", "**/pricing/**", "**/stripe*", "**/stripe*/**", "**/paypal*", "**/ledger/**",
      ]
    ),
    (
      "migrations", .high,
      [
        "**/migrations/**", "**/db/migrate/**", "**/alembic/versions/**", "**/prisma/migrations/**",
        "**/prisma/schema.prisma", "**/db/schema.rb", "**/db/structure.sql", "**/flyway/**", "**/liquibase/**",
        "**/*.sql", "**/schema.sql", "**/drizzle/**",
      ]
    ),
    (
      "production", .high,
      [
        "**/production/**", "**/prod/**", "**/production.*", "**/prod.*", "**/environments/production*",
        "**/config/production*", "**/*.prod.*", "**/*.production.*",
      ]
    ),
    (
      "deploys", .high,
      [
        "**/.github/workflows/**", "**/.gitlab-ci.yml", "**/.circleci/**", "**/Jenkinsfile", "**/Dockerfile",
        "**/Dockerfile.*", "**/*.dockerfile", "**/docker-compose*.y*ml", "**/compose.y*ml", "**/*.tf", "**/*.tfvars",
        "**/terraform/**", "**/helm/**", "**/charts/**", "**/k8s/**", "**/kubernetes/**", "**/kustomization.y*ml",
        "**/ansible/**", "**/deploy/**", "**/deployment/**", "**/Procfile", "**/fly.toml", "**/vercel.json",
        "**/netlify.toml", "**/serverless.y*ml", "**/cloudformation/**", "**/Pulumi*.yaml", "**/cdk.json",
        "**/fastlane/**",
      ]
    ),
    (
      "agents", .high,
      [
        "**/.claude/**", "**/.codex/**", "**/.cursor/**", "**/.gemini/**", "**/.opencode/**", "**/.mcp.json",
        "**/AGENTS.md", "**/CLAUDE.md", "**/GEMINI.md", "**/.cursorrules", "**/.github/copilot*",
      ]
    ),
    (
      "dependencies", .medium,
      [
        "**/package.json", "**/package-lock.json", "**/yarn.lock", "**/pnpm-lock.yaml", "**/bun.lock*",
        "**/Package.swift", "**/Package.resolved", "**/Cargo.toml", "**/Cargo.lock", "**/go.mod", "**/go.sum",
        "**/Gemfile", "**/Gemfile.lock", "**/*.gemspec", "**/requirements*.txt", "**/pyproject.toml",
        "**/poetry.lock", "**/uv.lock", "**/Pipfile", "**/Pipfile.lock", "**/setup.py", "**/setup.cfg", "**/pom.xml",
        "**/build.gradle", "**/build.gradle.kts", "**/gradle.lockfile", "**/libs.versions.toml", "**/composer.json",
        "**/composer.lock", "**/*.csproj", "**/packages.lock.json", "**/Directory.Packages.props", "**/mix.exs",
        "**/mix.lock", "**/Podfile", "**/Podfile.lock", "**/pubspec.yaml", "**/pubspec.lock",
      ]
    ),
    (
      "checks", .medium,
      [
        "**/tests/**", "**/Tests/**", "**/test/**", "**/spec/**", "**/__tests__/**", "**/*_test.*", "**/*.test.*",
        "**/*.spec.*", "**/test_*.py", "**/*Test.java", "**/*Tests.swift", "**/Makefile", "**/.eslintrc*",
        "**/eslint.config.*", "**/.swiftlint.yml", "**/.swift-format", "**/.rubocop.yml", "**/mypy.ini",
        "**/tsconfig*.json", "**/pytest.ini", "**/tox.ini", "**/.coveragerc", "**/codecov.yml",
      ]
    ),
    (
      "interfaces", .medium,
      [
        "**/*.proto", "**/openapi*.y*ml", "**/openapi*.json", "**/swagger*.y*ml", "**/swagger*.json", "**/*.graphql",
        "**/*.graphqls", "**/*.thrift", "**/*.avsc", "**/*.swiftinterface", "**/*.d.ts", "**/include/**/*.h",
      ]
    ),
    ("licences", .low, ["**/LICENSE*", "**/LICENCE*", "**/COPYING*", "**/NOTICE*"]),
    (
      "generated", .low,
      [
        "**/generated/**", "**/Generated/**", "**/*.generated.*", "**/*.pb.go", "**/*_pb2.py", "**/dist/**",
        "**/*.min.js", "**/*.snap",
      ]
    ),
    ("vendored", .low, ["**/vendor/**", "**/third_party/**", "**/node_modules/**", "**/Pods/**"]),
  ]
}
