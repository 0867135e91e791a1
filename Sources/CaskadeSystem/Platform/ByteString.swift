package import CaskadeSyntax

/// Text as the system has it: bytes that need not be UTF-8. A path, or an argument of a program.
///
/// The system's calls end a text at a NUL byte. A text that holds one is refused by whoever
/// hands it to the system, it is never cut.
package struct ByteString: Hashable, Sendable, Comparable, ExpressibleByStringInterpolation {
  package let bytes: [UInt8]

  package init(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  package init(stringLiteral text: String) {
    self.init(text)
  }

  /// For messages: what isn't UTF-8 is replaced. It is hostile text, whoever prints it escapes it.
  package var text: String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// The path of an entry of this folder.
  package func appending(_ name: ByteString) -> ByteString {
    let separator: [UInt8] = bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
    return ByteString(bytes: bytes + separator + name.bytes)
  }

  /// A path below this folder.
  package func appending(_ path: RepositoryPath) -> ByteString { appending(ByteString(bytes: path.bytes)) }

  package func appending(_ name: String) -> ByteString {
    appending(ByteString(name))
  }

  /// Whether the text is a path from the root.
  package var isAbsolute: Bool {
    bytes.first == UInt8(ascii: "/")
  }

  package static func < (one: ByteString, other: ByteString) -> Bool {
    one.bytes.lexicographicallyPrecedes(other.bytes)
  }

  /// Whether the system would cut it.
  var holdsNUL: Bool {
    bytes.contains(0)
  }

  /// The folder that a path is in, as dirname(3) has it; a trailing slash is not looked through.
  package var folder: ByteString {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == 0 ? "/" : ByteString(bytes: bytes[..<slash])
  }

  /// The part behind the last slash.
  package var lastComponent: ByteString {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return self }
    return ByteString(bytes: bytes[(slash + 1)...])
  }

  func withCString<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
    var terminated = bytes
    terminated.append(0)
    return try terminated.withUnsafeBufferPointer { buffer in
      try buffer.withMemoryRebound(to: CChar.self) { text in
        // The buffer has at least the terminator.
        guard let start = text.baseAddress else { preconditionFailure("a terminated text is never empty") }
        return try body(start)
      }
    }
  }
}
