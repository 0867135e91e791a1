package import CaskadeSyntax

/// Checks whose assertions say the opposite: what code passes both the check and the check turned round never let it
/// decide.
///
/// Only assertions whose opposite can be written by a few words are turned; what they stand in stays as it is, so that a
/// file that could be built or loaded still can.
package enum TurnedChecks {
  /// Longer files aren't turned.
  package static let mostBytes = 1 << 20

  /// Whether assertions of such a file may be turned.
  package static func reads(_ path: RepositoryPath) -> Bool {
    if isRust(path) { return !CheckFolder(of: path).isVendored }
    return CheckFileKind(path) == .test && (TestLanguage(fileName: path.name) != nil || isBats(path))
  }

  /// Nil where nothing could be turned.
  package static func turned(_ bytes: [UInt8], _ path: RepositoryPath) -> [UInt8]? {
    guard bytes.count <= mostBytes else { return nil }
    if isBats(path) { return TurnedShell.turned(bytes) }
    guard let language = TestLanguage(fileName: path.name) else { return nil }
    // Rust's tests may stand beside the code, which asserts for itself.
    let ranges = isRust(path) && CheckFileKind(path) != .test ? InlineTests.ranges(bytes) : [0..<bytes.count]
    guard !ranges.isEmpty else { return nil }
    var source = TurnedSource(SourceTokens(bytes, language.lexicon), language, ranges)
    return source.turned()
  }

  private static func isRust(_ path: RepositoryPath) -> Bool { path.name.suffix(3).elementsEqual(".rs".utf8) }
  private static func isBats(_ path: RepositoryPath) -> Bool { path.name.suffix(5).elementsEqual(".bats".utf8) }
}
