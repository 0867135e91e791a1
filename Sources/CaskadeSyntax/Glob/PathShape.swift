/// How far a path is that is read byte by byte: git holds none with an empty component, `.`, `..`, `.git` or a NUL.
struct PathShape: Hashable, Sendable {
  private enum Place: Hashable { case start, dot, dots, dotG, dotGi, dotGit, inside }

  private var place = Place.start

  /// What was read is a path.
  var isWhole: Bool {
    switch place {
    case .start, .dot, .dots, .dotGit: false
    case .dotG, .dotGi, .inside: true
    }
  }

  /// Reads one more byte; false where no path begins so.
  mutating func read(_ byte: UInt8) -> Bool {
    switch (place, byte.lowerCaseASCII) {
    case (_, 0): return false
    case (_, UInt8(ascii: "/")):
      guard isWhole else { return false }
      place = .start
    case (.start, UInt8(ascii: ".")): place = .dot
    case (.dot, UInt8(ascii: ".")): place = .dots
    case (.dot, UInt8(ascii: "g")): place = .dotG
    case (.dotG, UInt8(ascii: "i")): place = .dotGi
    case (.dotGi, UInt8(ascii: "t")): place = .dotGit
    default: place = .inside
    }
    return true
  }

  /// The bytes that aren't read like others.
  static func isSpecial(_ byte: UInt8) -> Bool { "/.gitGIT".utf8.contains(byte) }

  static func isLegal(_ path: [UInt8]) -> Bool {
    var shape = PathShape()
    for byte in path where !shape.read(byte) { return false }
    return shape.isWhole
  }
}
