import CaskadeSyntax

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
    /// Nothing reads such a file in what was copied into the repository, or is only an example.
    var isReadInCopies = true

    package var patterns: [String] {
      names.map { "**/" + $0 } + folders.flatMap { ["**/" + $0, "**/" + $0 + "/**"] }
    }
  }

  package static let rules: [Entry] = [contracts, ci, git, agent, owners, bots, tools]

  /// Whether a built-in rule counts for a path that one of its patterns matches.
  static func holds(_ rule: String, for path: FoldedPath) -> Bool {
    if rule == bots.rule, notForBots.contains(where: { $0.matchesFolded(path) }) { return false }
    guard rules.contains(where: { $0.rule == rule && !$0.isReadInCopies }) else { return true }
    return !AreaLookAlike.isCopy(path)
  }

  /// For people, in the folder that bots read.
  private static let notForBots = ["**/.github/FUNDING.y*ml"].compactMap { try? PathPattern($0) }

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
      "azure-pipelines*.yml", "azure-pipelines*.yaml", ".vsts-ci.yml", "Jenkinsfile", "Jenkinsfile.*", "*.jenkinsfile",
      "bitbucket-pipelines.yml", ".drone.yml", ".drone.yaml", ".drone.star", ".drone.jsonnet", ".woodpecker.yml",
      ".woodpecker.yaml", ".cirrus.yml", ".cirrus.star", "appveyor.yml", ".appveyor.yml", "cloudbuild*.yaml",
      "cloudbuild*.yml", "buildspec*.yml", "buildspec*.yaml", ".buildspec*.yml", "codemagic.yaml", "bitrise.yml",
      "bitrise.yaml", ".zuul.yaml", "zuul.yaml", "wercker.yml", ".build.yml", ".scrutinizer.yml", ".semaphore.yml",
      "semaphore.yml", "ci_post_clone.sh", "ci_pre_xcodebuild.sh", "ci_post_xcodebuild.sh", ".buildkite.yml",
      ".buildkite.yaml", ".taskcluster.yml", "screwdriver.yaml", "codefresh.yml", ".codefresh.yml", "codeship-*.yml",
      ".shippable.yml", "shippable.yml", "Earthfile", "dagger.json", ".prow.yaml", ".gocd.yaml", "*.gocd.yaml",
      ".onedev-buildspec.yml", ".packit.yaml", ".copr/Makefile",
    ],
    folders: [
      ".github/workflows", ".github/actions", ".github/scripts", ".gitlab-ci", ".gitlab/ci", ".circleci", ".buildkite",
      ".azure-pipelines", "azure-pipelines", ".azuredevops", ".pipelines", ".woodpecker", ".semaphore", ".teamcity",
      ".tekton", ".ci", ".forgejo/workflows", ".forgejo/actions", ".gitea/workflows", ".gitea/actions", ".zuul.d",
      "zuul.d", ".harness", ".builds", ".depot/workflows", "bamboo-specs", ".screwdriver", ".codefresh", ".taskcluster",
    ], isReadInCopies: false)

  private static let git = Entry(
    rule: "protected.git", what: "file by which git runs code or hides changes",
    names: [
      ".gitmodules", ".gitattributes", ".lfsconfig", ".gitconfig", ".git-blame-ignore-revs", ".pre-commit-config.yaml",
      ".pre-commit-config.yml", "prek.toml", "hk.pkl", "lefthook.yml", "lefthook.yaml", "lefthook.toml",
      "lefthook.json", ".lefthook.yml", ".lefthook.yaml", ".lefthook.toml", ".lefthook.json", "lefthook-local.*",
      ".lefthook-local.*", ".huskyrc", ".huskyrc.*", "husky.config.js", ".simple-git-hooks.*", "simple-git-hooks.*",
      ".overcommit.yml", "captainhook.json", "grumphp.yml", ".rusty-hook.toml", "rusty-hook.toml", ".lintstagedrc",
      ".lintstagedrc.*", "lint-staged.config.*", "hooks/pre-commit", "hooks/commit-msg", "hooks/prepare-commit-msg",
      "hooks/pre-push", "hooks/post-checkout", "hooks/post-merge", "hooks/post-commit", "hooks/pre-rebase",
    ],
    folders: [
      ".husky", ".githooks", ".git-hooks", ".git_hooks", "githooks", "git-hooks", ".hooks", ".lefthook", ".cargo-husky",
    ])

  static let agent = Entry(
    rule: "protected.agent", what: "agent configuration or instructions",
    names: [
      ".claude.json", "CLAUDE.md", "CLAUDE.local.md", ".claudeignore", ".cursorrules", ".cursorignore",
      ".cursorindexingignore", "GEMINI.md", ".geminiignore", "opencode.json", "opencode.jsonc", ".mcp.json", "mcp.json",
      "mcp_config.json", "AGENTS.md", "AGENTS.override.md", "AGENT.md", "CODEX.md", "GROK.md", "KIMI.md", "IFLOW.md",
      "CODEBUDDY.md", ".github/copilot*", "copilot-instructions.md", ".copilotignore", ".windsurfrules", ".roorules",
      ".roorules-*", ".roomodes", ".rooignore", ".kilocodemodes", ".kilocoderules", ".kilocodeignore", ".clineignore",
      ".continuerules", ".continueignore", ".codeiumignore", ".aiexclude", ".aiignore", ".rules", ".aider*",
      ".goosehints", ".gooseignore", "QWEN.md", "CRUSH.md", "crush.json", ".crush.json", "WARP.md",
      ".augment-guidelines", ".augmentignore", ".airules", ".idx/airules.md", "firebender.json", "replit.md",
      "SKILL.md",
      "*.instructions.md", "*.prompt.md", "*.chatmode.md", "*.agent.md", "gemini-extension.json", ".junie.md",
      ".trae_rules", ".ai-rules", "llm-rules.md",
    ],
    folders: [
      ".claude", ".claude-plugin", ".codex", ".cursor", ".cursor-plugin", ".gemini", ".opencode", ".agents", ".agent",
      ".github/copilot", ".github/instructions", ".github/prompts", ".github/chatmodes", ".github/agents",
      ".github/hooks", ".github/skills", ".copilot", ".windsurf", ".clinerules", ".cline", ".roo", ".continue", ".kiro",
      ".amazonq", ".junie", ".qwen", ".crush", ".augment", ".trae", ".factory", ".devin", ".openhands", ".kilocode",
      ".kilo", ".serena", ".aiassistant", ".goose", ".grok", ".kimi", ".iflow", ".qoder", ".codebuddy", ".lingma",
      ".zencoder", ".tabnine", ".codeium", ".cody", ".warp", ".jules", ".vibe", ".antigravity", ".firebender", ".pi",
      ".ruler", ".rulesync", ".specify", ".mcp",
    ])

  private static let owners = Entry(
    rule: "protected.owners", what: "list of code owners", names: ["CODEOWNERS", "OWNERS", "OWNERS_ALIASES"],
    folders: [])

  /// What bots of a forge obey: they merge, approve, label, update dependencies, set up the repository.
  private static let bots = Entry(
    rule: "protected.bots", what: "configuration of a bot",
    names: [
      ".github/*.yml", ".github/*.yaml", ".github/*.json", ".github/*.json5", ".github/*.toml", ".github/*.js",
      ".gitlab/*.yml", ".gitlab/*.yaml", ".gitlab/*.json", ".gitlab/*.json5", ".forgejo/*.json*", ".gitea/*.json*",
      "renovate.json", "renovate.json5", ".renovaterc", ".renovaterc.json", ".renovaterc.json5", "renovate-config.js",
      ".mergify.yml", ".mergify.yaml", ".policy.yml", ".policy.yaml", ".bulldozer.yml", ".kodiak.toml", "bors.toml",
      ".pullapprove.yml", ".pyup.yml", ".lgtm.yml", "lgtm.yml", ".asf.yaml", ".coderabbit.yaml", ".coderabbit.yml",
      ".pr_agent.toml", ".sweep.yaml", "greptile.json", "ellipsis.yaml", ".deepsource.toml", ".hound.yml",
      ".restyled.yaml", "Dangerfile", "Dangerfile.*", "*.dangerfile", ".scala-steward.conf",
      ".whitesource",
    ], folders: [".github/rulesets", ".mergify", ".allstar"], isReadInCopies: false)

  /// What a shell, an editor, a container or a package manager runs by itself, and what tells scanners to look away.
  private static let tools = Entry(
    rule: "protected.tools", what: "file by which tools run code or switch checks off",
    names: [
      // Shells and version managers, on entering a folder.
      ".envrc", "mise.toml", ".mise.toml", "mise.*.toml", ".mise.*.toml", ".config/mise.toml", ".rtx.toml",
      ".tool-versions", ".autoenv", ".autoenv.zsh", "devbox.json", "devenv.nix", "devenv.yaml",
      // Editors.
      ".vscode/tasks.json", ".vscode/settings.json", ".vscode/launch.json", ".vscode/mcp.json", "*.code-workspace",
      ".idea/watcherTasks.xml", ".idea/externalTools.xml", "*.run.xml", ".nvim.lua", ".nvimrc", ".exrc", ".vimrc",
      ".lvimrc", ".dir-locals.el", ".sublime-project", "*.sublime-project",
      // Containers and workspaces.
      ".devcontainer.json", ".gitpod.yml", ".gitpod.Dockerfile", ".replit", "replit.nix", ".stackblitzrc",
      // Package managers, build tools and interpreters.
      ".npmrc", ".yarnrc", ".yarnrc.yml", ".pnpmfile.cjs", ".pnpmfile.js", "bunfig.toml", "pip.conf", "pip.ini",
      ".bazelrc", ".bazeliskrc", ".cargo/config", ".cargo/config.toml", ".bundle/config", "nuget.config", ".buckconfig",
      "sitecustomize.py", "usercustomize.py", ".pdbrc", ".gdbinit", ".lldbinit", ".irbrc", ".pryrc", ".Rprofile",
      ".Renviron",
      // Scanners told to look away.
      ".gitleaks.toml", ".gitleaksignore", ".secrets.baseline", ".trivyignore", ".trivyignore.yaml", ".semgrepignore",
      ".snyk", ".grype.yaml", ".checkov.yaml", ".checkov.yml", ".checkov.baseline", ".tfsec.yml", ".gitguardian.yaml",
      ".gitguardian.yml", ".ggshield.yaml", ".talismanrc", ".gitallowed", ".trufflehogignore", ".nsprc",
      "audit-ci.json",
      "audit-ci.jsonc", "osv-scanner.toml", "zizmor.yml", ".zizmor.yml", "actionlint.yaml", "actionlint.yml",
      "dependency-check-suppress*.xml", "brakeman.ignore", ".bearer.yml", "bearer.ignore", ".kicsignore",
    ],
    folders: [
      ".devcontainer", ".zed", ".fleet", ".helix", ".run", ".idea/runConfigurations", ".idx", ".codesandbox", ".mise",
      ".config/mise", ".mvn", ".yarn/releases", ".yarn/plugins", ".github/codeql", ".github/linters", ".direnv",
    ])
}
