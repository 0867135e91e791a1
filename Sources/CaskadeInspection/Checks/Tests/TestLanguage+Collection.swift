extension TestLanguage {
  private static let systems: Set<String> = [
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "nacl", "netbsd", "openbsd",
    "plan9", "solaris", "wasip1", "windows", "zos", "386", "arm", "arm64", "loong64", "mips", "mips64", "mips64le",
    "mipsle", "ppc64", "ppc64le", "riscv64", "s390x", "wasm",
  ]

  /// Whether a runner collects tests from a file of this name, where it goes by names: pytest and unittest's discovery,
  /// Go's `_test.go` with its `_GOOS` and `_GOARCH` and leading `_` or `.`, Maven Surefire's and Failsafe's patterns.
  /// Linux and amd64 count as everywhere.
  func collection(of fileName: some Collection<UInt8>) -> TestCase.Standing? {
    let name = String(decoding: fileName, as: UTF8.self)
    let stem = String(name.prefix { $0 != "." })
    switch self {
    case .python: return stem.hasPrefix("test") || stem.hasSuffix("_test") ? .runs : .skipped
    case .go:
      if name.hasPrefix("_") || name.hasPrefix(".") { return .skipped }
      return stem.split(separator: "_").dropLast().dropFirst().contains { Self.systems.contains(String($0)) }
        ? .conditional : .runs
    case .jvm:
      let collects =
        ["Test", "Tests", "TestCase", "IT", "ITCase", "Spec"].contains(where: stem.hasSuffix) || stem.hasPrefix("Test")
      return collects || stem.hasPrefix("IT") ? .runs : .skipped
    case .swift, .javascript, .rust: return nil
    }
  }
}
