import CaskadeContracts
package import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// The changed files as a tree: what became of each, how much of it, and whether the contract permits it.
///
/// A folder that holds nothing but another folder is told with it. Where there are more files than are shown, the deepest
/// folders are told by their sums.
package struct ChangedTree {
  /// What the contract says against a change; none where it permits it. In the order in which they are told.
  enum Mark: String, Hashable, Sendable, CaseIterable {
    case outside, denied, protected
  }

  struct Row: Hashable {
    let depth: Int
    /// Of the file, or of the folder with a final slash; escaped.
    let name: String
    /// 1 for a file; for a folder the files below it that have no row of their own, or 0.
    let files: Int
    let isFolder: Bool
    /// "new", "deleted"; nil for a modified file and for a folder.
    let what: String?
    /// "+42 -38", "binary"; empty for a folder whose files have rows.
    let size: String
    /// "outside", "3 denied", each with how many files of a folder have it.
    let marks: [String]
  }

  let files: Int
  /// How many have no mark; nil where no gate judged that.
  let allowed: Int?
  private let root: ChangedNode
  /// Set where a secret leaked: it may have leaked into a name.
  private let scanner: SecretScanner?

  package init(_ evidence: Evidence) {
    var found: [RepositoryPath: ChangedNode.Marks] = [:]
    for finding in evidence.findings where finding.severity == .error {
      guard let path = finding.path else { continue }
      var marks = ChangedNode.Marks(finding.gate, finding.rule)
      for other in finding.also { marks.formUnion(ChangedNode.Marks(other.gate, other.rule)) }
      if !marks.isEmpty { found[path, default: []].formUnion(marks) }
    }
    // A check writes them so; a file may hold them otherwise.
    let isSorted = zip(evidence.changes, evidence.changes.dropFirst()).allSatisfy { $0.path < $1.path }
    let changes = isSorted ? evidence.changes : evidence.changes.sorted { $0.path < $1.path }
    root = ChangedNode(changes.map { ChangedNode.Leaf(change: $0, marks: found[$0.path] ?? []) })
    files = changes.count
    scanner = evidence.findings.contains { $0.gate == .secrets } ? SecretScanner() : nil
    let isJudged = evidence.gates.contains { $0.name == .scope && !$0.skipped && $0.state != .notApplicable }
    allowed = isJudged && evidence.contract != nil ? root.sum.unmarked : nil
  }

  /// "5 allowed, 1 outside, 1 protected"; nil where nothing says it.
  var summary: String? {
    guard let allowed else { return nil }
    let others = Mark.allCases.compactMap { root.sum[$0] == 0 ? nil : "\(root.sum[$0]) \($0.rawValue)" }
    return (["\(allowed) allowed"] + others).joined(separator: ", ")
  }

  /// At most so many rows, and how many files have none.
  func rows(most: Int) -> (rows: [Row], omitted: Int) {
    var counts: [Int] = []
    root.count(into: &counts, depth: 0)
    var deepest = 0
    var total = 0
    for (level, count) in counts.enumerated() {
      total += count
      if level > 0, total > most { break }
      deepest = level
    }
    var rows: [Row] = []
    root.write(&rows, depth: 0, deepest: deepest, most: most) { name in
      scanner?.secretName(name)?.masked ?? name.display
    }
    let shown = rows.reduce(0) { $0 + $1.files }
    return (rows, files - shown)
  }
}
