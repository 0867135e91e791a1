/// A mode of a tree entry, six octal digits in git's records (git-fast-import(1), git-diff(1) "RAW OUTPUT FORMAT").
package struct FileMode: Hashable, Sendable {
  package let bits: Int

  package static let absent = FileMode(bits: 0)
  package static let regular = FileMode(bits: 0o100644)
  package static let executable = FileMode(bits: 0o100755)
  package static let symlink = FileMode(bits: 0o120000)
  package static let submodule = FileMode(bits: 0o160000)

  /// The modes that git's records have: it shows every file's as one of the first two after `absent`.
  package static let all: [FileMode] = [.absent, .regular, .executable, .symlink, .submodule]

  package init(bits: Int) {
    self.bits = bits
  }

  /// Nil unless the text is six octal digits that stand for one of `all`.
  package init?(octal digits: some Collection<UInt8>) {
    guard digits.count == 6 else { return nil }
    var bits = 0
    for digit in digits {
      guard (0x30...0x37).contains(digit) else { return nil }
      bits = bits * 8 + Int(digit - 0x30)
    }
    self.bits = bits
    guard Self.all.contains(self) else { return nil }
  }

  /// The bits that tell a file, a link and a submodule apart.
  package var kind: Int { bits & 0o170000 }

  package var text: String {
    let digits = String(bits, radix: 8)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}
