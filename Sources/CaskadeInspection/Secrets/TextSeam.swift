import CaskadeSyntax

/// Where one text ends and the next begins that a language joins to it: `"abc" + "def"`, `"abc"\n  "def"`.
enum TextSeam {
  private static let runLimit = 160
  private static let longest = 800
  private static let seamLimit = 120
  private static let before = 128

  struct Joined {
    /// A part of the text around a place, with the seams behind that place taken out.
    private(set) var bytes: [UInt8]
    /// Where each of the bytes stood.
    private(set) var places: [Int]
    /// Where the place is among the bytes.
    let anchor: Int

    fileprivate init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
      bytes = Array(text[range])
      places = Array(range)
      anchor = range.count
    }

    fileprivate mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
      bytes += text[range]
      places += range
    }
  }

  /// Nil where no quoted text around `place` goes on in another one.
  static func joined(_ text: UnsafeBufferPointer<UInt8>, from place: Int) -> Joined? {
    var end = run(text, from: place)
    guard end < text.count, var next = seam(text, at: end) else { return nil }
    var joined = Joined(text, max(0, place - before)..<place)
    joined.append(text, place..<end)
    while true {
      end = run(text, from: next)
      joined.append(text, next..<end)
      guard end < text.count, end - place < longest else { return joined }
      guard let further = seam(text, at: end) else {
        joined.append(text, end..<(end + 1))
        return joined
      }
      next = further
    }
  }

  private static func run(_ text: UnsafeBufferPointer<UInt8>, from place: Int) -> Int {
    var end = place
    while end < text.count, end - place < runLimit, ByteSet.tokenish.contains(text[end]) { end += 1 }
    return end
  }

  /// Behind the quote that opens the next text.
  private static func seam(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int? {
    guard text[place] == UInt8(ascii: "\"") || text[place] == UInt8(ascii: "'") else { return nil }
    var cursor = place + 1
    while cursor < text.count, cursor - place < seamLimit, ByteSet(" \t\r\n+.&\\").contains(text[cursor]) {
      cursor += 1
    }
    guard cursor < text.count, cursor > place + 1, text[cursor] == text[place] else { return nil }
    return cursor + 1
  }
}
