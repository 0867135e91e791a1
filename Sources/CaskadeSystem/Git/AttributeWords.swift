import CaskadeSyntax

/// What the attributes files of a working tree speak of. More than is in force, never less.
struct AttributeWords: Sendable {
  let filter: Bool
  let encoding: Bool

  /// What is stored of some file may not be told by what is on disk.
  var mayHideContent: Bool { filter || encoding }

  /// Where nobody has looked.
  static let anything = AttributeWords(filter: true, encoding: true)

  private init(filter: Bool, encoding: Bool) {
    (self.filter, self.encoding) = (filter, encoding)
  }

  /// - Parameter paths: any files; only those called `.gitattributes` are read. Git takes one that is gone from disk from
  ///   the index, so what can't be read may say anything.
  init(among paths: some Sequence<ArraySlice<UInt8>>, in workTree: ByteString) {
    var filter = false
    var encoding = false
    for path in paths where Self.isAttributes(path) {
      let file = workTree.appending(ByteString(bytes: path))
      guard let text = try? FileReader.read(file, limit: Self.mostBytes) else {
        self = .anything
        return
      }
      filter = filter || Self.holds("filter", in: text)
      encoding = encoding || Self.holds("encoding", in: text)
    }
    (self.filter, self.encoding) = (filter, encoding)
  }

  static func isAttributes(_ path: ArraySlice<UInt8>) -> Bool {
    path.last == UInt8(ascii: "s") && path.suffix(14).elementsEqual(".gitattributes".utf8)
  }

  /// Git reads no longer one (attr.c, `ATTR_MAX_FILE_SIZE`).
  private static let mostBytes = 100 << 20

  static func holds(_ word: String, in text: [UInt8]) -> Bool {
    let word = Array(word.utf8)
    var start = text.startIndex
    while let place = text[start...].firstIndex(of: word[0]) {
      if text[place...].starts(with: word) { return true }
      start = place + 1
    }
    return false
  }
}
