extension RepositoryPath {
  /// True when some file system would take a part of the path for `.git`: in another case, with code points that HFS+
  /// doesn't see, as NTFS's short name, or with what NTFS drops or reads as a stream (CVE-2014-9390, git's
  /// `core.protectHFS` and `core.protectNTFS`).
  package var isNamedLikeGitDirectory: Bool {
    guard mayHoldGit else { return false }
    return bytes.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.contains { part in
      var seen = Self.withoutIgnorables(part.prefix { $0 != UInt8(ascii: ":") })
      while let last = seen.last, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") { seen.removeLast() }
      let folded = seen.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      return folded == Array(".git".utf8) || folded == Array("git~1".utf8)
    }
  }

  /// A cheap look first: nearly every path is plain ASCII without these three letters.
  private var mayHoldGit: Bool {
    var matched = 0
    for byte in bytes {
      if byte >= 0x80 { return true }
      switch (byte | 0x20, matched) {
      case (UInt8(ascii: "g"), _): matched = 1
      case (UInt8(ascii: "i"), 1): matched = 2
      case (UInt8(ascii: "t"), 2): return true
      case (_, _): matched = 0
      }
    }
    return false
  }

  /// HFS+ ignores these in names (git's utf8.c, `next_hfs_char`).
  private static func withoutIgnorables(_ part: ArraySlice<UInt8>) -> [UInt8] {
    var kept: [UInt8] = []
    var rest = part
    while let first = rest.first {
      let three = Array(rest.prefix(3))
      if three.count == 3, isIgnorable(three) {
        rest = rest.dropFirst(3)
      } else {
        kept.append(first)
        rest = rest.dropFirst()
      }
    }
    return kept
  }

  private static func isIgnorable(_ three: [UInt8]) -> Bool {
    switch (three[0], three[1]) {
    case (0xE2, 0x80): (0x8C...0x8F).contains(three[2]) || (0xAA...0xAE).contains(three[2])
    case (0xE2, 0x81): (0xAA...0xAF).contains(three[2])
    case (0xEF, 0xBB): three[2] == 0xBF
    default: false
    }
  }
}
