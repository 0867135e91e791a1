package import CaskadeSyntax

/// What has to be known of a pattern in a list that restricts: whether it can do what it is there for.
package enum RestrictionLint {
  /// A pattern, the list in which it stands, and its line where that is kept.
  typealias Entry = (pattern: PathPattern, place: String, line: Int?)

  static func entries(_ contract: Contract) -> [Entry] {
    let paths = contract.paths
    return paths.deny.map { ($0.pattern, "paths.deny", $0.line) }
      + paths.checksMayChange.map { ($0.pattern, "paths.checks_may_change", $0.line) }
      + contract.stopWhen.compactMap { condition in
        guard case .touching(let pattern) = condition.kind else { return nil }
        return (pattern, "stop_when.touching", condition.line)
      }
  }

  /// What the policy adds to the built-in one.
  static func entries(_ policy: Policy) -> [Entry] {
    let protected = policy.protected.filter { $0.kind == .policy }.flatMap(\.patterns).map { ($0, "protected") }
    let areas = policy.areas.flatMap { area in
      let builtIn = Set(BuiltInPolicy.policy.area(named: area.name)?.patterns ?? [])
      return area.patterns.filter { !builtIn.contains($0) }.map { ($0, "areas.\(area.name).paths") }
    }
    return (protected + areas).map { (pattern: $0.0, place: $0.1, line: nil) }
  }

  /// The first problem of an entry, if it has one.
  static func problem(_ entry: Entry, in tracked: TrackedPaths) -> LintProblem? {
    let text = entry.pattern.text
    guard BlankFinder.blank(in: text) == nil else { return nil }
    if let misreading = Misreading(entry.pattern, in: tracked) { return .misread(text, misreading) }
    if let deeper = tracked.deeper(than: entry.pattern) { return .shallow(text, deeper: deeper) }
    if tracked.hasMatch(of: entry.pattern) { return nil }
    return .idle(text, place: entry.place, suggestion: tracked.suggestion(for: text, escaping: true))
  }

  /// The errors that make a contract unfit to be judged by: it says that it restricts what it doesn't.
  ///
  /// - Parameter tracked: the files of the base; asked for only where an entry may be misread.
  package static func errors<Failure: Error>(
    _ contract: Contract, source: SourceText, tracked: () throws(Failure) -> [RepositoryPath]
  ) throws(Failure) -> [Diagnostic] {
    try errors(entries(contract), in: source, tracked)
  }

  /// The same of a policy.
  package static func errors<Failure: Error>(
    _ policy: Policy, source: SourceText, tracked: () throws(Failure) -> [RepositoryPath]
  ) throws(Failure) -> [Diagnostic] {
    try errors(entries(policy), in: source, tracked)
  }

  private static func errors<Failure: Error>(
    _ entries: [Entry], in source: SourceText, _ tracked: () throws(Failure) -> [RepositoryPath]
  ) throws(Failure) -> [Diagnostic] {
    let suspects = entries.filter { Misreading.isPossible($0.pattern) }
    guard !suspects.isEmpty else { return [] }
    let files = TrackedPaths(try tracked())
    var places = TextPlaces(source)
    return suspects.compactMap { entry in
      guard let misreading = Misreading(entry.pattern, in: files) else { return nil }
      let text = entry.pattern.text
      return LintProblem.misread(text, misreading).diagnostic(at: places.range(of: text, line: entry.line))
    }.sortedByPlace()
  }
}

/// Where texts stand in a file that are asked for in its order, or nearly.
struct TextPlaces {
  private let source: SourceText
  private var line = 1

  init(_ source: SourceText) {
    self.source = source
  }

  /// At the text on its line; without a line at the next one that has it, from the last one found on.
  mutating func range(of text: String, line known: Int?) -> SourceRange? {
    if let known { return source.range(of: text, onLine: known) }
    for number in Array(line...source.lineCount) + Array(1..<line) {
      guard let range = source.range(of: text, onLine: number),
        source.bytes[range.start..<range.end].elementsEqual(text.utf8)
      else { continue }
      line = number
      return range
    }
    return nil
  }
}

extension TrackedPaths {
  /// A file below what `folder/*` matches; nil where there is none, or for a pattern that doesn't end so.
  func deeper(than pattern: PathPattern) -> RepositoryPath? {
    guard pattern.text.hasSuffix("/*"), !pattern.text.hasSuffix("**/*"), let deep = try? PathPattern(pattern.text + "*")
    else { return nil }
    return matches(of: deep).first { !pattern.matches(sorted[$0]) }.map { sorted[$0] }
  }
}
