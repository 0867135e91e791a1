import CaskadeSyntax

/// One line by which code tells that it is tested, made to say the opposite.
enum ShippedLine {
  // MARK: Go's constraints

  /// `//go:build release` for `//go:build !release`, and the other way round; what names a platform or a tool stays.
  static func constraint(_ line: [UInt8]) -> [UInt8]? {
    let prefix = Array("//go:build ".utf8)
    guard line.starts(with: prefix) else { return nil }
    var result = prefix
    var word: [UInt8] = []
    func flipped() -> [UInt8] {
      let name = String(decoding: word, as: UTF8.self)
      guard !word.isEmpty, !platforms.contains(name), !name.hasPrefix("go1.") else { return word }
      if result.last == UInt8(ascii: "!") {
        result.removeLast()
        return word
      }
      return [UInt8(ascii: "!")] + word
    }
    for byte in line[prefix.count...] {
      if ByteSet.word.contains(byte) || byte == UInt8(ascii: ".") {
        word.append(byte)
        continue
      }
      let name = flipped()
      result += name
      word = []
      result.append(byte)
    }
    // It may take the last mark away.
    let last = flipped()
    return result + last
  }

  private static let platforms: Set<String> = [
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd",
    "openbsd", "plan9", "solaris", "wasip1", "windows", "zos", "unix", "386", "amd64", "arm", "arm64", "loong64",
    "mips",
    "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x", "sparc64", "wasm", "gc", "gccgo", "race",
    "msan", "asan", "ignore", "tools", "tinygo", "appengine", "mage", "generate",
  ]

  // MARK: Swift's flags

  /// `#if DEBUG` for one that is never set.
  static func flag(_ line: [UInt8]) -> [UInt8]? {
    let code = line.drop { $0 == 0x20 || $0 == 0x09 }
    guard code.starts(with: "#if".utf8) || code.starts(with: "#elseif".utf8),
      let found = line.firstRange(ofBytes: Array("DEBUG".utf8)),
      found.lowerBound > 0, !ByteSet.word.contains(line[found.lowerBound - 1]),
      found.upperBound == line.count || !ByteSet.word.contains(line[found.upperBound])
    else { return nil }
    return line[..<found.lowerBound] + Array("AS_SHIPPED_NEVER".utf8) + line[found.upperBound...]
  }

  // MARK: Questions for a runner

  /// What asks for a runner asks for something that isn't there.
  static func probe(_ line: [UInt8], _ isHashComment: Bool) -> [UInt8]? {
    guard line.count < 1 << 16, AwarenessMark.anchors.contains(where: { line.firstRange(ofBytes: $0) != nil }) else {
      return nil
    }
    let marks = AwarenessMark.all(in: SqueezedLine.of(line, isHashComment: isHashComment))
    guard marks.contains(where: { AwarenessMark.all[$0].kind == .probe }) else { return nil }
    for (text, other) in rewritings {
      guard let found = line.firstRange(ofBytes: text) else { continue }
      return line[..<found.lowerBound] + other + line[found.upperBound...]
    }
    return nil
  }

  /// The longer ones before those that they begin with.
  private static let rewritings: [([UInt8], [UInt8])] =
    AwarenessMark.variables.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }.map {
      (Array($0.utf8), Array("\($0)_OF_NONE".utf8))
    }
    + [
      ("testing.Testing()", "(testing.Testing() && false)"), ("\"test.", "\"none.test."), ("\".test\"", "\".none\""),
      ("\"_test\"", "\"_none\""), ("\"_pytest\"", "\"_none\""), ("'_pytest'", "'_none'"), ("\"pytest\"", "\"none\""),
      ("'pytest'", "'none'"), ("\"unittest\"", "\"none\""), ("'unittest'", "'none'"), ("\"nose\"", "\"none\""),
      ("'nose'", "'none'"), ("\"test\"", "\"none\""), ("'test'", "'none'"), ("typeof jest", "typeof jestOfNone"),
      ("typeof describe", "typeof describeOfNone"), ("\"PYTEST", "\"NONE_PYTEST"), ("'PYTEST", "'NONE_PYTEST"),
    ].map { (Array($0.utf8), Array($1.utf8)) }
}
