package import CaskadeSyntax

/// Files that only look like what a built-in area is about: by their names they belong to it, by their kind they don't.
package enum AreaLookAlike {
  /// Pictures, styles, fonts, sounds.
  private static let assets: Set<String> = [
    "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "icns", "bmp", "pdf", "css", "scss", "sass", "less",
    "styl", "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "webm", "wav", "ogg", "lottie", "map", "csv", "log",
    "strings", "stringsdict", "xcstrings", "arb", "xlf", "xliff", "resx",
  ]

  private static let copies = PatternSet(
    compiled(BuiltInAreas.vendoredPatterns)
      + folders([
        "testdata", "test-data", "test_data", "fixtures", "__fixtures__", "examples", "example", "samples",
      ]))
  private static let vendored = PatternSet(compiled(BuiltInAreas.vendoredPatterns))
  private static let tests = PatternSet(compiled(BuiltInAreas.testPatterns))
  private static let translations = PatternSet(
    folders(["locales", "locale", "i18n", "l10n", "lang", "translations"]))
  private static let pipelines = PatternSet(compiled(BuiltInProtected.ci.patterns))
  /// Those that say what is forbidden, and those that look for it.
  private static let rules = PatternSet(
    compiled(["**/*.rego", "**/*.sentinel", "**/*.guard", "**/*.cedar", "**/*.semgrep.y*ml"])
      + folders([
        "policy", "policies", "rules", "semgrep", ".semgrep", "checkov", "kyverno", "gatekeeper", "conftest", "opa",
      ]))

  /// A checkout of version control is no shop's.
  private static let versionControl = PatternSet(
    compiled(
      ["git", "cmd", "cmds", "command", "commands", "vcs", "scm", "builtin"].flatMap { folder in
        ["**/\(folder)/**/checkout/**", "**/\(folder)/**/checkout.*"]
      }))

  static func isVersionControl(_ path: FoldedPath) -> Bool { versionControl.firstMatchFolded(path) != nil }

  /// Copied in from elsewhere, or only an example or test data.
  static func isCopy(_ path: FoldedPath) -> Bool { copies.firstMatchFolded(path) != nil }

  /// Tests, and what they are made with.
  package static func isTest(_ path: FoldedPath) -> Bool { tests.firstMatchFolded(path) != nil }

  /// A policy or a rule: it names what it forbids.
  package static func isRule(_ path: FoldedPath) -> Bool { rules.firstMatchFolded(path) != nil }

  static func isVendored(_ path: FoldedPath) -> Bool { vendored.firstMatchFolded(path) != nil }

  /// Prose, a picture, a translation.
  static func isNoCode(_ path: FoldedPath) -> Bool {
    if ProseFile.isProse(path.path) || translations.firstMatchFolded(path) != nil { return true }
    let name = path.path.name
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return assets.contains(String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased())
  }

  /// A job's definition says with its name what it is for, not what it is.
  static func isPipeline(_ path: FoldedPath) -> Bool {
    let name = path.path.name
    guard name.suffix(4).elementsEqual(".yml".utf8) || name.suffix(5).elementsEqual(".yaml".utf8) else { return false }
    return pipelines.firstMatchFolded(path) != nil
  }

  private static func folders(_ names: [String]) -> [PathPattern] { compiled(names.map { "**/\($0)/**" }) }

  private static func compiled(_ patterns: [String]) -> [PathPattern] { patterns.compactMap { try? PathPattern($0) } }
}
