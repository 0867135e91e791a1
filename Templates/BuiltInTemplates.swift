/// A contract with blanks that comes with the program; see PRODUCT's "The words".
package struct BuiltInTemplate: Hashable, Sendable {
  /// The kind of work, as a contract's `template:` names it.
  package let name: String
  /// When to use it, one sentence without a final period.
  package let summary: String
  /// The YAML text, the line with name and summary included.
  package let text: String

  /// One of a repository's own.
  package init(name: String, summary: String, text: String) {
    self.name = name
    self.summary = summary
    self.text = text
  }

  /// Nil unless the first line is `# caskade template: NAME: SUMMARY`.
  package init?(_ text: String) {
    let head = "# caskade template: "
    let line = text.prefix { !$0.isNewline }
    guard line.hasPrefix(head) else { return nil }
    let words = line.dropFirst(head.count)
    guard let colon = words.firstIndex(of: ":"), colon > words.startIndex else { return nil }
    let rest = words[words.index(after: colon)...]
    guard rest.first == " ", rest.count > 1 else { return nil }
    name = String(words[..<colon])
    summary = String(rest.dropFirst())
    self.text = text
  }
}

/// The templates of this folder, compiled in.
package enum BuiltInTemplates {
  /// Sorted by name.
  package static let all: [BuiltInTemplate] = [
    PackageResources.bug_fix_yaml,
    PackageResources.dependency_update_yaml,
    PackageResources.docs_yaml,
    PackageResources.feature_yaml,
    PackageResources.migration_yaml,
    PackageResources.refactor_yaml,
    PackageResources.release_support_yaml,
    PackageResources.test_coverage_yaml,
  ].compactMap { BuiltInTemplate(String(decoding: $0, as: UTF8.self)) }

  package static func named(_ name: String) -> BuiltInTemplate? {
    all.first { $0.name == name }
  }
}
