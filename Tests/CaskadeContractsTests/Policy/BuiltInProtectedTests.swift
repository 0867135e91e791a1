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
      Row(["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"], "protected.owners"),
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
      ".gitignore", "a/.gitignore", ".gitkeep", ".github/ISSUE_TEMPLATE/bug.md", ".github/dependabot.yml",
      "github/workflows/x.yml",
      "contracts/Token.sol", "contracts/approvals/Approvals.sol", "contracts/closed/Auction.sol", "contracts/README.md",
      "contracts/token/ERC20.yaml", "Contracts.md", "src/contracts/index.ts", "src/contracts/approvals.ts",
      "AGENTS.md.txt", "docs/agents.html", "MYAGENTS.md", "claude.py", "src/claude/client.ts", "cursor/x", "codex/x",
      "CODEOWNERS.md", "husky/x", "docs/husky.md", ".claude2/x", "Jenkins.md", "jenkins/x.groovy", "ci/build.sh",
      "mcp.json.example", "src/mcp.ts", "circleci/config.yml", "gitattributes", ".gitattributes.bak", "a.gitattributes",
    ]
    for path in paths { XCTAssertNil(rule(path), path) }
  }
}
