/// What a ticket is searched for in a repository: its words, and the identifiers that it names.
package struct ScopeQuery: Sendable {
  package struct Word: Hashable, Sendable {
    /// As `WordStem` makes it.
    let stem: [UInt8]
    /// The word in small letters, as the ticket has it first.
    let spelling: [UInt8]
    /// How often it occurs: in the first line each counts 2.
    let count: Int
  }

  /// In the order of the ticket.
  package let words: [Word]
  /// Names that only code has, in the order of the ticket.
  package let identifiers: [[UInt8]]
  /// The whole text.
  let text: [UInt8]

  /// What a ticket says at greater length isn't read: no more of it, and no more different words or identifiers.
  private static let mostBytes = 100_000
  private static let mostWords = 400
  private static let mostIdentifiers = 100
  /// Of the different words in it, stop words among them, those that are long enough to be any.
  package let length: Int
  /// A text of fewer words says too little, or is in a language whose words aren't read.
  private static let fewestWords = 3

  /// - Parameters:
  ///   - title: one line.
  ///   - ticket: empty where there is none. Its first line is a title too; what both say is counted once.
  package init(title: some Sequence<UInt8>, ticket: [UInt8]) {
    let title = Array(title)
    let body = Array(ticket.drop { Self.isSpace($0) }.prefix(Self.mostBytes))
    let end = body.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? body.count
    var list = WordList()
    list.read(title, counting: 2)
    var heading = WordList()
    heading.read(Array(body[..<end]), counting: 2)
    list.merge(heading)
    list.read(Array(body[end...]), counting: 1)
    words = list.words(atMost: Self.mostWords)
    length = list.known.count
    text = title + [0x0A] + body
    identifiers = Array(Self.identifiers(in: text).prefix(Self.mostIdentifiers))
  }

  /// Whether a search would find anything, as well as nothing.
  package var isTooVague: Bool { words.isEmpty || length < Self.fewestWords }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// The words so far, by their stems.
  private struct WordList {
    private(set) var counts: [[UInt8]: Int] = [:]
    private var order: [(stem: [UInt8], spelling: [UInt8])] = []
    /// The stems of all words, the stop words among them.
    private(set) var known: Set<[UInt8]> = []

    mutating func read(_ line: [UInt8], counting weight: Int) {
      for word in WordScanner.words(line) where word.count >= 3 && word.count <= WordStem.longest {
        let stem = WordStem.of(word)
        known.insert(stem)
        guard stem.count >= 3, !StopWords.hold(word, stem: stem) else { continue }
        add(stem, word, weight)
      }
    }

    /// Each word as often as the one that has it more often.
    mutating func merge(_ other: WordList) {
      known.formUnion(other.known)
      for (stem, spelling) in other.order {
        add(stem, spelling, max(0, (other.counts[stem] ?? 0) - (counts[stem] ?? 0)))
      }
    }

    private mutating func add(_ stem: [UInt8], _ spelling: [UInt8], _ weight: Int) {
      if counts[stem] == nil { order.append((stem, spelling)) }
      counts[stem, default: 0] += weight
    }

    func words(atMost most: Int) -> [Word] {
      let all = order.map { Word(stem: $0.stem, spelling: $0.spelling, count: counts[$0.stem] ?? 0) }
      if all.count <= most { return all }
      let kept = all.indices.sorted { (-all[$0].count, $0) < (-all[$1].count, $1) }.prefix(most)
      return kept.sorted().map { all[$0] }
    }
  }

  // MARK: Identifiers

  /// Names that no prose has: with an inner `_` or an inner capital, before a parenthesis, or in backticks; and the names
  /// of `--flags`, written as an identifier.
  private static func identifiers(in text: [UInt8]) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var known: Set<[UInt8]> = []
    func add(_ name: some Sequence<UInt8>) {
      let name = Array(name)
      if known.insert(name).inserted { found.append(name) }
    }
    text.withUnsafeBufferPointer { bytes in
      var parts = 0
      WordScanner.scan(bytes) { _, _ in
        parts += 1
      } identifier: { start, end in
        defer { parts = 0 }
        let name = text[start..<end]
        guard name.count <= WordStem.longest else { return }
        let after = end < text.count ? text[end] : 0
        let before = start > 0 ? text[start - 1] : 0
        let isQuoted = before == UInt8(ascii: "`") && after == UInt8(ascii: "`")
        let isInner = name.dropFirst().dropLast().contains(WordScanner.underscore)
        let isCall = after == UInt8(ascii: "(")
        if isQuoted ? name.count >= 3 : name.count >= 4 && (isInner || isCamel(name) || isCall) { add(name) }
      }
    }
    for flag in flags(in: text) { add(flag) }
    return found
  }

  /// A capital follows a small letter, or a small letter follows a capital that isn't the first letter.
  private static func isCamel(_ name: ArraySlice<UInt8>) -> Bool {
    zip(name.dropFirst(), name.dropFirst(2)).contains { one, next in
      WordScanner.isUpper(one) && WordScanner.isLower(next)
    } || zip(name, name.dropFirst()).contains { WordScanner.isLower($0) && WordScanner.isUpper($1) }
  }

  /// `no_input` for `--no-input`.
  private static func flags(in text: [UInt8]) -> [[UInt8]] {
    let dash = UInt8(ascii: "-")
    var found: [[UInt8]] = []
    var place = 0
    while let start = text[place...].firstIndex(of: dash) {
      place = start + 1
      let begins = start == 0 || !(WordScanner.isLetter(text[start - 1]) || text[start - 1] == dash)
      guard begins, start + 2 < text.count, text[start + 1] == dash, WordScanner.isLetter(text[start + 2]) else {
        continue
      }
      let name = text[(start + 2)...].prefix { WordScanner.isLetter($0) || WordScanner.isDigit($0) || $0 == dash }
      place = start + 2 + name.count
      let word = name.map { $0 == dash ? WordScanner.underscore : $0 }
      if word.count >= 4, word.count <= WordStem.longest { found.append(word) }
    }
    return found
  }
}
