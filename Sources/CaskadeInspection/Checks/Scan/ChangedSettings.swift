import CaskadeSyntax

/// A changed file of settings, both versions read once.
struct ChangedSettings {
  let file: FileVersions
  let kind: SettingsFile
  let old: [Setting]
  let new: [Setting]
  /// The last keys that the head has in it and the base hadn't.
  let gained: Set<String>

  init(_ file: FileVersions, _ kind: SettingsFile) {
    self.file = file
    self.kind = kind
    old = SettingsComparison.read(file.old ?? [], kind)
    new = SettingsComparison.read(file.new ?? [], kind)
    let known = Set(old.map(\.key))
    gained = Set(new.lazy.filter { !known.contains($0.key) }.compactMap(\.key.last))
  }

  /// Whether the file is for the tool, or names it, on the head only.
  func takesOver(_ tool: String) -> Bool {
    guard let new = file.new else { return false }
    if file.old == nil, String(decoding: file.path.name, as: UTF8.self).lowercased().contains(tool) { return true }
    let name = Array(tool.utf8)
    return new.firstRange(ofBytes: name) != nil && file.old?.firstRange(ofBytes: name) == nil
  }
}

/// What the base configures, unchanged or changed, in files that a new one comes before.
struct BaseSettings {
  private var versions: [RepositoryPath: FileVersions] = [:]

  init(_ files: [FileVersions], _ plan: IntegrityPlan) {
    guard !plan.outranked.isEmpty else { return }
    for file in files where file.old != nil && file.isComparable { versions[file.path] = file }
  }

  /// The nearest settings of the tool that a new file configures; nil where the base has none, or the head no longer.
  ///
  /// - Returns: with them, whether the new file takes their place: else it only adds to them.
  func outranked(by settings: ChangedSettings) -> (old: [Setting], outranks: Bool)? {
    guard let tool = settings.kind.tool else { return nil }
    for holder in IntegrityPlan.holders(of: tool, for: settings.file.path) {
      guard let file = versions[holder], let kind = SettingsFile(name: String(decoding: holder.name, as: UTF8.self))
      else { continue }
      func read(_ bytes: [UInt8]?) -> [Setting] {
        let all = SettingsComparison.read(bytes ?? [], kind)
        return kind.tool == tool ? all : all.filter { $0.key.contains { $0.lowercased().contains(tool) } }
      }
      let old = read(file.old)
      guard !old.isEmpty, !read(file.new).isEmpty else { continue }
      let isBeside =
        holder.bytes.count - holder.name.count == settings.file.path.bytes.count
        - settings.file.path.name.count
      let isRoot = settings.new.contains { $0.key == ["root"] && SettingsRule.isTrue($0.text) }
      return (old, isBeside || isRoot)
    }
    return nil
  }
}
