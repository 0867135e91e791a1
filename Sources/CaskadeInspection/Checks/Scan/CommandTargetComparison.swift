import CaskadeSyntax

/// Finds what the validation commands run and the change altered: a target, a script of a package, a file.
///
/// Entries lead to entries: a target that calls a script, a script that calls another. They are followed as the base
/// has them. A file of tests that a command names is judged by its tests.
struct CommandTargetComparison {
  private(set) var findings: [IntegrityFinding] = []

  /// Entries beyond these aren't followed.
  private static let limit = 1_000

  init(_ files: [FileVersions], _ plan: IntegrityPlan) {
    guard !plan.entries.isEmpty else { return }
    var versions: [RepositoryPath: FileVersions] = [:]
    for file in files { versions[file.path] = file }
    var waiting = Array(plan.entries.reversed())
    var seen: [RepositoryPath: Set<CommandTarget.Kind>] = [:]
    var followed = 0
    while let entry = waiting.popLast(), followed < Self.limit {
      let holders = entry.holders.compactMap { versions[$0] }
      guard let file = holders.first(where: { $0.old != nil }), let old = file.old,
        seen[file.path, default: []].insert(entry.kind).inserted
      else { continue }
      // A new file may come before the one that the base had, as a `GNUmakefile` does.
      let now = holders.first { $0.new != nil } ?? file
      followed += 1
      let before = CommandTargetText.lines(entry, in: old)
      guard !before.isEmpty else { continue }
      let isTest = plan.roles[file.path]?.isJudgedByTests == true && entry.isFile
      if plan.roles[now.path] != nil, !isTest { compare(entry, now, before) }
      guard !isTest, Self.isFollowed(entry, file.path) else { continue }
      let folder = entry.isFile ? RepositoryPath(bytes: []) : entry.folder
      for line in before.prefix(Self.limit) {
        waiting += CommandTarget.read(Self.recipe(line.text), command: entry.command, folder: folder).reversed()
      }
    }
  }

  /// Shell scripts, targets and scripts of packages hold commands; another file is looked at as a whole only.
  private static func isFollowed(_ entry: CommandTarget, _ path: RepositoryPath) -> Bool {
    guard entry.isFile else { return true }
    let name = String(decoding: path.name, as: UTF8.self)
    return !name.contains(".") || [".sh", ".bash", ".zsh"].contains(where: name.hasSuffix)
  }

  /// A line of a recipe without the marks of make in front.
  private static func recipe(_ text: String) -> String {
    String(text.drop { "@-+ \t".contains($0) })
  }

  private mutating func compare(_ entry: CommandTarget, _ file: FileVersions, _ before: [CommandTargetText.Line]) {
    var before = before
    var after = file.new.map { CommandTargetText.lines(entry, in: $0) } ?? []
    guard before.map(\.text) != after.map(\.text) else { return }
    if case .target = entry.kind {
      let rest = NameLists.withoutAdded(before, after)
      if let first = rest.added.first, rest.before.map(\.text) == rest.after.map(\.text) {
        findings.append(
          IntegrityFinding(.namesAdded(command: entry.command, entry: entry.label), file.path, .head(first.line)))
        return
      }
      (before, after) = (rest.before, rest.after)
    }
    let index =
      zip(before, after).enumerated().first { $0.element.0.text != $0.element.1.text }?.offset
      ?? min(before.count, after.count)
    let place: IntegrityFinding.Place =
      index < after.count ? .head(after[index].line) : index < before.count ? .base(before[index].line) : .file
    let was = index < before.count ? before[index].text : ""
    let fact: IntegrityFact =
      entry.isFile
      ? .scriptChanged(command: entry.command) : .commandChanged(command: entry.command, entry: entry.label)
    findings.append(IntegrityFinding(fact, file.path, place, before: SettingsReader.trimmed(was).utf8))
  }
}

extension CommandTarget {
  var isFile: Bool {
    if case .file = kind { true } else { false }
  }
}
