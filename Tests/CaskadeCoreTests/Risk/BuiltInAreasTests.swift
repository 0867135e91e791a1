import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeSyntax

final class BuiltInAreasTests: XCTestCase {
  private let index = PolicyIndex(BuiltInPolicy.policy)

  private func areas(_ path: String) -> [String] {
    index.areas(covering: FoldedPath(RepositoryPath(path))).map(\.name)
  }

  func testEveryPatternCompiles() {
    XCTAssertEqual(BuiltInPolicy.policy.areas.map { $0.patterns.map(\.text) }, BuiltInAreas.areas.map(\.patterns))
    for text in BuiltInAreas.areas.flatMap(\.patterns) { XCTAssertNoThrow(try PathPattern(text), text) }
    let names = BuiltInAreas.areas.map(\.name)
    XCTAssertEqual(Set(names).count, names.count)
    for area in BuiltInAreas.areas { XCTAssertEqual(Set(area.patterns).count, area.patterns.count, area.name) }
  }

  func testBands() {
    XCTAssertEqual(
      BuiltInAreas.areas.map { "\($0.name) \($0.band)" },
      [
        "secrets high", "auth high", "billing high", "migrations high", "production high", "ci high",
        "deploys high",
        "agents high",
        "dependencies medium", "checks medium", "interfaces medium", "licences low", "generated low", "vendored low",
        "large low", "executables low",
      ])
  }

  func testWhatAnAreaHolds() {
    let rows: [Row<String, [String]>] = [
      Row(
        "secrets",
        [
          ".env", "app/.env.production", "certs/server.pem", "deploy.key", "config/master.key", "ssh/id_ed25519",
          ".npmrc",
          "k/secrets/db.txt", "secrets.yaml", "config/credentials.yml.enc", "credentials.json", "group_vars/vault.yml",
          "ios/GoogleService-Info.plist", ".aws/config", "service-account-ci.json",
        ]),
      Row(
        "auth",
        [
          "src/auth/token.ts", "Sources/Auth/Session.swift", "app/controllers/sessions_controller.rb", "lib/auth.py",
          "internal/authz/rules.go", "pkg/oauth2/client.go", "src/main/java/com/x/security/WebSecurityConfig.java",
          "app/policies/post_policy.rb", "app/Policies/PostPolicy.php", "web/login/index.tsx", "src/auth-guard.ts",
          "accounts/permissions.py", "users/authentication.py", "Web/AuthorizationHandler.cs", "src/user.guard.ts",
          "app/api/auth/[...nextauth]/route.ts", "Sources/Keychain.swift", "config/initializers/devise.rb",
        ]),
      Row(
        "billing",
        [
          "app/billing/plan.rb", "src/payments/charge.ts", "services/invoice/pdf.go", "lib/stripe.ts",
          "lib/stripe_client.rb",
          "src/checkout/cart.tsx", "java/PaymentService.java", "Billing/Ledger.swift", "App.storekit",
        ]),
      Row(
        "migrations",
        [
          "db/migrate/20260101_x.rb", "db/schema.rb", "db/structure.sql", "alembic/versions/1_x.py",
          "shop/migrations/0001_initial.py",
          "prisma/migrations/1/migration.sql", "prisma/schema.prisma", "src/main/resources/db/migration/V1__init.sql",
          "database/migrations/2026_x.php", "Data/Migrations/2026_Init.cs", "sql/V2_1__x.sql",
          "migrations/0001_x.up.sql",
          "Model.xcdatamodeld/Model.xcdatamodel/contents", "src/1-x.migration.ts",
        ]),
      Row(
        "production",
        [
          "config/environments/production.rb", "config/production.json", "src/environments/environment.prod.ts",
          "appsettings.Production.json", "envs/prod/main.yml", "values-prod.yaml", "settings/production.py",
        ]),
      Row(
        "deploys",
        [
          "Dockerfile", "api/Dockerfile.dev", "docker-compose.yml",
          "main.tf",
          "modules/vpc/variables.tf", "terraform/prod.tfvars", "helm/app/values.yaml", "charts/app/templates/x.yaml",
          "charts/app/Chart.yaml", "k8s/deployment.yaml", "kustomize/kustomization.yaml", "Procfile", "fly.toml",
          "vercel.json",
          "fastlane/Fastfile", "scripts/deploy.sh", "infra/network.ts", "Vagrantfile", "serverless.yml", "install.sh",
        ]),
      Row("ci", [".github/workflows/ci.yml", ".gitlab-ci.yml", "Jenkinsfile", ".circleci/config.yml"]),
      Row("agents", ["CLAUDE.md", ".claude/settings.json", "AGENTS.md", ".mcp.json", "sub/.cursor/rules/x.mdc"]),
      Row(
        "dependencies",
        [
          "package.json", "web/package-lock.json", "yarn.lock", "pnpm-lock.yaml", "Package.swift", "Package.resolved",
          "Cargo.toml", "Cargo.lock", "go.mod", "go.sum", "Gemfile.lock", "requirements.txt", "requirements-dev.txt",
          "requirements/base.txt", "pyproject.toml", "uv.lock", "pom.xml", "app/build.gradle.kts",
          "gradle/libs.versions.toml",
          "composer.lock", "src/App.csproj", "Directory.Packages.props", "mix.exs", "pubspec.yaml", "ios/Podfile.lock",
        ]),
      Row(
        "checks",
        [
          "tests/test_x.py", "Tests/CoreTests/CoreTests.swift", "src/x.test.ts", "pkg/x_test.go",
          "spec/models/x_spec.rb",
          "src/__tests__/x.js", "src/test/java/XTest.java", ".eslintrc.json", "tsconfig.json", "Makefile",
          ".swiftlint.yml",
          "conftest.py", "web/cypress/login.cy.ts",
        ]),
      Row(
        "interfaces",
        [
          "api/x.proto", "openapi.yaml", "docs/openapi-v2.json", "schema.graphql", "types/index.d.ts",
          "include/lib/x.h",
        ]),
      Row("licences", ["LICENSE", "LICENSE.md", "sub/LICENSE-MIT", "COPYING", "NOTICE", "LICENCE.txt"]),
      Row(
        "generated",
        ["src/generated/x.ts", "api/x.pb.go", "dist/app.js", "web/jquery.min.js", "x_pb2.py", "Form.Designer.cs"]),
      Row(
        "vendored",
        ["vendor/github.com/x/y.go", "third_party/zlib/x.c", "web/node_modules/x/index.js", "ios/Pods/X/X.m"]),
    ]
    for row in rows {
      for path in row.expected {
        XCTAssertTrue(areas(path).contains(row.input), "'\(path)' isn't \(row.input)", file: row.file, line: row.line)
        XCTAssertTrue(areas("apps/one/" + path).contains(row.input) || path.hasPrefix("infra/"), path)
      }
    }
  }

  /// False alarms cost more than they look: each asks somebody for an approval.
  func testWhatOnlyLooksAlike() {
    let rows: [Row<String, [String]>] = [
      Row("author.swift", []), Row("src/authors/Author.java", []), Row("src/AuthorController.kt", []),
      Row("docs/session-notes.md", []), Row("docs/auth/overview.md", []), Row("docs/security/reporting.md", []),
      Row("docs/migrations/v2.md", []), Row("docs/billing.md", []), Row("docs/deploy/guide.rst", []),
      Row("docs/tests/writing.md", []), Row("production-notes.md", []), Row("src/blog.ts", []),
      Row("src/blogin/x.ts", []),
      Row("src/components/charts/Bar.tsx", []), Row("src/stripes.css", []), Row("src/pinstripe.ts", []),
      Row("src/product/list.ts", []), Row("src/products.ts", []), Row("src/reproduction.py", []),
      Row("src/Infrastructure/Repository.cs", []), Row("src/graphql/subscriptions/index.ts", []),
      Row("src/keyboard.swift", []), Row("src/monkey.py", []), Row("src/tokenizer.rs", []),
      Row("src/environment.ts", []),
      Row("queries/report.sql", []), Row("webpack.prod.js", []), Row("src/license-plate.swift", []),
      Row("src/NoticeView.swift", []), Row("src/latest.ts", []), Row("src/contest/x.ts", []), Row("src/attest.go", []),
      Row("src/specification.ts", []), Row("src/distance.ts", []), Row("src/secretary.ts", []), Row("Auth", []),
      Row("src/user.service.ts", []), Row("src/dockerfile-parser.ts", []), Row("docs/Dockerfile.md", []),
      Row(".env.example", []), Row("contracts/Token.sol", []), Row("src/authority.go", []), Row("src/migrate.md", []),
      Row("src/mainframe.tfx", []), Row("src/package.ts", []), Row("README.md", []), Row("src/index.ts", []),
    ]
    for row in rows { XCTAssertEqual(areas(row.input), row.expected, row.input, file: row.file, line: row.line) }
  }
}
