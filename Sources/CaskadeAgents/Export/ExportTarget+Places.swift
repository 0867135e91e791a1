extension ExportTarget {
  /// The copies that the launch line makes outside of the export's folder, where the agent reads nothing else.
  package func copies(
    of export: AgentExport, environment: [String: String]
  ) -> [(path: String, file: AgentExport.File)] {
    guard self == .agent(.codex), let file = export.files.first(where: { $0.path.hasSuffix(".config.toml") }) else {
      return []
    }
    let own = environment["CODEX_HOME"].flatMap { $0.isEmpty ? nil : $0 }
    guard let home = own ?? environment["HOME"].map({ "\($0)/.codex" }) else { return [] }
    return [("\(home)/\(file.path)", file)]
  }

  /// Settings of the repository that can switch the hook off, from the repository's root.
  package var spoilers: [String] {
    guard self == .agent(.copilot) else { return [] }
    return [
      ".github/copilot/settings.json", ".github/copilot/settings.local.json", ".claude/settings.json",
      ".claude/settings.local.json",
    ]
  }
}
