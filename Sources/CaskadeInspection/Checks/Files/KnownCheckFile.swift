import CaskadeSyntax

/// A file that a tool for checks finds by its name, and that serves nothing else: one that a runner loads, or the settings
/// of a runner, a linter, a coverage tool or a type checker.
struct KnownCheckFile: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// A runner loads or follows it.
    case runner
    case settings
  }

  let kind: Kind
  let tool: String

  /// One tool's names, in lower case, separated by spaces; one `*` in a name stands for anything.
  struct Row: Sendable {
    let kind: Kind
    let tool: String
    let names: String

    init(_ kind: Kind, _ tool: String, _ names: String) {
      self.kind = kind
      self.tool = tool
      self.names = names
    }
  }

  private struct Pattern: Sendable {
    let prefix: String
    let suffix: String
    let file: KnownCheckFile

    func matches(_ name: String) -> Bool {
      name.utf8.count >= prefix.utf8.count + suffix.utf8.count && name.hasPrefix(prefix) && name.hasSuffix(suffix)
    }
  }

  /// The rows, arranged so that most names of a large change need two look-ups.
  private struct Index: Sendable {
    var exact: [String: KnownCheckFile] = [:]
    var byBeginning: [UInt16: [Pattern]] = [:]
    /// By what follows the last dot.
    var byEnding: [Substring: [Pattern]] = [:]

    init(_ rows: [Row]) {
      for row in rows {
        let file = KnownCheckFile(kind: row.kind, tool: row.tool)
        for name in row.names.words {
          guard let star = name.utf8.firstIndex(of: UInt8(ascii: "*")) else {
            exact[name] = file
            continue
          }
          let pattern = Pattern(
            prefix: String(name[..<star]), suffix: String(name[name.utf8.index(after: star)...]), file: file)
          if let beginning = Self.beginning(pattern.prefix) {
            byBeginning[beginning, default: []].append(pattern)
          } else {
            byEnding[Self.ending(pattern.suffix), default: []].append(pattern)
          }
        }
      }
    }

    static func ending(_ name: String) -> Substring {
      name.utf8.lastIndex(of: UInt8(ascii: ".")).map { name[name.utf8.index(after: $0)...] } ?? name[...]
    }

    static func beginning(_ name: String) -> UInt16? {
      var bytes = name.utf8.makeIterator()
      guard let first = bytes.next(), let second = bytes.next() else { return nil }
      return UInt16(first) << 8 | UInt16(second)
    }
  }

  private static let index = Index(rows)

  /// The first three letters of the names for runners; a name that begins otherwise is none of them but by its ending.
  private static let beginnings: Set<UInt32> = Set(
    rows.filter { $0.kind == .runner }.flatMap(\.names.words).compactMap { beginning($0.utf8) })

  private static func beginning(_ name: some Sequence<UInt8>) -> UInt32? {
    var code: UInt32 = 0
    var count = 0
    for byte in name.prefix(3) {
      code = code << 8 | UInt32(0x41...0x5A ~= byte ? byte + 32 : byte)
      count += 1
    }
    return count == 3 ? code : nil
  }

  /// Quick, and never wrong where it says no: whether a file that a runner loads or follows may have this beginning.
  static func mayBeginRunner(_ name: some Sequence<UInt8>) -> Bool { beginning(name).map(beginnings.contains) ?? false }

  /// - Parameter name: the file's name in lower case.
  static func named(_ name: String) -> KnownCheckFile? {
    if let file = index.exact[name] { return file }
    if let beginning = Index.beginning(name), let patterns = index.byBeginning[beginning],
      let found = patterns.first(where: { $0.matches(name) })
    {
      return found.file
    }
    return index.byEnding[Index.ending(name)]?.first { $0.matches(name) }?.file
  }
}
