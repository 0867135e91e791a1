package import CaskadeInspection

extension ValidationRecord {
  /// Whether the command, in that run of it, executed a check; nil where nothing says so.
  package func executes(_ run: Run) -> Bool? { isIdle ? false : run.executesTests }

  /// Words that a shell does by itself, and that look at no file.
  private static let idle: Set<Substring> = ["true", "/bin/true", "/usr/bin/true", ":", "exit", "echo", "pwd"]

  /// The command is made of nothing else than `true` and its kin: it can't fail, whatever the tree holds.
  package var isIdle: Bool {
    let isPlain = command.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || " ./:;&|-_,\n".contains($0)) }
    let parts = command.split { ";&|\n".contains($0) }.compactMap { $0.split(separator: " ").first }
    return isPlain && parts.allSatisfy(Self.idle.contains)
  }
}

extension ValidationRecord.Run {
  /// Whether it executed a test; nil where nothing says so.
  package var executesTests: Bool? { tests.map { $0.counts.run > 0 } }

  /// The command failed, whatever that proves.
  package var endedBadly: Bool { state == .fail || doubt == .noFailure }

  /// It broke before any test was executed.
  package var breaksBeforeTests: Bool { tests.map { $0.counts.run == 0 && $0.counts.broken > 0 } ?? false }

  /// How many tests failed; nil where nothing says so.
  package var failedTests: Int? { tests.map(\.counts.failed) }

  package var testNames: TestNames { tests?.names ?? .none }
}

extension TestNames {
  /// Those that are called so: by the whole name, or by its last component.
  package func called(_ name: String) -> (passed: [String], failed: [String], skipped: [String]) {
    let isMeant = { Self.isCalled($0, name) }
    return (passed.filter(isMeant), failed.filter(isMeant), skipped.filter(isMeant))
  }

  private static let separators = ["::", ".", "/", "#", ":", " > ", " › ", " "]

  /// Rows of a table and the parentheses of a call don't belong to a test's name.
  private static func isCalled(_ reported: String, _ name: String) -> Bool {
    if reported == name { return true }
    let bare = plain(reported)
    return bare == name || bare == plain(name) || separators.contains { bare.hasSuffix($0 + plain(name)) }
  }

  private static func plain(_ name: String) -> String {
    var text = name[...]
    if text.hasSuffix("]"), let bracket = text.firstIndex(of: "[") { text = text[..<bracket] }
    if text.hasSuffix("()") { text = text.dropLast(2) }
    return String(text)
  }
}
