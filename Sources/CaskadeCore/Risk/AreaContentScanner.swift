package import CaskadeContracts
package import CaskadeInspection
package import CaskadeSyntax

/// Looks for the phrases of risk areas in the lines that a change adds: one pass over the bytes.
///
/// A phrase counts as whole words (`stripe.checkout`, but not `pinstripe.checkout`), in any ASCII case and with any blanks
/// between its words. Prose and comments aren't looked at: a guide may well say `ALTER TABLE`. For each change an area is noted once, at its first line. It is a
/// hint for people and for the band, and never proves that an area is untouched.
package struct AreaContentScanner: Sendable {
  package private(set) var hits: [AreaHit] = []

  private let phrases: [AreaPhrase]
  private let anchors: LiteralSearch
  private let lengths: [Int]
  private var change = -1
  private var file = AreaLine.File(RepositoryPath(bytes: []))
  /// The areas that the change already has.
  private var seen: [String] = []

  /// Phrases of areas that the policy doesn't have aren't looked for.
  package init(_ policy: Policy) {
    let known = Set(policy.areas.map(\.name))
    phrases = AreaPhrase.builtIn.filter { known.contains($0.area) }
    anchors = LiteralSearch(phrases.map { Array($0.text.utf8) })
    lengths = phrases.map(\.text.utf8.count)
  }

  /// Takes the lines of a patch in their order; removed ones are passed over.
  package mutating func read(_ line: PatchReader.Line, path: RepositoryPath) {
    guard line.added else { return }
    if line.change != change {
      change = line.change
      file = AreaLine.File(path)
      seen = []
    }
    if file.isProse { return }
    let text = Self.joined(line.bytes)
    for (phrase, start) in places(in: text) where !seen.contains(phrase.area) {
      guard AreaLine(text, of: file).means(phrase, at: start) else { continue }
      seen.append(phrase.area)
      hits.append(
        AreaHit(area: phrase.area, path: path, line: line.number, rule: phrase.rule, phrase: phrase.text))
    }
  }

  /// The phrases that stand in a line as whole words, in the order of their ends, whatever they mean there.
  package func found(in line: ArraySlice<UInt8>) -> [AreaPhrase] {
    places(in: Self.joined(line)).map(\.phrase)
  }

  /// - Returns: each with the index of its first byte.
  private func places(in line: ArraySlice<UInt8>) -> [(phrase: AreaPhrase, start: Int)] {
    var found: [(AreaPhrase, Int)] = []
    line.withUnsafeBufferPointer { bytes in
      anchors.scan(bytes) { index, start in
        let end = start + lengths[index]
        let opens = start == 0 || !Self.isWord(bytes[start - 1]) || !Self.isWord(bytes[start])
        let closes = end == bytes.count || !Self.isWord(bytes[end]) || !Self.isWord(bytes[end - 1])
        if opens, closes { found.append((phrases[index], line.startIndex + start)) }
      }
    }
    return found
  }

  /// The line with one space for each run of blanks; most lines are that already behind their indentation.
  private static func joined(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let rest = line.drop(while: isBlank)
    var previous: UInt8 = 0
    let isJoined = !rest.contains { byte in
      defer { previous = byte }
      return byte == 9 || byte == 32 && previous == 32
    }
    if isJoined { return rest }
    var joined: [UInt8] = []
    joined.reserveCapacity(rest.count)
    for byte in rest {
      if !isBlank(byte) { joined.append(byte) } else if joined.last != 32 { joined.append(32) }
    }
    return joined[...]
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...0xFF: true
    default: false
    }
  }
}
