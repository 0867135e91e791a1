import CaskadeSyntax

/// PostgreSQL's password file: `host:port:database:user:password` in each line (libpq, "The Password File").
enum PostgresPasswords {
  static func find(_ text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var begin = 0
    while begin < text.count {
      var end = begin
      var colons = 0
      var value = begin
      while end < text.count, !ByteSet.breaks.contains(text[end]) {
        if text[end] == UInt8(ascii: "\\") {
          end += 1
        } else if text[end] == UInt8(ascii: ":"), colons < 4 {
          colons += 1
          value = end + 1
        }
        end += 1
      }
      end = min(end, text.count)
      if colons == 4, value < end, text[begin] != UInt8(ascii: "#") {
        let written = SecretValue(ArraySlice(text[value..<end]))
        if written.bytes.count >= 4, !written.isReference, !written.isPlaceholder { found.append(value..<end) }
      }
      begin = end + 1
    }
    return found
  }
}
