package import CaskadeSyntax

/// How text is quoted in a file, by the ending of its name.
package enum SecretLanguage: Sendable {
  /// Settings: a value may stand without quotes, and with blanks when quoted.
  case settings
  /// A single quote holds a character, not a text.
  case singleQuoteIsCharacter
  case other

  package init(_ path: RepositoryPath) {
    let folded = String(decoding: path.name, as: UTF8.self).lowercased()
    let ending = folded.split(separator: ".", omittingEmptySubsequences: true).last.map(String.init) ?? ""
    if Self.settingsEndings.contains(ending) || folded.hasPrefix(".env") || folded.hasPrefix("dockerfile") {
      self = .settings
    } else if Self.characterEndings.contains(ending) {
      self = .singleQuoteIsCharacter
    } else {
      self = .other
    }
  }

  private static let settingsEndings: Set<String> = [
    "conf", "cfg", "cnf", "config", "ini", "env", "properties", "yml", "yaml", "tfvars", "npmrc", "pypirc", "netrc",
    "toml", "service", "inf", "rc",
  ]
  private static let characterEndings: Set<String> = ["c", "h", "m", "mm", "cc", "cpp", "cxx", "hpp", "hh", "cs"]
}
