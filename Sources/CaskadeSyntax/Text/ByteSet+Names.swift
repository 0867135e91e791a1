extension ByteSet {
  package static let digits = ByteSet("0"..."9")
  package static let lower = ByteSet("a"..."z")
  package static let upper = ByteSet("A"..."Z")
  package static let letters = ByteSet("a"..."z", "A"..."Z")
  package static let hex = ByteSet("0"..."9", "a"..."f", "A"..."F")
  package static let lowerHex = ByteSet("0"..."9", "a"..."f")
  package static let lowerDigits = ByteSet("0"..."9", "a"..."z")
  package static let upperDigits = ByteSet("0"..."9", "A"..."Z")
  /// RFC 4648's base 32.
  package static let base32 = ByteSet("2"..."7", "A"..."Z")
  package static let alphanumeric = ByteSet("0"..."9", "a"..."z", "A"..."Z")
  package static let word = ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_")
  /// RFC 4648's base 64 for URLs, without padding.
  package static let base64URL = ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-")
  package static let base64 = ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "+/=")
  /// Everything that tokens, and not expressions, are made of.
  package static let tokenish = ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-+/=.~|:")
  package static let dotted = ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-.=")
  package static let quotes = ByteSet("\"'`")
  package static let blanks = ByteSet(" \t")
  package static let breaks = ByteSet("\n\r")
}
