import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// A changed file, or a folder that holds some.
struct ChangedNode {
  struct Marks: OptionSet {
    let rawValue: UInt8

    static let outside = Marks(rawValue: 1)
    static let denied = Marks(rawValue: 2)
    static let protected = Marks(rawValue: 4)

    init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    init(_ gate: GateName, _ rule: String) {
      switch gate {
      case .protected: self = .protected
      case .scope: self = rule == FindingRule.scopeDenied.id ? .denied : .outside
      default: self = []
      }
    }
  }

  struct Leaf {
    let change: Change
    let marks: Marks
  }

  /// What is below a node.
  struct Sum {
    var files = 0
    var added = 0
    var deleted = 0
    var binary = 0
    var outside = 0
    var denied = 0
    var protected = 0
    var unmarked = 0

    subscript(_ mark: ChangedTree.Mark) -> Int {
      switch mark {
      case .outside: outside
      case .denied: denied
      case .protected: protected
      }
    }

    init() {}

    init(_ leaf: Leaf) {
      files = 1
      (added, deleted, binary) = (leaf.change.added, leaf.change.deleted, leaf.change.isBinary ? 1 : 0)
      outside = leaf.marks.contains(.outside) ? 1 : 0
      denied = leaf.marks.contains(.denied) ? 1 : 0
      protected = leaf.marks.contains(.protected) ? 1 : 0
      unmarked = leaf.marks.isEmpty ? 1 : 0
    }

    mutating func add(_ other: Sum) {
      files += other.files
      added = Self.sum(added, other.added)
      deleted = Self.sum(deleted, other.deleted)
      binary += other.binary
      outside += other.outside
      denied += other.denied
      protected += other.protected
      unmarked += other.unmarked
    }

    /// A file may claim numbers that no sum holds.
    private static func sum(_ one: Int, _ other: Int) -> Int {
      let (sum, overflow) = one.addingReportingOverflow(other)
      return overflow ? Int.max : sum
    }
  }

  private let name: ArraySlice<UInt8>
  /// Nil for a folder.
  private let leaf: Leaf?
  private var children: [ChangedNode] = []
  private(set) var sum = Sum()

  /// The root.
  ///
  /// - Parameter leaves: sorted by path.
  init(_ leaves: [Leaf]) {
    self.init(leaves[...], from: 0, name: [], depth: 0)
  }

  private init(_ leaf: Leaf, name: ArraySlice<UInt8>) {
    self.name = name
    self.leaf = leaf
    sum = Sum(leaf)
  }

  /// - Parameters:
  ///   - leaves: all in this folder.
  ///   - start: the bytes of the folder's path.
  ///   - depth: of the node. A tree can be deeper than any stack: far down, a file is told with all folders above it.
  private init(_ leaves: ArraySlice<Leaf>, from start: Int, name: ArraySlice<UInt8>, depth: Int) {
    self.name = name
    leaf = nil
    var index = leaves.startIndex
    while index < leaves.endIndex {
      let path = leaves[index].change.path.bytes
      guard depth < Self.mostFolders, let slash = path[start...].firstIndex(of: Self.slash) else {
        add(ChangedNode(leaves[index], name: path[start...]))
        index += 1
        continue
      }
      let folder = path[...slash]
      let end = leaves[index...].firstIndex { !$0.change.path.bytes.starts(with: folder) } ?? leaves.endIndex
      // A chain of folders is one; what the first and the last path begin with, those between begin with too.
      let other = leaves[end - 1].change.path.bytes
      let shared = zip(path, other).prefix { $0 == $1 }.count
      let last = path[..<min(shared, path.count)].lastIndex(of: Self.slash) ?? slash
      add(ChangedNode(leaves[index..<end], from: last + 1, name: path[start...last], depth: depth + 1))
      index = end
    }
  }

  private static let mostFolders = 64
  private static let slash = UInt8(ascii: "/")

  private mutating func add(_ child: ChangedNode) {
    children.append(child)
    sum.add(child.sum)
  }

  // MARK: Rows

  /// How many nodes there are in each depth below this one.
  func count(into counts: inout [Int], depth: Int) {
    for child in children {
      if counts.count == depth { counts.append(0) }
      counts[depth] += 1
      child.count(into: &counts, depth: depth + 1)
    }
  }

  /// - Parameter shown: a name, or several with slashes between, as it is shown.
  func write(
    _ rows: inout [ChangedTree.Row], depth: Int, deepest: Int, most: Int, shown: (RepositoryPath) -> String
  ) {
    for child in children where rows.count < most {
      let isOpen = child.leaf == nil && depth < deepest
      let isFolder = child.leaf == nil
      let name = shown(RepositoryPath(bytes: Array(isFolder ? child.name.dropLast() : child.name)))
      rows.append(
        ChangedTree.Row(
          depth: depth, name: isFolder ? "\(name)/" : name, files: isOpen ? 0 : child.sum.files,
          isFolder: isFolder, what: child.leaf.flatMap { Self.what($0.change) },
          size: isOpen ? "" : child.size, marks: isOpen ? [] : child.marks))
      if isOpen { child.write(&rows, depth: depth + 1, deepest: deepest, most: most, shown: shown) }
    }
  }

  private var marks: [String] {
    ChangedTree.Mark.allCases.compactMap { mark in
      guard sum[mark] > 0 else { return nil }
      return leaf == nil ? "\(sum[mark]) \(mark.rawValue)" : mark.rawValue
    }
  }

  private var size: String {
    if let leaf, leaf.change.isBinary { return "binary" }
    return "+\(sum.added) -\(sum.deleted)" + (sum.binary > 0 ? ", \(sum.binary) binary" : "")
  }

  private static func what(_ change: Change) -> String? {
    if change.changesKind { return "of another kind" }
    return switch change.operation {
    case .create: "new"
    case .delete: "deleted"
    case .submodule: "submodule"
    case .modify: change.oldID == change.newID && change.oldID != nil ? "mode" : nil
    }
  }
}
