import CaskadeCore
import CaskadeSyntax

/// Files behind a filter driver as they lie on disk: what git stores of them says nothing of that.
///
/// A file with the stamp of before is unchanged. One that was only touched is told by its content, as long as all of
/// them are small enough to be read; beyond that a new stamp counts as a change.
struct OpaqueFiles: Sendable {
  private var stamps: [ArraySlice<UInt8>: FileStamp] = [:]
  private var contents: [ArraySlice<UInt8>: ArraySlice<UInt8>] = [:]

  static let none = OpaqueFiles()

  private init() {}

  /// - Parameters:
  ///   - tracked: files of the working tree, of which those count that attributes put behind a driver.
  ///   - ask: runs git in the working tree and gives its output.
  init(
    among tracked: [ArraySlice<UInt8>], in workTree: ByteString,
    ask: (_ arguments: [ByteString], _ input: [UInt8]) throws(GitError) -> [UInt8]
  ) throws(GitError) {
    guard AttributeWords(among: tracked, in: workTree).filter else { return }
    let filtered = try FilteredPaths.among(tracked, ask: ask)
    for path in filtered { stamps[path] = FileStamp(of: workTree.appending(ByteString(bytes: path))) }
    let bySize = stamps.filter { $1.isRegular && !$0.contains(0x0A) }.sorted {
      $0.value.size == $1.value.size ? $0.key.lexicographicallyPrecedes($1.key) : $0.value.size < $1.value.size
    }
    var room = Self.mostBytes
    let small = bySize.prefix { file in
      room -= Int(file.value.size)
      return room >= 0
    }.map(\.key)
    for (path, id) in zip(small, try Self.hashes(of: small, ask)) { contents[path] = id }
  }

  /// Those of the files that are on disk as they were.
  func unchanged(
    among paths: [ArraySlice<UInt8>], in workTree: ByteString,
    ask: (_ arguments: [ByteString], _ input: [UInt8]) throws(GitError) -> [UInt8]
  ) throws(GitError) -> Set<ArraySlice<UInt8>> {
    var unchanged: Set<ArraySlice<UInt8>> = []
    var open: [ArraySlice<UInt8>] = []
    for path in paths {
      guard let old = stamps[path], let now = FileStamp(of: workTree.appending(ByteString(bytes: path))) else {
        continue
      }
      if now == old {
        unchanged.insert(path)
      } else if contents[path] != nil, now.mode == old.mode, now.size == old.size {
        open.append(path)
      }
    }
    for (path, id) in zip(open, try Self.hashes(of: open, ask)) where contents[path] == id { unchanged.insert(path) }
    return unchanged
  }

  private static func hashes(
    of paths: [ArraySlice<UInt8>], _ ask: ([ByteString], [UInt8]) throws(GitError) -> [UInt8]
  ) throws(GitError) -> [ArraySlice<UInt8>] {
    guard !paths.isEmpty else { return [] }
    var input: [UInt8] = []
    // `./` keeps a leading quotation mark from being read as quoting.
    for path in paths { input += Array("./".utf8) + path + [0x0A] }
    let ids = try ask(["hash-object", "-t", "blob", "--no-filters", "--stdin-paths"], input).split(separator: 0x0A)
    guard ids.count == paths.count else {
      throw GitError(.badAnswer(command: "hash-object", reason: "not one id for each file"))
    }
    return ids
  }

  /// Altogether.
  private static let mostBytes = 256 << 20
}
