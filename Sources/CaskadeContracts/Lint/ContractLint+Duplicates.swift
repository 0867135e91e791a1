import CaskadeSyntax

extension ContractLint {
  mutating func judgeDuplicates() {
    let paths = contract.paths
    judge(paths.allow.map { ($0, $0.pattern.text, $0.line) }, in: "paths.allow") { one, other in
      one.pattern == other.pattern && one.may == other.may
    }
    for (entries, place) in [(paths.deny, "paths.deny"), (paths.checksMayChange, "paths.checks_may_change")] {
      judge(entries.map { ($0.pattern, $0.pattern.text, $0.line) }, in: place, by: ==)
    }
    let tools = contract.tools
    for (entries, place) in [(tools.allow, "tools.allow"), (tools.ask, "tools.ask"), (tools.deny, "tools.deny")] {
      judge(entries.map { ($0.tool, $0.tool.text, $0.line) }, in: place, by: ==)
    }
    judge(contract.branch.map { ($0.pattern, $0.pattern.text, $0.line) }, in: "branch", by: ==)
    judge(contract.setup.map { ($0.value, $0.value, $0.line) }, in: "setup", by: ==)
    judge(contract.acceptance.map { ($0.says, $0.says, $0.line) }, in: "acceptance", by: ==)
    let commands = contract.validation ?? []
    judge(commands.map { ($0, $0.run, $0.line) }, in: "validation", by: Self.runSame)
    judge(contract.stopWhen.map { ($0.kind, $0.text, $0.line) }, in: "stop_when", by: ==)
  }

  private static func runSame(_ one: ValidationCommand, _ other: ValidationCommand) -> Bool {
    guard one.run == other.run, one.directory == other.directory, one.onBase == other.onBase,
      one.begins == other.begins
    else { return false }
    return one.environment == other.environment && one.carry.map(\.pattern) == other.carry.map(\.pattern)
  }

  /// Reports each entry that stands before, at its later place.
  private mutating func judge<Entry>(
    _ entries: [(entry: Entry, text: String, line: Int)], in place: String, by isSame: (Entry, Entry) -> Bool
  ) {
    for (index, later) in entries.enumerated() {
      guard entries[..<index].contains(where: { isSame($0.entry, later.entry) }) else { continue }
      report(.duplicate(later.text, place: place), line: later.line, text: later.text)
    }
  }
}
