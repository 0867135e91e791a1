extension Sequence where Element: Sequence<UInt8> {
  /// The texts one after another, each behind the prefix and ended by a NUL byte, as git's `-z --stdin` reads them.
  func nulTerminated(prefix: [UInt8] = []) -> [UInt8] {
    var bytes: [UInt8] = []
    for text in self {
      bytes += prefix
      bytes += text
      bytes.append(0)
    }
    return bytes
  }
}
