import CaskadeSyntax

/// What the end of an output says is missing: files by their names, and what would have to come from the network.
///
/// Sources: the messages of POSIX's `ENOENT` in C libraries, shells, make, Python, Node, Ruby and Go; of curl's and the
/// package managers' where they can't reach their servers.
package struct MissingThings: Hashable, Sendable {
  /// As they were printed, each once, in their order.
  package private(set) var files: [String] = []
  /// A server couldn't be reached, or was not to be asked.
  package private(set) var isOffline = false

  private static let missing = [
    "no such file", "not found", "cannot find", "can't find", "can't open", "cannot open", "could not find",
    "couldn't find", "enoent", "does not exist", "doesn't exist", "unable to resolve", "no rule to make target",
    "cannot access", "could not read", "not exist",
  ].map { Array($0.utf8) }
  private static let offline = [
    "could not resolve", "could not transfer", "enotfound", "eai_again", "getaddrinfo", "name resolution",
    "network is unreachable", "name or service not known", "failed to download", "dial tcp", "offline mode",
    "no offline", "unable to connect", "couldn't connect to server",
  ].map { Array($0.utf8) }

  private static let mostFiles = 20
  private static let mostLines = 400

  /// - Parameter text: the end of what was printed.
  package init(_ text: String) {
    for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).suffix(Self.mostLines) {
      guard line.count <= OutputLine.longest else { continue }
      let lower = line.map { ByteSet.upper.contains($0) ? $0 | 0x20 : $0 }
      if Self.offline.contains(where: { lower.firstRange(ofBytes: $0) != nil }) { isOffline = true }
      guard Self.missing.contains(where: { lower.firstRange(ofBytes: $0) != nil }) else { continue }
      for word in line.split(whereSeparator: { $0 <= 0x20 || Self.marks.contains($0) }) where Self.isName(word) {
        let name = String(decoding: word.reversed().drop { $0 == UInt8(ascii: ".") }.reversed(), as: UTF8.self)
        if files.count < Self.mostFiles, !files.contains(name) { files.append(name) }
      }
    }
  }

  private static let marks = ByteSet("'\"`:,;()[]{}<>=*")

  /// A path, or a name with an ending.
  private static func isName(_ word: Substring.UTF8View.SubSequence) -> Bool {
    let text = Array(word)
    guard text.contains(where: { ByteSet.letters.contains($0) }) else { return false }
    if text.contains(UInt8(ascii: "/")) { return text != [UInt8(ascii: "/")] }
    guard let dot = text.lastIndex(of: UInt8(ascii: ".")), dot > 0, dot + 1 < text.count else { return false }
    return text[(dot + 1)...].allSatisfy { ByteSet.alphanumeric.contains($0) }
  }
}
