import CaskadeSyntax

/// Two trees as `git diff-tree --stdin` takes them, so that its answer is known to be whole.
///
/// For each pair git says the two ids on a line of their own, then what differs (git-diff-tree(1), `--stdin`). A second
/// pair, of one tree with itself, differs in nothing: its line ends the answer, and an answer that lost its end, also
/// between two records, isn't believed.
struct TreePair {
  let from: ObjectID
  let to: ObjectID

  /// The tree without entries, which every git knows without having it (cache_tree, `empty_tree`).
  static func all(of tree: ObjectID) -> TreePair {
    TreePair(from: emptyTree(like: tree), to: tree)
  }

  var input: [UInt8] { header + trailer }
  var frame: AnswerFrame { AnswerFrame(header: header, trailer: trailer) }

  private var header: [UInt8] { Self.line(from, to) }
  private var trailer: [UInt8] { Self.line(to, to) }

  /// What ends a list of commits on standard input in the same way: a pair without differences, and its echo.
  static func end(like id: ObjectID) -> [UInt8] {
    let empty = emptyTree(like: id)
    return line(empty, empty)
  }

  private static func line(_ one: ObjectID, _ other: ObjectID) -> [UInt8] {
    Array("\(one.text) \(other.text)\n".utf8)
  }

  private static func emptyTree(like id: ObjectID) -> ObjectID {
    // The hashes of `tree 0` and a NUL byte.
    ObjectID(
      id.text.utf8.count == 64
        ? "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
        : "4b825dc642cb6eb9a060e54bf8d69288fbee4904") ?? id
  }
}

/// Takes the first and the last bytes off an answer that comes in any portions, and knows whether they were as they
/// have to be.
struct AnswerFrame {
  private let header: [UInt8]
  private let trailer: [UInt8]
  private var begun: [UInt8] = []
  /// The last bytes so far, at most as many as the trailer has.
  private var held: [UInt8] = []

  init(header: [UInt8] = [], trailer: [UInt8]) {
    self.header = header
    self.trailer = trailer
  }

  /// Hands on what lies between header and trailer.
  mutating func pass(_ chunk: ArraySlice<UInt8>, to sink: (ArraySlice<UInt8>) -> Void) {
    let missing = chunk.prefix(header.count - begun.count)
    begun += missing
    let rest = chunk.dropFirst(missing.count)
    let excess = held.count + rest.count - trailer.count
    guard excess > 0 else {
      held += rest
      return
    }
    let old = min(excess, held.count)
    if old > 0 { sink(held[..<old]) }
    if excess > old { sink(rest.prefix(excess - old)) }
    held = Array(held.dropFirst(old)) + rest.dropFirst(excess - old)
  }

  /// Whether the answer began and ended as it had to.
  var isWhole: Bool { begun == header && held == trailer }

  /// What lies between header and trailer of a whole answer; nil when it isn't whole.
  static func content(of answer: [UInt8], header: [UInt8] = [], trailer: [UInt8]) -> ArraySlice<UInt8>? {
    guard answer.count >= header.count + trailer.count, answer.starts(with: header),
      answer.suffix(trailer.count).elementsEqual(trailer)
    else { return nil }
    return answer[header.count..<(answer.count - trailer.count)]
  }

  func content(of answer: [UInt8]) -> ArraySlice<UInt8>? {
    Self.content(of: answer, header: header, trailer: trailer)
  }
}
