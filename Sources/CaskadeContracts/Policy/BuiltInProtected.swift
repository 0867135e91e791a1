/// The protected set of the built-in policy, as data: names and folders, each at any depth.
///
/// A folder stands for itself and for all below it: a link or a submodule in the place of `.claude` would bring in
/// what `.claude/settings.json` must not.
package enum BuiltInProtected {
  package struct Entry: Sendable {
    package let rule: String
    package let what: String
    let names: [String]
    let folders: [String]

    package var patterns: [String] {
      names.map { "**/\($0)" } + folders.flatMap { ["**/\($0)", "**/\($0)/**"] }
    }
  }

  package static let rules: [Entry] = [contracts, ci, git, agent, owners]

  /// Narrow below `Contracts`: the comparison is folded, and `contracts/` is where Solidity keeps its sources.
  private static let contracts = Entry(
    rule: "protected.contracts", what: "contract, approval, policy or list of signers",
    names: [
      "Contracts/*.yaml", "Contracts/*.yml", "Contracts/closed", "Contracts/closed/**/*.yaml",
      "Contracts/closed/**/*.yml", "Contracts/approvals", "Contracts/approvals/*/**", "Contracts/allowed_signers",
    ], folders: [])

  static let ci = Entry(
    rule: "protected.ci", what: "CI definition",
    names: [
      ".gitlab-ci.yml", ".gitlab-ci.yaml", "*.gitlab-ci.yml", "*.gitlab-ci.yaml", ".travis.yml",
      "azure-pipelines*.yml", "azure-pipelines*.yaml", "Jenkinsfile", "Jenkinsfile.*", "*.jenkinsfile",
      "bitbucket-pipelines.yml", ".drone.yml", ".drone.yaml", ".drone.star", ".woodpecker.yml", ".woodpecker.yaml",
      ".cirrus.yml", ".cirrus.star", "appveyor.yml", ".appveyor.yml", "cloudbuild*.yaml", "cloudbuild*.yml",
      "buildspec*.yml", "buildspec*.yaml", ".buildspec*.yml", "codemagic.yaml", "bitrise.yml", "bitrise.yaml",
      ".zuul.yaml", "zuul.yaml",
      "wercker.yml", ".build.yml", ".scrutinizer.yml", ".semaphore.yml", "ci_post_clone.sh", "ci_pre_xcodebuild.sh",
      "ci_post_xcodebuild.sh",
    ],
    folders: [
      ".github/workflows", ".github/actions", ".gitlab-ci", ".gitlab/ci", ".circleci", ".buildkite",
      ".azure-pipelines", ".woodpecker", ".semaphore", ".teamcity", ".tekton", ".ci", ".forgejo/workflows",
      ".gitea/workflows", ".zuul.d", "zuul.d", ".harness", ".builds", ".depot/workflows",
    ])

  private static let git = Entry(
    rule: "protected.git", what: "file by which git runs code or hides changes",
    names: [
      ".gitmodules", ".gitattributes", ".lfsconfig", ".gitconfig", ".pre-commit-config.yaml", ".pre-commit-config.yml",
      ".pre-commit-hooks.yaml", "lefthook.yml", "lefthook.yaml", "lefthook.toml", "lefthook.json", ".lefthook.yml",
      ".lefthook.yaml", ".lefthook.toml", ".lefthook.json", "lefthook-local.*", ".lefthook-local.*", ".huskyrc",
      ".huskyrc.*", "husky.config.js", ".simple-git-hooks.*", "simple-git-hooks.*", ".overcommit.yml",
      "captainhook.json",
      "grumphp.yml",
    ],
    folders: [".husky", ".githooks", ".git-hooks", ".git_hooks", ".hooks", ".lefthook"])

  static let agent = Entry(
    rule: "protected.agent", what: "agent configuration or instructions",
    names: [
      ".claude.json", "CLAUDE.md", "CLAUDE.local.md", ".claudeignore", ".cursorrules", ".cursorignore",
      ".cursorindexingignore", "GEMINI.md", ".geminiignore", "opencode.json", "opencode.jsonc", ".mcp.json", "mcp.json",
      "AGENTS.md", "AGENTS.override.md", "AGENT.md", ".github/copilot*", ".windsurfrules", ".roorules", ".roomodes",
      ".continuerules",
      ".aider*", ".goosehints", "QWEN.md", "CRUSH.md", "crush.json", ".crush.json", "WARP.md", ".augment-guidelines",
    ],
    folders: [
      ".claude", ".codex", ".cursor", ".gemini", ".opencode", ".agents", ".github/copilot", ".github/instructions",
      ".github/prompts", ".github/chatmodes", ".github/agents", ".windsurf", ".clinerules", ".roo", ".continue",
      ".kiro", ".amazonq", ".junie", ".qwen", ".crush", ".augment", ".trae", ".factory",
    ])

  private static let owners = Entry(
    rule: "protected.owners", what: "list of code owners", names: ["CODEOWNERS"], folders: [])
}
