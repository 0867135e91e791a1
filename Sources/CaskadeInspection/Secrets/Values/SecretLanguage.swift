/// How text is quoted in a file, by the ending of its name.
enum SecretLanguage: Hashable, Sendable {
  /// Settings: a value may stand without quotes, and with blanks when quoted.
  case settings
  /// A single quote holds a character, not a text.
  case singleQuoteIsCharacter
  case other

  /// - Parameters:
  ///   - name: the file's, in lower case.
  ///   - ending: what stands behind the name's last full stop.
  init(name: String, ending: String) {
    if Self.settingsEndings.contains(ending) || Self.settingsNames.contains(where: name.hasPrefix) {
      self = .settings
    } else if Self.characterEndings.contains(ending) {
      self = .singleQuoteIsCharacter
    } else {
      self = .other
    }
  }

  private static let settingsNames = [".env", "dockerfile", "containerfile", "credentials"]
  private static let settingsEndings: Set<String> = [
    "conf", "cfg", "cnf", "config", "ini", "env", "properties", "yml", "yaml", "tfvars", "npmrc", "pypirc", "netrc",
    "_netrc", "toml", "service", "inf", "rc", "dockerfile", "envrc",
  ]
  private static let characterEndings: Set<String> = ["c", "h", "m", "mm", "cc", "cpp", "cxx", "hpp", "hh", "cs"]
}
