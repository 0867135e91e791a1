package import CaskadeInspection
package import CaskadeSyntax

/// Reads what settings of agents, their servers and hooks, and workflows let happen, as a difference of two versions.
///
/// Sources: the vendors' documentation of settings, hooks and permissions, 2026. What is in none of the lists here is shown
/// as changed; a file that can't be read is shown as that, never passed over.
package enum PermissionReader {
  /// Longer settings weren't written by a person.
  package static let mostBytes = 1 << 20

  private enum Form {
    case settings(SettingsPermissions.Dialect)
    case toml
    case rules
    case frontmatter
    case workflow
  }

  /// Whether the file is one of those.
  package static func reads(_ path: RepositoryPath) -> Bool { form(of: path) != nil }

  /// - Parameters:
  ///   - old: the base's version; nil where it has none.
  ///   - new: the head's.
  package static func changes(_ path: RepositoryPath, from old: [UInt8]?, to new: [UInt8]?) -> [PermissionChange] {
    guard let (subject, form) = form(of: path) else { return [] }
    guard let before = facts(old, form), let after = facts(new, form) else {
      return [PermissionChange(path: path, subject: subject, kind: .unread, what: "the whole file")]
    }
    return PermissionDifference(path: path, subject: subject).changes(from: before, to: after)
  }

  private static func facts(_ bytes: [UInt8]?, _ form: Form) -> [PermissionFact]? {
    guard let bytes else { return [] }
    guard bytes.count <= mostBytes, let text = String(validating: bytes, as: UTF8.self) else { return nil }
    switch form {
    case .settings(let dialect): return SettingsPermissions.facts(text, dialect)
    case .toml: return TOMLPermissions.facts(text)
    case .rules: return LinePermissions.rules(text)
    case .frontmatter: return LinePermissions.frontmatter(text)
    case .workflow: return WorkflowPermissions.facts(text)
    }
  }

  // MARK: Which file is what

  private static func form(of path: RepositoryPath) -> (subject: String, form: Form)? {
    guard path.isUTF8 else { return nil }
    let parts = String(decoding: path.bytes, as: UTF8.self).split(separator: "/").map(String.init)
    guard let name = parts.last else { return nil }
    let folders = parts.dropLast()
    switch (folders.last, name) {
    case (".claude", "settings.json"), (".claude", "settings.local.json"), (_, ".mcp.json"):
      return (Agent.claude.title, .settings(.claude))
    case (".cursor", "cli.json"), (".cursor", "hooks.json"), (".cursor", "mcp.json"), (".cursor", "permissions.json"),
      (".cursor", "sandbox.json"):
      return (Agent.cursor.title, .settings(.cursor))
    case (".codex", "config.toml"): return (Agent.codex.title, .toml)
    case (".codex", "hooks.json"): return (Agent.codex.title, .settings(.codex))
    case (".gemini", "settings.json"): return (Agent.gemini.title, .settings(.gemini))
    case (_, "opencode.json"), (_, "opencode.jsonc"): return (Agent.opencode.title, .settings(.opencode))
    case (".vscode", "mcp.json"): return (Agent.copilot.title, .settings(.copilot))
    case ("copilot", "settings.json"), ("copilot", "settings.local.json"):
      return folders.dropLast().last == ".github" ? (Agent.copilot.title, .settings(.copilot)) : nil
    case _: break
    }
    if folders.suffix(2) == [".codex", "rules"], name.hasSuffix(".rules") { return (Agent.codex.title, .rules) }
    if folders.suffix(2) == [".gemini", "policies"], name.hasSuffix(".toml") { return (Agent.gemini.title, .toml) }
    if folders.suffix(2) == [".github", "hooks"], name.hasSuffix(".json") {
      return (Agent.copilot.title, .settings(.copilot))
    }
    let isYAML = name.hasSuffix(".yml") || name.hasSuffix(".yaml")
    if isYAML,
      folders.suffix(2) == [".github", "workflows"] || folders.contains("actions") && folders.first == ".github"
    {
      return ("GitHub Actions", .workflow)
    }
    if name == "SKILL.md" || folders.contains(".claude") && name.hasSuffix(".md") {
      return ("Agent skills", .frontmatter)
    }
    return nil
  }
}
