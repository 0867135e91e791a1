/// The protected set of the built-in policy, as data. Every pattern holds at any depth.
package enum BuiltInProtected {
  package static let rules: [(rule: String, what: String, patterns: [String])] = [
    (
      "protected.contracts", "contract, approval, policy or list of signers",
      [
        "**/Contracts/*.yaml", "**/Contracts/*.yml", "**/Contracts/closed/**", "**/Contracts/approvals/**",
        "**/Contracts/allowed_signers",
      ]
    ),
    (
      "protected.ci", "CI definition",
      [
        "**/.github/workflows/**", "**/.github/actions/**", "**/.gitlab-ci.yml",
        "**/.gitlab-ci/**", "**/.gitlab/ci/**", "**/.circleci/**", "**/.buildkite/**", "**/.travis.yml",
        "**/azure-pipelines.yml", "**/azure-pipelines.yaml", "**/.azure-pipelines/**", "**/Jenkinsfile",
        "**/Jenkinsfile.*", "**/bitbucket-pipelines.yml", "**/.drone.yml", "**/.woodpecker.yml", "**/.woodpecker/**",
        "**/.cirrus.yml", "**/appveyor.yml", "**/.appveyor.yml", "**/.semaphore/**", "**/.teamcity/**",
        "**/cloudbuild.yaml", "**/cloudbuild.yml", "**/buildspec.yml", "**/buildspec.yaml", "**/.tekton/**",
        "**/.ci/**", "**/.forgejo/workflows/**", "**/.gitea/workflows/**",
      ]
    ),
    (
      "protected.git", "file by which git runs code or hides changes",
      [
        "**/.gitmodules", "**/.gitattributes", "**/.lfsconfig", "**/.husky/**", "**/.githooks/**", "**/.hooks/**",
        "**/.pre-commit-config.yaml", "**/.pre-commit-hooks.yaml", "**/lefthook.yml", "**/lefthook.yaml",
        "**/.lefthook.yml", "**/.lefthook/**", "**/.overcommit.yml", "**/.git-hooks/**", "**/.gitconfig",
      ]
    ),
    (
      "protected.agent", "agent configuration or instructions",
      [
        "**/.claude/**", "**/.claude.json", "**/CLAUDE.md", "**/CLAUDE.local.md", "**/.codex/**", "**/.cursor/**",
        "**/.cursorrules", "**/.cursorignore", "**/.gemini/**", "**/GEMINI.md", "**/.opencode/**",
        "**/opencode.json", "**/opencode.jsonc", "**/.mcp.json", "**/mcp.json", "**/AGENTS.md",
        "**/AGENTS.override.md", "**/.agents/**", "**/.github/copilot*", "**/.github/copilot*/**",
        "**/.github/instructions/**", "**/.github/prompts/**", "**/.github/chatmodes/**", "**/.github/agents/**",
        "**/.windsurf/**", "**/.windsurfrules", "**/.clinerules", "**/.clinerules/**", "**/.roo/**", "**/.roorules",
        "**/.aider*", "**/.continue/**", "**/.kiro/**", "**/.amazonq/**", "**/.junie/**", "**/.goosehints",
        "**/.vscode/mcp.json",
      ]
    ),
    ("protected.owners", "list of code owners", ["**/CODEOWNERS"]),
  ]
}
