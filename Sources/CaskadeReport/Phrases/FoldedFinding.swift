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
  /// What to look at to see all of them: the path of one alone, else the folder.
  let path: RepositoryPath?
  /// All of them; not empty.
  let all: [Finding]
  /// What stands in the first one's hint around its path; nil for a hint that isn't about the path.
  let hint: (before: Substring, after: Substring)?

  private static let mostLines = 8

  /// In the order of the first of each.
  static func all(_ findings: [Finding]) -> [FoldedFinding] {
    let hints = findings.map { finding in
      finding.hint.flatMap { hint in finding.path.flatMap { HintParts.of(hint, around: $0) } }
    }
    var groups: [Likeness: [Int]] = [:]
    for (place, finding) in findings.enumerated() {
      groups[Likeness(finding, hints[place], at: place), default: []].append(place)
    }
    let folded = groups.values.flatMap { places in inFolders(places, findings) }
    return folded.sorted { $0[0] < $1[0] }.map { places in
      FoldedFinding(places.map { findings[$0] }, hints[places[0]])
    }
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
  private init(_ group: [Finding], _ hint: (before: Substring, after: Substring)?) {
    first = group[0]
    self.hint = hint
    all = group
    let paths = group.compactMap(\.path)
    let files = Set(paths).count
    guard group.count > 1, files > 0 else {
      (message, path) = (first.message, first.path)
      return
    }
    if files == 1 {
      let lines = group.compactMap(\.line).map(String.init)
      let more = lines.count > Self.mostLines ? " and \(lines.count - Self.mostLines) more" : ""
      let listed = lines.isEmpty ? "" : " (lines \(lines.prefix(Self.mostLines).joined(separator: ", "))\(more))"
      message = "\(group.count) places in \(paths[0].display)\(listed): \(first.message)"
      path = paths[0]
    } else {
      let folder = PathFolders.outermost(of: paths)[0] ?? paths[0]
      message = "\(files) files in \(folder.display)/: \(first.message)"
      path = folder
    }
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

  init(_ finding: Finding, _ parts: (before: Substring, after: Substring)?, at place: Int) {
    rule = finding.rule
    severity = finding.severity
    message = finding.message
    hint = parts.map { "\($0.before)\0\($0.after)" } ?? finding.hint
    contractLine = finding.contractLine
    also = finding.also.map { "\($0.severity.rawValue) \($0.rule) \($0.message)" }
    self.place = finding.path == nil || finding.gate == .secrets ? place : nil
  }
}
