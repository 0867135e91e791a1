package import CaskadeSyntax

/// Who answers for which paths, as a repository's CODEOWNERS says (docs.github.com "About code owners",
/// docs.gitlab.com "Code Owners syntax").
package struct CodeOwners: Sendable {
  private struct Rule: Sendable {
    let patterns: [PathPattern]
    let owners: [String]
  }

  /// The last one that matches counts.
  private let rules: [Rule]

  package static let places = ["CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS"].map {
    RepositoryPath($0)
  }

  package init(_ text: String) {
    rules = text.split(whereSeparator: \.isNewline).compactMap(Self.rule)
  }

  /// Sorted, each once.
  package func owners(of paths: some Sequence<RepositoryPath>) -> [String] {
    var found: Set<String> = []
    for path in paths { found.formUnion(rules.last { $0.patterns.contains { $0.matches(path) } }?.owners ?? []) }
    return found.sorted()
  }

  private static func rule(_ line: Substring) -> Rule? {
    let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }.map(String.init)
    guard let first = words.first, !first.hasPrefix("["), !first.hasPrefix("^["), !first.hasPrefix("!") else {
      return nil
    }
    let owners = words.dropFirst().filter { $0.contains("@") && EscapedText.line($0) == $0 }
    let patterns = patterns(first).compactMap { try? PathPattern($0) }
    return patterns.isEmpty ? nil : Rule(patterns: patterns, owners: owners)
  }

  /// As in .gitignore: a name without a slash at any depth, a folder with all below it.
  private static func patterns(_ text: String) -> [String] {
    var text = text[...]
    let isFolder = text.hasSuffix("/")
    while text.hasSuffix("/") { text.removeLast() }
    let isAnchored = text.contains("/")
    while text.hasPrefix("/") { text.removeFirst() }
    guard !text.isEmpty else { return [] }
    let whole = isAnchored || text.hasPrefix("**") ? String(text) : "**/\(text)"
    if isFolder { return ["\(whole)/**"] }
    // A name may be a file's or a folder's.
    return isAnchored ? [whole] : [whole, "\(whole)/**"]
  }
}
