import CaskadeSyntax

/// What the bytes of a value look like, counted once.
struct SecretValue: Sendable {
  let bytes: ArraySlice<UInt8>
  private(set) var digits = 0
  private(set) var lower = 0
  private(set) var upper = 0
  private(set) var blanks = 0
  /// Neither letters, digits, blanks nor what joins words (`-_./:`).
  private(set) var specials = 0
  /// How often a letter follows a digit directly.
  private(set) var turns = 0
  /// The number of equally frequent characters that would repeat as often as these do (the inverse Simpson index).
  private(set) var variety = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    var counts = [Int](repeating: 0, count: 256)
    var last: UInt8 = 0
    for byte in bytes {
      counts[Int(byte)] += 1
      if ByteSet.digits.contains(byte) {
        digits += 1
      } else if ByteSet.lower.contains(byte) {
        lower += 1
      } else if ByteSet.upper.contains(byte) {
        upper += 1
      } else if ByteSet.blanks.contains(byte) {
        blanks += 1
      } else if !Self.joiners.contains(byte) {
        specials += 1
      }
      if ByteSet.letters.contains(byte), ByteSet.digits.contains(last) { turns += 1 }
      last = byte
    }
    let squares = counts.reduce(0) { $0 + $1 * $1 }
    variety = squares == 0 ? 0 : bytes.count * bytes.count / squares
  }

  private static let joiners = ByteSet("-_./:,")

  /// For the most part not ASCII: a sentence of a script that puts no blanks between words.
  var isForeignText: Bool { bytes.count { $0 >= 0x80 } * 2 > bytes.count }

  var letters: Int { lower + upper }

  /// Digits only, each the one after the digit before it, as in `123456` and `12345678901234`.
  var counts: Bool {
    guard digits == bytes.count, digits > 3 else { return false }
    return zip(bytes, bytes.dropFirst()).allSatisfy { before, after in
      after == before + 1 || before == UInt8(ascii: "9") && after <= UInt8(ascii: "1")
    }
  }

  /// Enough different characters for its length, and no long stretch of the alphabet or of one character.
  var isVaried: Bool {
    variety >= (bytes.count < 12 ? 4 : 6) && isInNoOrder && longestRun < max(6, bytes.count / 4)
  }

  /// No eight neighbours that follow one another in the alphabet or as digits.
  var isInNoOrder: Bool { longestSequence < 8 }

  /// Half of the value goes on where the character before left off, as in `abc123def456`.
  var isSpelledOut: Bool {
    guard bytes.count >= 12 else { return false }
    return zip(bytes, bytes.dropFirst()).count { $0 &+ 1 == $1 } * 2 >= bytes.count
  }

  /// No digit within a word and every longer word pronounceable: an identifier, a file name, a phrase.
  var readsAsWords: Bool {
    var run = 0
    var consonants = 0
    var hasVowel = false
    var spelled = 0
    var pieces = 0
    var last: UInt8 = 0
    var sound = true
    func close() {
      guard run > 0 else { return }
      pieces += 1
      if run >= 3, hasVowel { spelled += run }
      if run >= 4, !hasVowel { sound = false }
    }
    for byte in bytes {
      let isLetter = ByteSet.letters.contains(byte)
      let isHump = ByteSet.upper.contains(byte) && ByteSet.lower.contains(last)
      if !isLetter || isHump {
        close()
        run = 0
        consonants = 0
        hasVowel = false
      }
      if isLetter {
        run += 1
        if Self.vowels.contains(byte) {
          hasVowel = true
          consonants = 0
        } else {
          consonants += 1
          if consonants >= 5 { sound = false }
        }
      }
      last = byte
    }
    close()
    guard sound, turns <= (bytes.count >= 12 ? 1 : 2) else { return false }
    guard letters > 0 else { return false }
    return spelled * 10 >= letters * 6 && digits * 3 <= bytes.count
  }

  private static let vowels = ByteSet("aeiouyAEIOUY")

  private var longestSequence: Int {
    var longest = 1
    var length = 1
    var last: UInt8 = 0
    for byte in bytes {
      length = byte == last &+ 1 ? length + 1 : 1
      longest = max(longest, length)
      last = byte
    }
    return longest
  }

  private var longestRun: Int {
    var longest = 1
    var length = 1
    var last: UInt8 = 0
    for byte in bytes {
      length = byte == last ? length + 1 : 1
      longest = max(longest, length)
      last = byte
    }
    return longest
  }

  /// Reads as a reference to a value elsewhere: `$NAME`, `${name}`, `{{ name }}`, `%NAME%`, `<name>`, `var.name`, ...
  var isReference: Bool {
    guard let first = bytes.first, let last = bytes.last else { return true }
    if first == UInt8(ascii: "$"), let second = bytes.dropFirst().first {
      let rest = bytes.dropFirst()
      if rest.allSatisfy({ ByteSet.word.contains($0) || $0 == UInt8(ascii: ":") }), !ByteSet.digits.contains(second) {
        return true
      }
      if second == UInt8(ascii: "(") { return true }
    }
    if first == UInt8(ascii: "%"), last == UInt8(ascii: "%"), bytes.count > 2 { return true }
    if first == UInt8(ascii: "<"), last == UInt8(ascii: ">") { return true }
    if first == UInt8(ascii: "["), last == UInt8(ascii: "]") { return true }
    if first == UInt8(ascii: "%"), bytes.count <= 3 { return true }
    if bytes.starts(with: "@env:".utf8) || namesVariable { return true }
    return hasBraces("${", "}") || hasBraces("{{", "}}") || hasBraces("#{", "}") || hasBraces("%(", ")")
      || hasBraces("\\(", ")")
      || hasBraces("<%", "%>") || (first == UInt8(ascii: "{") && digits == 0 && hasBraces("{", "}"))
  }

  /// `$` and a word of capitals, as in `prefix-$PASSWORD`.
  private var namesVariable: Bool {
    var run = 0
    var isOpen = false
    for byte in bytes {
      if byte == UInt8(ascii: "$") {
        isOpen = true
        run = 0
      } else if isOpen, ByteSet.upper.contains(byte) || byte == UInt8(ascii: "_") {
        run += 1
        if run >= 4 { return true }
      } else {
        isOpen = false
      }
    }
    return false
  }

  /// A pair of marks with nothing but a name, a path or a call between them.
  private func hasBraces(_ open: String, _ close: String) -> Bool {
    let opening = Array(open.utf8)
    let closing = Array(close.utf8)
    let all = Array(bytes)
    guard all.count >= opening.count + closing.count else { return false }
    for start in 0...(all.count - opening.count) where all[start..<(start + opening.count)].elementsEqual(opening) {
      var place = start + opening.count
      while place < all.count, Self.inBraces.contains(all[place]) { place += 1 }
      if place + closing.count <= all.count, all[place..<(place + closing.count)].elementsEqual(closing) { return true }
    }
    return false
  }

  private static let inBraces = ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_.:?|,'\"( -/@")

  /// Says itself that it stands for something else, or is one of the words that everybody writes there.
  var isPlaceholder: Bool {
    let folded = bytes.map { ByteSet.upper.contains($0) ? $0 | 0x20 : $0 }
    if Self.standIns.contains(where: { stands(for: $0, in: folded) }) { return true }
    if counts { return true }
    if folded.suffix(3).elementsEqual("...".utf8) { return true }
    let stem = folded.prefix { ByteSet.lower.contains($0) }
    return folded.dropFirst(stem.count).allSatisfy(ByteSet.digits.contains)
      && Self.stockWords.contains(String(decoding: stem, as: UTF8.self))
  }

  /// Whether the value has the word for its subject: apart from the rest, at an end of it, or with nothing random beside
  /// it. Chance may spell a word within a token, and so may whoever wants it passed over.
  private func stands(for word: String, in folded: [UInt8]) -> Bool {
    guard let begin = folded.place(of: word) else { return false }
    let end = begin + word.utf8.count
    if begin == 0 || end == folded.count { return true }
    if !ByteSet.alphanumeric.contains(folded[begin - 1]), !ByteSet.alphanumeric.contains(folded[end]) { return true }
    let rest = SecretValue(ArraySlice(bytes.prefix(begin) + bytes.suffix(folded.count - end)))
    return rest.bytes.count < 16 || rest.digits < 2 || !rest.isVaried || rest.readsAsWords
  }

  private static let standIns = [
    "examplekey", "example", "changeme", "change_me", "change-me", "replace", "your", "insert", "placeholder", "dummy",
    "fake",
    "sample", "xxxx", "redacted", "****", "....", "mock", "notasecret", "put_", "_here", "-here", "todo", "fixme",
  ]
  private static let stockWords: Set<String> = [
    "password", "passwd", "pass", "pwd", "secret", "token", "test", "testing", "foo", "bar", "foobar", "none", "null",
    "nil", "true", "false", "undefined", "value", "string", "user", "username", "key", "apikey", "default", "empty",
  ]
}
