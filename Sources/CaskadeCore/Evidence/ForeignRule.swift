import CaskadeSyntax

/// A place of ignore rules that is in neither tree, and how many files of the working tree they hide.
package struct ForeignRule: Hashable, Sendable {
  /// `core.excludesFile`, `.git/info/exclude`, or the path of an ignore file that git ignores itself.
  package let origin: String
  package let files: Int

  package init(origin: String, files: Int) {
    self.origin = origin
    self.files = files
  }

  /// One for each origin, that of most files first.
  package static func counted(_ origins: some Sequence<String>) -> [ForeignRule] {
    Dictionary(origins.map { ($0, 1) }, uniquingKeysWith: +)
      .map { ForeignRule(origin: $0.key, files: $0.value) }
      .sorted { ($1.files, $0.origin) < ($0.files, $1.origin) }
  }

  static let keys = ObjectForm<ForeignRule>(
    "ignore rules that are in neither tree",
    FormKey("origin", .text, "core.excludesFile, .git/info/exclude, or the path of an ignored ignore file", \.origin),
    FormKey("files", .count, "that they hide", \.files)
  ) { ForeignRule(origin: $0, files: $1) }
}
