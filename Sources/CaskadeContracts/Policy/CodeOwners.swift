package import CaskadeSyntax

/// A list of code owners, as forges read it: of the lines that match a path the last one counts.
///
/// Source: docs.github.com "About code owners", docs.gitlab.com "Code Owners syntax". A line that isn't read (a section's
/// heading, a negation, a pattern that caskade refuses) is passed over, and so is a word that is no name of anybody.
package struct CodeOwners: Hashable, Sendable {
  /// Where forges look for it, in this order.
  package static let paths = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"].map {
    RepositoryPath($0)
  }

  private struct Line: Hashable, Sendable {
    let patterns: [PathPattern]
    let owners: [String]
  }

  private let lines: [Line]

  package init(_ text: [UInt8]) {
    lines = text.split(separator: 0x0A).compactMap { Self.line($0) }
  }

  private static func line(_ bytes: ArraySlice<UInt8>) -> Line? {
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
    let read = words.prefix { !$0.hasPrefix("#") }
    guard let pattern = read.first, !["!", "[", "^"].contains(where: pattern.hasPrefix) else { return nil }
    let patterns = patterns(of: pattern)
    return patterns.isEmpty
      ? nil
      : Line(
        patterns: patterns, owners: read.dropFirst().filter { $0.contains("@") && EscapedText.line($0) == $0 })
  }

  /// In the language of contracts: a pattern without a slash counts at any depth, a folder for all below.
  private static func patterns(of text: String) -> [PathPattern] {
    if ["*", "**", "/**"].contains(text) { return ["**"].compactMap { try? PathPattern($0) } }
    var rest = text[...]
    let isFolder = rest.hasSuffix("/")
    if isFolder { rest = rest.dropLast() }
    let isAnchored = rest.contains("/")
    if rest.hasPrefix("/") { rest = rest.dropFirst() }
    let whole = isAnchored || rest.hasPrefix("**/") ? String(rest) : "**/\(rest)"
    // What a star of its own ends is a file in that folder, and no folder.
    let below = whole.hasSuffix("/*") || whole.hasSuffix("/**") || whole.hasPrefix("**/*") ? [] : ["\(whole)/**"]
    return ((isFolder ? [] : [whole]) + below).compactMap { try? PathPattern($0) }
  }

  /// Nobody where no line matches, or the last one that does names none.
  package func owners(of path: RepositoryPath) -> [String] {
    lines.last { line in line.patterns.contains { $0.matches(path) } }?.owners ?? []
  }

  /// Who has to be asked about these files, those first who own most of them.
  package func owners(of paths: [RepositoryPath]) -> [(owner: String, files: Int)] {
    var counts: [String: Int] = [:]
    for path in paths { for owner in Set(owners(of: path)) { counts[owner, default: 0] += 1 } }
    return counts.map { (owner: $0.key, files: $0.value) }.sorted { ($1.files, $0.owner) < ($0.files, $1.owner) }
  }
}
