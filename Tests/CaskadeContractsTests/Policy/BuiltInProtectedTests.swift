import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeSyntax

final class BuiltInProtectedTests: XCTestCase {
  private let index = PolicyIndex(BuiltInPolicy.policy)

  private func rule(_ path: String) -> String? {
    index.protectedRule(covering: FoldedPath(RepositoryPath(path)))?.rule
  }

  func testEveryPatternCompiles() throws {
    XCTAssertEqual(
      BuiltInPolicy.policy.protected.map { $0.patterns.map(\.text) }, BuiltInProtected.rules.map(\.patterns))
    let all = BuiltInProtected.rules.flatMap(\.patterns)
    for text in all { XCTAssertNoThrow(try PathPattern(text), text) }
    XCTAssertEqual(Set(all).count, all.count)
    XCTAssertEqual(Set(BuiltInProtected.rules.map(\.rule)).count, BuiltInProtected.rules.count)
  }

  /// What PRODUCT lists, at the root, at depth, and in other cases.
  func testWhatIsProtectedAtAnyDepth() {
    let rows: [Row<[String], String>] = [
      Row(
        [
          "Contracts/login.yaml", "Contracts/login.yml", "Contracts/policy.yaml", "Contracts/allowed_signers",
          "Contracts/closed/login.yaml", "Contracts/closed/2026/login.yaml", "Contracts/approvals/login/dev.sig",
          "Contracts/approvals", "Contracts/closed",
        ], "protected.contracts"),
      Row(
        [
          ".github/workflows/ci.yml", ".github/workflows/deep/x.yml", ".github/actions/setup/action.yml",
          ".github/workflows", ".gitlab-ci.yml", ".gitlab/ci/build.yml", "build.gitlab-ci.yml", ".circleci/config.yml",
          ".travis.yml", "Jenkinsfile", "Jenkinsfile.release", "azure-pipelines.yml", "azure-pipelines-nightly.yml",
          "bitbucket-pipelines.yml", ".buildkite/pipeline.yml", ".drone.yml", ".woodpecker/test.yaml", ".cirrus.yml",
          "appveyor.yml", ".teamcity/settings.kts", "cloudbuild.yaml", "buildspec.yml", ".tekton/pr.yaml", ".ci/run",
          ".forgejo/workflows/x.yaml", ".gitea/workflows/x.yaml",
        ], "protected.ci"),
      Row(
        [
          ".gitmodules", ".gitattributes", ".lfsconfig", ".husky/pre-commit", ".husky", ".githooks/pre-push",
          ".pre-commit-config.yaml", "lefthook.yml", ".overcommit.yml", ".gitconfig",
        ], "protected.git"),
      Row(
        [
          ".claude/settings.json", ".claude/commands/x.md", ".claude", ".codex/config.toml", ".cursor/rules/a.mdc",
          ".gemini/settings.json", ".opencode/agent/x.md", ".mcp.json", "AGENTS.md", "CLAUDE.md", "CLAUDE.local.md",
          "GEMINI.md", ".cursorrules", ".github/copilot-instructions.md", ".github/copilot/settings.yml",
          ".github/instructions/x.md", ".github/prompts/x.md", ".windsurfrules", ".clinerules", ".clinerules/x.md",
          ".vscode/mcp.json", "opencode.json", ".aider.conf.yml",
        ], "protected.agent"),
      Row(
        ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS", "OWNERS"], "protected.owners"),
      Row(
        [
          ".vsts-ci.yml", ".pipelines/build.yml", "azure-pipelines/ci.yml", "semaphore.yml", ".buildkite.yml",
          "bamboo-specs/bamboo.yml", ".taskcluster.yml", "screwdriver.yaml", "codefresh.yml", ".drone.jsonnet",
          ".github/scripts/deploy.sh", "Earthfile", "dagger.json",
        ], "protected.ci"),
      Row(
        [
          "hk.pkl", "prek.toml", ".cargo-husky/hooks/pre-commit", ".git-blame-ignore-revs", ".lintstagedrc.json",
          "scripts/hooks/pre-commit", "githooks/pre-push",
        ], "protected.git"),
      Row(
        [
          ".rules", "CODEX.md", "GROK.md", ".agent/rules/x.md", ".openhands/microagents/x.md", ".kilocode/rules/x.md",
          ".serena/project.yml", ".aiassistant/rules/x.md", "firebender.json", "skills/x/SKILL.md", ".devin/a.md",
          ".github/hooks/a.json", ".claude-plugin/plugin.json", "docs/x.instructions.md",
        ], "protected.agent"),
      Row(
        [
          ".github/dependabot.yml", ".github/settings.yml", ".github/labeler.yml", ".github/renovate.json5",
          ".github/release.yml", "renovate.json", ".renovaterc", ".mergify.yml", ".policy.yml", "Dangerfile",
          "Dangerfile.swift", "dangerfile.ts", ".coderabbit.yaml", "bors.toml",
        ], "protected.bots"),
      Row(
        [
          ".vscode/settings.json", ".vscode/tasks.json", ".zed/settings.json", ".idea/runConfigurations/a.xml",
          ".envrc", "mise.toml", ".mise.toml", ".tool-versions", ".devcontainer/devcontainer.json", ".gitpod.yml",
          ".idx/dev.nix", ".npmrc", ".yarnrc.yml", "pip.conf", ".cargo/config.toml", ".bazelrc", "sitecustomize.py",
          ".gitleaks.toml", ".gitleaksignore", ".secrets.baseline", ".trivyignore", ".semgrepignore", ".snyk",
          ".yarn/releases/yarn-4.cjs", ".mvn/extensions.xml",
        ], "protected.tools"),
    ]
    for row in rows {
      for path in row.input {
        let spellings = [path, "a/" + path, "a/b c/" + path, path.uppercased(), path.lowercased()]
        for path in spellings { XCTAssertEqual(rule(path), row.expected, path, file: row.file, line: row.line) }
      }
    }
    XCTAssertEqual(rule(".g\u{200C}itattributes"), "protected.git")
    XCTAssertEqual(rule(".\u{212A}iro/x"), "protected.agent")
  }

  func testWhatOnlyLooksAlike() {
    let paths = [
      ".gitignore", "a/.gitignore", ".gitkeep", ".github/ISSUE_TEMPLATE/bug.md", ".github/FUNDING.yml",
      ".github/pull_request_template.md", ".pre-commit-hooks.yaml", "gitleaks.toml", ".vscode/extensions.json",
      "npmrc", "src/rules.ts", "docs/skill.md.html", "src/hooks/useAuth.ts", "Cargo.toml", ".editorconfig", ".env",
      "github/workflows/x.yml",
      "contracts/Token.sol", "contracts/approvals/Approvals.sol", "contracts/closed/Auction.sol", "contracts/README.md",
      "contracts/token/ERC20.yaml", "Contracts.md", "src/contracts/index.ts", "src/contracts/approvals.ts",
      "AGENTS.md.txt", "docs/agents.html", "MYAGENTS.md", "claude.py", "src/claude/client.ts", "cursor/x", "codex/x",
      "CODEOWNERS.md", "husky/x", "docs/husky.md", ".claude2/x", "Jenkins.md", "jenkins/x.groovy", "ci/build.sh",
      "mcp.json.example", "src/mcp.ts", "circleci/config.yml", "gitattributes", ".gitattributes.bak", "a.gitattributes",
    ]
    for path in paths { XCTAssertNil(rule(path), path) }
  }

  /// No forge reads them there; what agents and git read anywhere counts.
  func testCopies() {
    let rows: [Row<String, String?>] = [
      Row("vendor/x/.travis.yml", nil), Row("node_modules/x/.github/workflows/ci.yml", nil),
      Row("third_party/x/.circleci/config.yml", nil), Row("testdata/repo/.gitlab-ci.yml", nil),
      Row("examples/app/.github/workflows/ci.yml", nil), Row("vendor/x/renovate.json", nil),
      Row("packages/x/.travis.yml", "protected.ci"), Row("vendor/x/AGENTS.md", "protected.agent"),
      Row("vendor/x/.gitattributes", "protected.git"), Row("examples/app/.npmrc", "protected.tools"),
    ]
    for row in rows {
      XCTAssertEqual(rule(row.input), row.expected, row.input, file: row.file, line: row.line)
      let path = FoldedPath(RepositoryPath(row.input))
      XCTAssertEqual(BuiltInPolicy.policy.protected.first { $0.covers(path) }?.rule, row.expected, row.input)
    }
  }

  /// What a repository protects itself counts wherever it is.
  func testOwnRuleOfTheSamePattern() throws {
    let source = SourceText(name: "p", "caskade_policy: 1\nprotected: ['**/.travis.yml']\n")
    let policy = try XCTUnwrap(PolicyReader.read(source).policy)
    let path = FoldedPath(RepositoryPath("vendor/x/.travis.yml"))
    XCTAssertNotNil(PolicyIndex(policy).protectedRule(covering: path))
  }
}
