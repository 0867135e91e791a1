package import CaskadeSyntax

extension ObjectReader {
  /// The sizes of objects in bytes, in the order of the ids. A missing object is an error.
  package func sizes(_ ids: [ObjectID]) throws(GitError) -> [Int] {
    var sizes: [Int] = []
    for (id, size) in zip(ids, try sizesIfPresent(ids)) {
      guard let size else { throw GitError(.missingObject(id)) }
      sizes.append(size)
    }
    return sizes
  }

  /// The same; nil for an object that the repository doesn't have, as in a partial clone.
  package func sizesIfPresent(_ ids: [ObjectID]) throws(GitError) -> [Int?] {
    guard !ids.isEmpty else { return [] }
    let answer = try directory.output(
      ["cat-file", "--buffer", "--batch-check=%(objectname) %(objectsize)"], input: Self.lines(ids))
    let lines = answer.split(separator: 0x0A)
    guard lines.count == ids.count, answer.last == 0x0A else {
      throw GitError(.badAnswer(command: "cat-file", reason: "it is cut off"))
    }
    var sizes: [Int?] = []
    for (id, line) in zip(ids, lines) {
      let words = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      guard words.count == 2, words[0] == id.text else {
        throw GitError(.badAnswer(command: "cat-file", reason: "it is not about the object that was asked for"))
      }
      sizes.append(Int(words[1]))
    }
    return sizes
  }

  /// Hands on the contents of blobs one by one, in the order of the ids: one of them is in memory at a time.
  package func stream(_ ids: [ObjectID], each: (Int, [UInt8]) -> Void) throws(GitError) {
    guard !ids.isEmpty else { return }
    let request = directory.git.request(
      ["cat-file", "--buffer", "--batch"], gitDirectory: directory.path, workTree: nil, index: nil,
      input: Self.lines(ids))
    var reader = BlobBatchReader(ids: ids)
    var fault: GitError?
    let result = try GitProgram.result(of: request, runner: directory.git.runner, name: "cat-file") { chunk in
      guard fault == nil else { return }
      do throws(GitError) {
        try reader.consume(chunk, each: each)
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
    guard result.succeeded else { throw GitError(.failed(command: "cat-file", reason: GitProgram.reason(result))) }
    guard reader.isComplete else { throw GitError(.badAnswer(command: "cat-file", reason: "it is cut off")) }
  }

  private static func lines(_ ids: [ObjectID]) -> [UInt8] {
    Array(ids.map { $0.text + "\n" }.joined().utf8)
  }
}

/// Reads `git cat-file --batch` in any portions: `ID TYPE SIZE` LF, that many bytes, LF (git-cat-file(1)).
struct BlobBatchReader {
  private let ids: [ObjectID]
  private var index = 0
  private var header: [UInt8] = []
  private var content: [UInt8] = []
  /// What is still to come of the content and the line break behind it; nil before the header is complete.
  private var left: Int?

  var isComplete: Bool { index == ids.count && header.isEmpty && left == nil }

  init(ids: [ObjectID]) {
    self.ids = ids
  }

  mutating func consume(_ chunk: ArraySlice<UInt8>, each: (Int, [UInt8]) -> Void) throws(GitError) {
    var rest = chunk
    while !rest.isEmpty {
      if let wanted = left {
        let part = rest.prefix(wanted)
        content += part
        rest = rest.dropFirst(part.count)
        left = wanted - part.count
        if left == 0 { try finish(each: each) }
      } else if let end = rest.firstIndex(of: 0x0A) {
        header += rest[..<end]
        rest = rest[(end + 1)...]
        try begin()
      } else {
        header += rest
        rest = []
      }
    }
  }

  private mutating func begin() throws(GitError) {
    let words = header.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    header = []
    guard index < ids.count else { throw GitError(.badAnswer(command: "cat-file", reason: "it is too long")) }
    guard words.count == 3, words[0] == ids[index].text, let size = Int(words[2]), size >= 0 else {
      throw GitError(.missingObject(ids[index]))
    }
    content.reserveCapacity(size + 1)
    left = size + 1
  }

  private mutating func finish(each: (Int, [UInt8]) -> Void) throws(GitError) {
    guard content.popLast() == 0x0A else { throw GitError(.badAnswer(command: "cat-file", reason: "it is cut off")) }
    let blob = content
    content = []
    left = nil
    index += 1
    each(index - 1, blob)
  }
}
