import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// What people are told at once: one finding, or all that say the same of files in one folder.
///
/// Findings fold that differ in nothing but the path, and the line in it; of a secret each place matters. Evidence keeps
/// them all.
struct FoldedFinding {
  /// The first of them, whose place stands for all.
  let first: Finding
  /// One sentence; it begins with how many there are and where, if there are several.
  let message: String
  let hint: String?
  /// What to look at to see all of them: the path of one alone, else the folder.
  let path: RepositoryPath?

  private static let mostLines = 8
  /// Bytes of a hint that names every file.
  private static let longestHint = 400

  /// In the order of the first of each.
  static func all(_ findings: [Finding]) -> [FoldedFinding] {
    var groups: [Likeness: [Int]] = [:]
    for (place, finding) in findings.enumerated() { groups[Likeness(finding, at: place), default: []].append(place) }
    let folded = groups.values.flatMap { places in inFolders(places, findings) }
    return folded.sorted { $0[0] < $1[0] }.map { places in FoldedFinding(places.map { findings[$0] }) }
  }

  /// - Parameter places: of findings that are alike, in their order.
  private static func inFolders(_ places: [Int], _ findings: [Finding]) -> [[Int]] {
    let paths = places.compactMap { findings[$0].path }
    guard places.count > 1, paths.count == places.count else { return places.map { [$0] } }
    var groups: [RepositoryPath: [Int]] = [:]
    for (place, (path, folder)) in zip(places, zip(paths, PathFolders.outermost(of: paths))) {
      groups[folder ?? path, default: []].append(place)
    }
    return Array(groups.values)
  }

  /// - Parameter group: not empty.
  private init(_ group: [Finding]) {
    first = group[0]
    let paths = group.compactMap(\.path)
    let files = Set(paths).count
    guard group.count > 1, files > 0 else {
      (message, hint, path) = (first.message, first.hint, first.path)
      return
    }
    if files == 1 {
      let lines = group.compactMap(\.line).map(String.init)
      let more = lines.count > Self.mostLines ? " and \(lines.count - Self.mostLines) more" : ""
      let listed = lines.isEmpty ? "" : " (lines \(lines.prefix(Self.mostLines).joined(separator: ", "))\(more))"
      message = "\(group.count) places in \(paths[0].display)\(listed): \(first.message)"
      hint = first.hint
      path = paths[0]
    } else {
      let folder = PathFolders.outermost(of: paths)[0] ?? paths[0]
      message = "\(files) files in \(folder.display)/: \(first.message)"
      hint = first.hint.map { Self.hint($0, paths, files: files) }
      path = folder
    }
  }

  /// The hint for all of the files: with every path where they fit.
  private static func hint(_ hint: String, _ paths: [RepositoryPath], files: Int) -> String {
    guard let (way, rest) = Likeness.parts(of: hint, around: paths[0]) else { return hint }
    var named: [RepositoryPath] = []
    for path in paths where named.last != path { named.append(path) }
    let words = named.map { ShellWord.quoted($0) }.joined(separator: " ")
    let ways = ["remove", "revert"]
    let plural = ways.first { way.hasPrefix("\($0) it (") }.map { "\($0) them\(way.dropFirst($0.count + 3))" } ?? way
    let whole = "\(plural)\(words)\(rest)"
    return whole.utf8.count <= longestHint ? whole : "for each of the \(files) files: \(way)FILE\(rest)"
  }
}

/// What findings have in common that fold.
private struct Likeness: Hashable {
  private let rule: String
  private let severity: Finding.Severity
  private let message: String
  private let hint: String?
  private let contractLine: Int?
  private let also: [String]
  /// Set where the finding folds with no other.
  private let place: Int?

  init(_ finding: Finding, at place: Int) {
    rule = finding.rule
    severity = finding.severity
    message = finding.message
    hint = finding.hint.map { hint in
      finding.path.flatMap { Self.parts(of: hint, around: $0) }.map { "\($0)\0\($1)" } ?? hint
    }
    contractLine = finding.contractLine
    also = finding.also.map { "\($0.severity.rawValue) \($0.rule) \($0.message)" }
    self.place = finding.path == nil || finding.gate == .secrets ? place : nil
  }

  /// What stands in a hint before and behind the path, where that is the last word of a command in it: `(rm -- PATH)`.
  static func parts(of hint: String, around path: RepositoryPath) -> (before: Substring, after: Substring)? {
    let word = Array("-- \(ShellWord.quoted(path))".utf8)
    let text = hint.utf8
    var start = text.startIndex
    while let next = text[start...].firstIndex(of: word[0]) {
      if text[next...].starts(with: word) {
        let (from, to) = (text.index(next, offsetBy: 3), text.index(next, offsetBy: word.count))
        if to == text.endIndex || text[to] == UInt8(ascii: ")") { return (hint[..<from], hint[to...]) }
      }
      start = text.index(after: next)
    }
    return nil
  }
}
