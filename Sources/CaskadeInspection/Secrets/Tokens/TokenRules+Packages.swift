import CaskadeSyntax

extension TokenRules {
  /// Package registries and artifact stores.
  static let packages: [TokenRule] = [
    TokenRule("npm-token", "npm access token", "npm_", [.alnum(36)], check: TokenCheck.crc32Base62),
    TokenRule("npm-legacy-token", "npm registry token", "/:_authToken=", [.url64(20...300)]),
    TokenRule("npm-legacy-token", "npm registry token", "/:_authToken = ", [.url64(20...300)]),
    TokenRule("pypi-token", "PyPI token", "pypi-AgEIcHlwaS5vcmc", [.url64(70...1000)]),
    TokenRule("pypi-test-token", "TestPyPI token", "pypi-AgENdGVzdC5weXBpLm9yZw", [.url64(70...1000)]),
    TokenRule("rubygems-token", "RubyGems token", "rubygems_", [.lowerHex(48)]),
    TokenRule("clojars-token", "Clojars token", "CLOJARS_", [.alnum(60)], ignoresCase: true),
    TokenRule("nuget-key", "NuGet API key", "oy2", [.run(.lowerDigits, 43)], check: TokenCheck.random),
    TokenRule("docker-token", "Docker Hub token", "dckr_pat_", [.url64(27)]),
    TokenRule("docker-org-token", "Docker Hub organisation token", "dckr_oat_", [.url64(32)]),
    TokenRule(
      "artifactory-api-key", "Artifactory API key", "AKC", [.run(.alphanumeric, 10...76)], start: .apart,
      check: artifactory),
    TokenRule(
      "artifactory-password", "Artifactory encrypted password", "AP",
      [.run(ByteSet("0123456789ABCDEF"), 1), .run(.alphanumeric, 10...76)], start: .apart, check: artifactory),
    TokenRule("artifactory-reference-token", "Artifactory reference token", "cmVmd", [.alnum(59)]),
    TokenRule(
      "contribsys-credential", "Sidekiq Enterprise credential", "contribsys__com=",
      [.lowerHex(8), .text(":"), .lowerHex(8)], before: [.run(ByteSet("A"..."Z", "a"..."z", also: "_"), 0...30)],
      ignoresCase: true),
  ]

  /// An identifier with the same beginning, such as `APConfiguration`, isn't a key.
  @Sendable private static func artifactory(_ token: ArraySlice<UInt8>) -> Bool {
    !SecretValue(token).readsAsWords
  }
}
