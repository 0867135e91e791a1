/// Counts the words of a query, and its identifiers, in many texts, at the speed of reading them.
///
/// A word of a text is looked up only if its first three letters are those of a word that is looked for.
package struct WordCounter: Sendable {
  private let stems: [[UInt8]]
  private let identifiers: [[UInt8]]
  /// One bit for each three letters that a word may begin with.
  private let openings: [UInt64]
  /// One bit for the first byte, the last byte and the length of each identifier.
  private let outlines: [UInt64]
  /// Open hash tables of terms, a power of two long; -1 in an empty slot.
  private let stemSlots: [Int32]
  private let identifierSlots: [Int32]

  /// - Parameters:
  ///   - stems: the terms from 0 on; different ones, of at least three small letters.
  ///   - identifiers: the terms behind them; different ones, of at least three bytes.
  package init(stems: [[UInt8]], identifiers: [[UInt8]]) {
    self.stems = stems
    self.identifiers = identifiers
    var openings = [UInt64](repeating: 0, count: 512)
    for stem in stems where stem.count >= 3 {
      Self.mark(Self.opening(stem[0], stem[1], stem[2]), &openings)
      // A stem in `y` may have been `ies`.
      if stem.count == 3, stem[2] == UInt8(ascii: "y") {
        Self.mark(Self.opening(stem[0], stem[1], UInt8(ascii: "i")), &openings)
      }
    }
    self.openings = openings
    var outlines = [UInt64](repeating: 0, count: 64)
    for name in identifiers {
      if let first = name.first, let last = name.last { Self.mark(Self.outline(first, last, name.count), &outlines) }
    }
    self.outlines = outlines
    stemSlots = Self.table(of: stems)
    identifierSlots = Self.table(of: identifiers)
  }

  /// Counts in one document after another.
  package func counting(_ body: (inout Tally) -> Void) -> WordCounts {
    var tally = Tally(counter: self)
    body(&tally)
    return tally.counts
  }

  /// The counts of several documents, made one by one.
  package struct Tally {
    package fileprivate(set) var counts = WordCounts()
    private let counter: WordCounter
    /// Of each term in the document that is being read, and the terms that have occurred.
    private var found: [Int32]
    private var met: [Int32] = []
    private var length: Int32 = 0

    fileprivate init(counter: WordCounter) {
      self.counter = counter
      found = [Int32](repeating: 0, count: counter.stems.count + counter.identifiers.count)
    }

    /// A part of the document.
    ///
    /// - Parameter weight: what each of its words counts.
    package mutating func read(_ text: UnsafeBufferPointer<UInt8>, weight: Int32 = 1) {
      length += counter.count(text, weight: weight, in: &found, &met)
    }

    package mutating func read(_ text: [UInt8], weight: Int32 = 1) {
      text.withUnsafeBufferPointer { bytes in read(bytes, weight: weight) }
    }

    /// Ends the document.
    package mutating func end() {
      met.sort()
      counts.add(met.map { ($0, found[Int($0)]) }, length: length)
      for term in met { found[Int(term)] = 0 }
      met.removeAll(keepingCapacity: true)
      length = 0
    }

    /// A document without text.
    package mutating func skip() { counts.skip() }
  }

  /// - Returns: how many words the text has, each counted as the weight says.
  private func count(
    _ text: UnsafeBufferPointer<UInt8>, weight: Int32, in found: inout [Int32], _ met: inout [Int32]
  ) -> Int32 {
    var words = 0
    openings.withUnsafeBufferPointer { openings in
      outlines.withUnsafeBufferPointer { outlines in
        var place = 0
        while place < text.count {
          let window = WordWindow(text, at: place)
          words &+= window.words
          window.eachLongWord { offset in
            let start = place + offset
            let opening = Self.opening(text[start], text[start + 1], text[start + 2])
            guard openings[opening >> 6] >> UInt64(opening & 63) & 1 != 0 else { return }
            guard let term = stemmed(text, start, WordScanner.end(ofWordAt: start, in: text)) else { return }
            Self.add(term, weight, &found, &met)
          }
          if !identifiers.isEmpty {
            window.eachRun { offset in
              let (start, end) = WordScanner.identifier(inRunAt: place + offset, of: text)
              guard end - start >= 3 else { return }
              let outline = Self.outline(text[start], text[end - 1], end - start)
              guard outlines[outline >> 6] >> UInt64(outline & 63) & 1 != 0 else { return }
              let name = UnsafeBufferPointer(rebasing: text[start..<end])
              guard let index = Self.look(name, identifiers, identifierSlots) else { return }
              Self.add(Int32(stems.count) + index, weight, &found, &met)
            }
          }
          place += WordWindow.length
        }
      }
    }
    return Int32(truncatingIfNeeded: words) &* weight
  }

  private static func add(_ term: Int32, _ weight: Int32, _ found: inout [Int32], _ met: inout [Int32]) {
    if found[Int(term)] == 0 { met.append(term) }
    found[Int(term)] &+= weight
  }

  private func stemmed(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int32? {
    guard end - start <= WordStem.longest else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: WordStem.longest) { letters in
      for offset in 0..<(end - start) { letters[offset] = text[start + offset] | 0x20 }
      let count = WordStem.shorten(letters, end - start)
      return Self.look(UnsafeBufferPointer(rebasing: letters[..<count]), stems, stemSlots)
    }
  }

  // MARK: Tables

  @inline(__always)
  private static func opening(_ one: UInt8, _ two: UInt8, _ three: UInt8) -> Int {
    Int(one & 31) << 10 | Int(two & 31) << 5 | Int(three & 31)
  }

  @inline(__always)
  private static func outline(_ first: UInt8, _ last: UInt8, _ count: Int) -> Int {
    (Int(first) &* 31 &+ Int(last) &* 7 &+ count &* 131) & 4_095
  }

  private static func mark(_ bit: Int, _ bits: inout [UInt64]) { bits[bit >> 6] |= 1 << UInt64(bit & 63) }

  private static func table(of terms: [[UInt8]]) -> [Int32] {
    var size = 16
    while size < terms.count * 2 { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    for (index, term) in terms.enumerated() {
      var place = term.withUnsafeBufferPointer(hash) & (size - 1)
      while slots[place] >= 0 { place = (place + 1) & (size - 1) }
      slots[place] = Int32(index)
    }
    return slots
  }

  private static func look(_ word: UnsafeBufferPointer<UInt8>, _ terms: [[UInt8]], _ slots: [Int32]) -> Int32? {
    var place = hash(word) & (slots.count - 1)
    while slots[place] >= 0 {
      let term = terms[Int(slots[place])]
      if term.count == word.count, term.elementsEqual(word) { return slots[place] }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  /// FNV-1a, of 32 bits.
  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in word { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(hash)
  }
}
