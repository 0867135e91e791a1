package import CaskadeContracts
package import CaskadeInspection
package import CaskadeSyntax

/// A contract's text with what a run turned out to need: its paths one by one, and its budget.
///
/// Lines are put in and numbers replaced; every other byte stays, comments too. It grants the least: the very path, and
/// the operation that was needed. What is denied or protected stays out: a person has to write that.
package struct ContractAmendment: Sendable {
  /// What the amended contract doesn't allow either.
  package struct Omission: Hashable, Sendable {
    /// A path, or a limit; safe to print.
    package let what: String
    package let reason: String
  }

  package enum Failure: Error, Hashable, Sendable {
    /// `paths.allow` is not a list with an entry on each line; these are the lines to put in by hand.
    case noPlaceForPaths([String])
    /// The text that came out doesn't read as what was meant.
    case unreadable
  }

  package let bytes: [UInt8]
  package let contract: Contract
  package let omissions: [Omission]
  package let difference: AuthorityDifference

  /// - Parameter changes: what the run changed, without the contract's own papers.
  package init(
    _ source: SourceText, _ contract: Contract, changes: [Change], policy: Policy
  ) throws(Failure) {
    let scope = ScopeRules(contract.paths)
    let index = PolicyIndex(policy)
    var omissions: [Omission] = []
    var needed: [(path: RepositoryPath, operation: Operation)] = []
    for change in changes {
      let path = FoldedPath(change.path)
      if let rule = index.protectedRule(covering: path), !scope.opens(path, for: change.operation) {
        omissions.append(Omission(what: change.path.display, reason: "a protected file (\(rule.what))"))
        continue
      }
      switch scope.decision(for: change.operation, on: path) {
      case .allowed: continue
      case .denied(let entry):
        omissions.append(Omission(what: change.path.display, reason: "line \(entry.line) denies it"))
      case .operationNotGranted, .outside:
        guard change.path.isUTF8 else {
          omissions.append(Omission(what: change.path.display, reason: "its name is not UTF-8"))
          continue
        }
        needed.append((change.path, change.operation))
      }
    }
    var text = AmendedText(source)
    let lines = changes.reduce(0) { $0 + $1.added + $1.deleted }
    let band = RunBand(contract: contract, policy: policy, changes: changes).band
    for (condition, limit, unit) in contract.limits where unit.isBudget && unit != .linesOfCode {
      let used = unit == .files ? changes.count : lines
      let most = policy[band].cap(on: unit)
      if used > limit { text.raise(condition, from: limit, to: most.map { min(used, max($0, limit)) } ?? used) }
    }
    for unit in StopCondition.Unit.allCases {
      let used = unit == .files ? changes.count : lines
      guard let most = policy[band].cap(on: unit), used > most else { continue }
      omissions.append(
        Omission(what: unit.counted(used), reason: "the policy permits \(most) in band \(band)"))
    }
    try text.add(needed.map { Self.entry($0.path, $0.operation) }, to: contract.paths.allow)
    bytes = text.bytes
    self.omissions = omissions
    let result = ContractReader.read(SourceText(name: source.name, bytes: bytes))
    guard let amended = result.contract else { throw .unreadable }
    let now = ScopeRules(amended.paths)
    guard needed.allSatisfy({ now.decision(for: $0.operation, on: FoldedPath($0.path)).isAllowed }) else {
      throw .unreadable
    }
    self.contract = amended
    difference = AuthorityDifference(from: contract, to: amended, policy: policy)
  }

  /// The entry's two lines, without their indentation.
  private static func entry(_ path: RepositoryPath, _ operation: Operation) -> [String] {
    var pattern = ""
    for scalar in String(decoding: path.bytes, as: UTF8.self).unicodeScalars {
      if "*?[\\".unicodeScalars.contains(scalar) { pattern.unicodeScalars.append("\\") }
      pattern.unicodeScalars.append(scalar)
    }
    return ["- path: \(YAMLText.line(pattern))", "  may: [\(operation.rawValue)]"]
  }
}

/// The lines of a contract while it is being amended.
private struct AmendedText {
  private var lines: [String]
  private let lineBreak: String

  init(_ source: SourceText) {
    lines = (1...source.lineCount).map { number in
      let range = source.range(ofLine: number)
      return String(decoding: source.bytes[range.start..<range.end], as: UTF8.self)
    }
    lineBreak = source.bytes.firstIndex(of: 0x0A).map { $0 > 0 && source.bytes[$0 - 1] == 0x0D } == true ? "\r\n" : "\n"
  }

  var bytes: [UInt8] { Array(lines.joined(separator: lineBreak).utf8) }

  mutating func raise(_ condition: StopCondition, from limit: Int, to now: Int) {
    guard condition.line <= lines.count else { return }
    lines[condition.line - 1] = Self.replacing(limit, with: now, in: lines[condition.line - 1])
  }

  /// Puts entries behind the last one of a list that has each on lines of its own.
  mutating func add(_ entries: [[String]], to list: [PathEntry]) throws(ContractAmendment.Failure) {
    guard !entries.isEmpty else { return }
    guard let last = list.last, last.line <= lines.count, let indent = Self.indent(ofEntry: lines[last.line - 1]) else {
      throw .noPlaceForPaths(entries.flatMap { $0 })
    }
    var end = last.line
    while end < lines.count, let depth = Self.depth(of: lines[end]), depth > indent { end += 1 }
    let margin = String(repeating: " ", count: indent)
    lines.insert(contentsOf: entries.flatMap { $0.map { margin + $0 } }, at: end)
  }

  /// The column of the dash; nil for a line that isn't an entry of a block list.
  private static func indent(ofEntry line: String) -> Int? {
    let indent = line.prefix { $0 == " " }.count
    return line.dropFirst(indent).hasPrefix("- ") ? indent : nil
  }

  /// The column of the first visible character; nil for a line without one, or a comment.
  private static func depth(of line: String) -> Int? {
    let indent = line.prefix { $0 == " " }.count
    guard let first = line.dropFirst(indent).first, first != "#" else { return nil }
    return indent
  }

  /// The first number of that value behind `more_than`.
  private static func replacing(_ old: Int, with new: Int, in line: String) -> String {
    guard let colon = line.firstIndex(of: ":") else { return line }
    let rest = line[colon...]
    guard let start = rest.firstIndex(where: \.isNumber) else { return line }
    let digits = line[start...].prefix(while: \.isNumber)
    return digits == String(old) ? line[..<start] + String(new) + line[digits.endIndex...] : line
  }
}
