import CaskadeSyntax

/// The rule by which git ignores a path, as `git check-ignore -v -n -z` tells it.
struct IgnoreRule {
  /// The file that holds it, from the working tree's root where it lies in there.
  let file: ArraySlice<UInt8>
  let line: Int

  /// The rules for the paths, nil for a path that none ignores.
  static func deciding(
    _ paths: [ArraySlice<UInt8>], _ ask: ([ByteString], [UInt8]) throws(GitError) -> [UInt8]
  ) throws(GitError) -> [IgnoreRule?] {
    // `./` keeps a leading colon from being read as magic: this command refuses --literal-pathspecs.
    let named = paths.filter { !$0.isEmpty }
    guard !named.isEmpty else { return paths.map { _ in nil } }
    let input = named.nulTerminated(prefix: Array("./".utf8))
    let answer = try ask(["check-ignore", "-v", "-n", "-z", "--stdin"], input)
    // SOURCE LINE PATTERN PATH, a record for each path; an exception (`!pattern`) is a rule that doesn't ignore.
    let fields = answer.split(separator: 0, omittingEmptySubsequences: false)
    guard fields.count == named.count * 4 + 1 else {
      throw GitError(.badAnswer(command: "check-ignore", reason: "it isn't one record for each path"))
    }
    var records = stride(from: 0, to: named.count * 4, by: 4).makeIterator()
    return paths.map { (path) -> IgnoreRule? in
      guard !path.isEmpty, let record = records.next() else { return nil }
      let isRule = !fields[record].isEmpty && fields[record + 2].first != UInt8(ascii: "!")
      let line = Int(String(decoding: fields[record + 1], as: UTF8.self)) ?? 0
      return isRule ? IgnoreRule(file: fields[record], line: line) : nil
    }
  }
}
