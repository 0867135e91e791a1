import CaskadeSyntax

/// The environment that a validation command gets: what toolchains need to be found and to work,
/// and nothing that opens a door.
///
/// The commands are the contract's, but what they run is the branch's code. So this is a list of
/// what may pass, not of what may not; and of that, whatever looks like a credential by its name,
/// or is an address with a password in it, stays outside all the same.
package struct ValidationEnvironment: Hashable, Sendable {
  /// Complete: a command sees these and no others.
  package let variables: [String: String]
  /// The names of the host's variables that were not handed on, sorted.
  package let withheld: [String]
  /// What the caller handed over by name: to be masked wherever it is shown. Sorted by name.
  package let handedOver: [Variable]

  package struct Variable: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  /// `added` are the caller's own words, and win over the host's without being judged.
  package init(from host: [String: String], adding added: [String: String] = [:]) {
    var passed = host.filter { Self.mayPass($0.key) && !Self.holdsPassword($0.value) }
    // Nothing that a terminal would interpret belongs in a log.
    passed["TERM"] = "dumb"
    variables = passed.merging(added) { _, added in added }
    handedOver = added.sorted { $0.key < $1.key }.map { Variable(name: $0.key, value: $0.value) }
    withheld = host.keys.filter { passed[$0] == nil && added[$0] == nil }.sorted()
  }

  /// The same with other variables.
  func with(_ variables: [String: String]) -> ValidationEnvironment {
    ValidationEnvironment(variables: variables, withheld: withheld, handedOver: handedOver)
  }

  private init(variables: [String: String], withheld: [String], handedOver: [Variable]) {
    self.variables = variables
    self.withheld = withheld
    self.handedOver = handedOver
  }

  private static func mayPass(_ name: String) -> Bool {
    let isListed = names.contains(name) || prefixes.contains { name.hasPrefix($0) }
    guard isListed else { return false }
    let upper = name.uppercased()
    return !credentialWords.contains { upper.utf8.holds($0.utf8) }
  }

  /// Whether it names a user and perhaps a password before a host, as in `https://me:word@host`.
  private static func holdsPassword(_ value: String) -> Bool {
    guard let scheme = value.utf8.firstRange(of: "://".utf8) else { return false }
    return value.utf8[scheme.upperBound...].contains(UInt8(ascii: "@"))
  }

  /// Words in the name of a variable that open doors.
  private static let credentialWords = [
    "TOKEN", "SECRET", "PASS", "CREDENTIAL", "API_KEY", "APIKEY", "ACCESS_KEY", "PRIVATE", "AUTH", "COOKIE", "SESSION",
  ]

  private static let prefixes = ["LC_", "SWIFT_"]

  private static let names: Set<String> = [
    // The person and the system.
    "CI", "HOME", "LANG", "LANGUAGE", "LOGNAME", "PATH", "SHELL", "TEMP", "TMP", "TMPDIR", "TZ", "USER",
    "XDG_CACHE_HOME",
    // The network that packages come from.
    "ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "all_proxy", "http_proxy", "https_proxy", "no_proxy",
    "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_DIR", "SSL_CERT_FILE",
    // Compilers and linkers.
    "AR", "CC", "CPATH", "CXX", "LD", "LD_LIBRARY_PATH", "LIBRARY_PATH", "PKG_CONFIG_PATH", "SDKROOT",
    // Apple's and Android's tools.
    "ANDROID_HOME", "ANDROID_NDK_HOME", "ANDROID_SDK_ROOT", "DEVELOPER_DIR", "TOOLCHAINS",
    // Go, Rust, .NET.
    "CARGO_HOME", "CARGO_TARGET_DIR", "DOTNET_CLI_HOME", "DOTNET_ROOT", "GOCACHE", "GOFLAGS", "GOMODCACHE", "GOPATH",
    "GOPROXY", "GOROOT", "GOTOOLCHAIN", "NUGET_PACKAGES", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN",
    // The Java machine.
    "GRADLE_USER_HOME", "JAVA_HOME", "M2_HOME", "MAVEN_HOME",
    // Node, Python, Ruby. NODE_PATH, PYTHONPATH and RUBYLIB are not here: they put code before that of the tree.
    "BUNDLE_PATH", "CONDA_PREFIX", "COREPACK_HOME", "GEM_HOME", "GEM_PATH", "NVM_DIR", "PNPM_HOME", "PYENV_ROOT",
    "PYENV_VERSION", "RBENV_ROOT", "VIRTUAL_ENV",
  ]
}

extension Collection where Element: Equatable {
  fileprivate func holds(_ part: some Collection<Element>) -> Bool {
    firstRange(of: part) != nil
  }

  /// Where the part begins and ends for the first time; for the few bytes of a variable.
  fileprivate func firstRange(of part: some Collection<Element>) -> Range<Index>? {
    for start in indices {
      let rest = self[start...]
      if rest.starts(with: part) { return start..<index(start, offsetBy: part.count) }
    }
    return nil
  }
}
