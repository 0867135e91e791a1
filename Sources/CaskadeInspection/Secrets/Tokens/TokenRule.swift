import CaskadeSyntax

/// The shape of one vendor's token: a literal that anchors it, and what stands on either side.
///
/// Parts are matched greedily and without going back, so a rule costs time in proportion to the token's length only.
/// A run at either end of the token that goes on beyond its greatest length is not a match.
struct TokenRule: Sendable {
  indirect enum Part: Sendable {
    case run(ByteSet, ClosedRange<Int>)
    case text([UInt8])
    /// Taken when it fits, passed over when it doesn't.
    case maybe([Part])
  }

  /// Whether what is left of the token's start may be part of a word.
  enum Edge: Sendable {
    /// No letter, digit or `_`; an escape such as `\n` in a string doesn't count as one.
    case word
    /// Nor `+`, `/`, `-` or `.` on either side: for a short prefix that base 64 contains by chance.
    case apart
    case anything
  }

  /// What stands around the anchor.
  private struct Sides: Sendable {
    /// Matched backwards from the anchor, the part nearest to it last.
    let before: [Part]
    let after: [Part]
  }

  let kind: SecretKind
  let anchor: [UInt8]
  let ignoresCase: Bool
  /// Made when an anchor is found, which in a short text is never: there are two hundred rules.
  private let make: @Sendable () -> Sides
  private var made: Sides?
  let start: Edge
  /// The format's own check on the whole token (a checksum, a decoded header); nil where it has none.
  let check: (@Sendable (ArraySlice<UInt8>) -> Bool)?
  /// What the text around the token says, for a format that isn't always secret; false lets it pass.
  let context: (@Sendable (UnsafeBufferPointer<UInt8>, Range<Int>, SecretFile) -> Bool)?

  init(
    _ id: String, _ name: String, _ anchor: String, _ after: @autoclosure @escaping @Sendable () -> [Part],
    before: @autoclosure @escaping @Sendable () -> [Part] = [], ignoresCase: Bool = false,
    start: Edge = .word, check: (@Sendable (ArraySlice<UInt8>) -> Bool)? = TokenCheck.notFilled,
    context: (@Sendable (UnsafeBufferPointer<UInt8>, Range<Int>, SecretFile) -> Bool)? = nil
  ) {
    self.kind = SecretKind(id: id, name: name)
    self.anchor = Array(anchor.utf8)
    make = { Sides(before: before(), after: after()) }
    self.ignoresCase = ignoresCase
    self.start = start
    self.check = check
    self.context = context
  }

  /// The same rule, for who asks about much text.
  var compiled: TokenRule {
    var other = self
    other.made = made ?? make()
    return other
  }

  /// The token around the anchor that begins at `place`, or nil.
  func match(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Range<Int>? {
    if !ignoresCase {
      for (offset, byte) in anchor.enumerated() where text[place + offset] != byte { return nil }
    }
    let sides = made ?? make()
    let (before, after) = (sides.before, sides.after)
    if before.isEmpty, start != .anything, Self.continuesWord(text, at: place) { return nil }
    guard let end = Self.forward(after, text, from: place + anchor.count) else { return nil }
    if end < text.count, ByteSet.word.contains(text[end]), end > place, ByteSet.word.contains(text[end - 1]) {
      return nil
    }
    if case .run(let set, _)? = after.last, end < text.count, set.contains(text[end]) { return nil }
    guard let begin = Self.backward(before, text, from: place) else { return nil }
    if case .run(let set, _)? = before.first, begin > 0, set.contains(text[begin - 1]) { return nil }
    if start != .anything, Self.continuesWord(text, at: begin) { return nil }
    if start == .apart {
      if begin > 0, Self.joins.contains(text[begin - 1]) { return nil }
      if end < text.count, Self.joins.contains(text[end]) { return nil }
    }
    guard let check else { return begin..<end }
    return check(ArraySlice(text[begin..<end])) ? begin..<end : nil
  }

  private static func forward(_ parts: [Part], _ text: UnsafeBufferPointer<UInt8>, from place: Int) -> Int? {
    var place = place
    for part in parts {
      switch part {
      case .run(let set, let lengths):
        let first = place
        while place < text.count, place - first < lengths.upperBound, set.contains(text[place]) { place += 1 }
        guard lengths.contains(place - first) else { return nil }
      case .text(let bytes):
        guard place + bytes.count <= text.count else { return nil }
        for (offset, byte) in bytes.enumerated() where text[place + offset] != byte { return nil }
        place += bytes.count
      case .maybe(let inner):
        if let further = forward(inner, text, from: place) { place = further }
      }
    }
    return place
  }

  private static func backward(_ parts: [Part], _ text: UnsafeBufferPointer<UInt8>, from place: Int) -> Int? {
    var place = place
    for part in parts.reversed() {
      switch part {
      case .run(let set, let lengths):
        let first = place
        while place > 0, first - place < lengths.upperBound, set.contains(text[place - 1]) { place -= 1 }
        guard lengths.contains(first - place) else { return nil }
      case .text(let bytes):
        guard place >= bytes.count else { return nil }
        for (offset, byte) in bytes.enumerated() where text[place - bytes.count + offset] != byte { return nil }
        place -= bytes.count
      case .maybe(let inner):
        if let further = backward(inner, text, from: place) { place = further }
      }
    }
    return place
  }

  private static let joins = ByteSet("+/-.")

  /// Whether the byte before `place` belongs to the same word, and isn't the end of an escape.
  private static func continuesWord(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    place > 0 && ByteSet.word.contains(text[place - 1]) && !endsEscape(text, at: place - 1)
  }

  private static func endsEscape(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    place > 0 && text[place - 1] == UInt8(ascii: "\\") && ByteSet("nrt").contains(text[place])
  }
}

extension TokenRule.Part {
  static func run(_ set: ByteSet, _ length: Int) -> Self { .run(set, length...length) }
  static func text(_ text: String) -> Self { .text(Array(text.utf8)) }
  static func digits(_ lengths: ClosedRange<Int>) -> Self { .run(.digits, lengths) }
  static func hex(_ length: Int) -> Self { .run(.hex, length) }
  static func lowerHex(_ length: Int) -> Self { .run(.lowerHex, length) }
  static func alnum(_ length: Int) -> Self { .run(.alphanumeric, length) }
  static func lower(_ length: Int) -> Self { .run(.lowerDigits, length) }
  static func url64(_ length: Int) -> Self { .run(.base64URL, length) }
  static func url64(_ lengths: ClosedRange<Int>) -> Self { .run(.base64URL, lengths) }
}
