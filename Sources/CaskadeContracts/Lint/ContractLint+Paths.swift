import CaskadeSyntax

extension ContractLint {
  mutating func judgePaths() {
    var denied = DeniedPaths(deny: contract.paths.deny, tracked: context.tracked)
    let closed = contract.paths.allow.map { denied.closing($0) }
    if let first = closed.first, let entry = first?.entry, closed.allSatisfy({ $0?.isForGood ?? false }) {
      report(.denyAll(entry.pattern.text), line: entry.line, text: entry.pattern.text)
    } else {
      for (entry, closing) in zip(contract.paths.allow, closed) {
        guard let closing else { continue }
        let text = entry.pattern.text
        report(
          .shadowed(text, deny: closing.entry.pattern.text, isForGood: closing.isForGood), line: entry.line, text: text)
      }
    }
    for entry in contract.paths.allow {
      let text = entry.pattern.text
      if entry.pattern.coversEverything(under: RepositoryPath("")) {
        report(.wide(text), line: entry.line, text: text)
      } else if !judgeBareExtension(entry.pattern, line: entry.line), let problem = missing(entry) {
        report(problem, line: entry.line, text: text)
      }
    }
    for entry in RestrictionLint.entries(contract) {
      guard !judgeBareExtension(entry.pattern, line: entry.line ?? 1), let tracked = context.tracked,
        let problem = RestrictionLint.problem(entry, in: tracked)
      else { continue }
      report(problem, line: entry.line, text: entry.pattern.text)
    }
    judgeWideChecks()
  }

  /// One file that is named may be all there is; a pattern that takes in most of the tests leaves little to prove with.
  private mutating func judgeWideChecks() {
    guard let tests = context.tests, tests.sorted.count > 1 else { return }
    for entry in contract.paths.checksMayChange {
      let text = entry.pattern.text
      let covered = tests.matches(of: entry.pattern).reduce(0) { count, _ in count + 1 }
      guard covered > 1, covered * 2 > tests.sorted.count, BlankFinder.blank(in: text) == nil else { continue }
      report(.checksWide(text, covered: covered, of: tests.sorted.count), line: entry.line, text: text)
    }
  }

  private func missing(_ entry: PathEntry) -> LintProblem? {
    let text = entry.pattern.text
    guard let tracked = context.tracked else { return nil }
    if let misreading = Misreading(entry.pattern, in: tracked) { return .misread(text, misreading) }
    if let deeper = tracked.deeper(than: entry.pattern) { return .shallow(text, deeper: deeper) }
    return isMissed(entry) ? .noMatch(text, suggestion: tracked.suggestion(for: text, escaping: true)) : nil
  }

  /// Whether the entry should match some file and matches none. What it says of protected files is judged apart, and a
  /// blank is a finding of its own.
  private func isMissed(_ entry: PathEntry) -> Bool {
    guard let tracked = context.tracked, entry.may != [.create], BlankFinder.blank(in: entry.pattern.text) == nil
    else { return false }
    return protection(of: entry.pattern) == nil && !tracked.matches(of: entry.pattern).contains { _ in true }
  }

  /// True if there is something to say.
  @discardableResult
  private mutating func judgeBareExtension(_ pattern: PathPattern, line: Int) -> Bool {
    let text = pattern.text
    guard text.hasPrefix("*."), !text.contains("/"), let tracked = context.tracked,
      let deep = try? PathPattern("**/" + text),
      let deeper = tracked.matches(of: deep).first(where: { tracked.sorted[$0].bytes.contains(UInt8(ascii: "/")) })
    else { return false }
    report(.bareExtension(text, deeper: tracked.sorted[deeper]), line: line, text: text)
    return true
  }
}

/// Asks of an allow entry whether the deny list leaves anything of it. A file is matched with the list once only.
private struct DeniedPaths {
  struct Closing {
    /// The deny entry that closes, or the first of several.
    let entry: PathEntry
    /// No file that may come can slip through.
    let isForGood: Bool
  }

  let deny: [PathEntry]
  let tracked: TrackedPaths?
  private var known: [Int: PathEntry?] = [:]

  init(deny: [PathEntry], tracked: TrackedPaths?) {
    self.deny = deny
    self.tracked = tracked
  }

  /// Nil if something that the entry matches is left, or might be.
  mutating func closing(_ allow: PathEntry) -> Closing? {
    if let entry = deny.first(where: { $0.pattern.covers(allow.pattern) }) {
      return Closing(entry: entry, isForGood: true)
    }
    guard let tracked, !deny.isEmpty else { return nil }
    var first: PathEntry?
    for index in tracked.matches(of: allow.pattern) {
      guard let entry = denial(of: index, in: tracked) else { return nil }
      first = first ?? entry
    }
    return first.map { Closing(entry: $0, isForGood: !allow.may.contains(.create)) }
  }

  private mutating func denial(of index: Int, in tracked: TrackedPaths) -> PathEntry? {
    if let answer = known[index] { return answer }
    let path = FoldedPath(tracked.sorted[index])
    let answer = deny.first { $0.pattern.matchesFolded(path) }
    known[index] = answer
    return answer
  }
}

extension TrackedPaths {
  /// The path or pattern with its first component that the repository doesn't have replaced by one that looks like it.
  ///
  /// - Parameter escaping: for a pattern, where a name's own `*`, `?`, `[` and `\` have to be escaped.
  func suggestion(for pattern: String, escaping: Bool = false) -> String? {
    var parts = pattern.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var folder: [UInt8] = []
    for (index, part) in parts.enumerated() {
      guard !part.contains(where: { "*?[\\".contains($0) }) else { return nil }
      let path = folder + (folder.isEmpty ? [] : [UInt8(ascii: "/")]) + Array(part.utf8)
      if holdsFolder(RepositoryPath(bytes: path)) {
        folder = path
        continue
      }
      let names = names(in: RepositoryPath(bytes: folder)).map { String(decoding: $0, as: UTF8.self) }
      guard let closest = Suggestion.closest(to: part, among: names) else { return nil }
      parts[index] = escaping ? closest.escaping("*?[]\\") : closest
      return parts.joined(separator: "/")
    }
    return nil
  }
}
