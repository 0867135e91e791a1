/// The text of a template of a repository's own: what it begins with, and its name in it.
package enum TemplateText {
  /// `# caskade template: NAME: SUMMARY`, and all that follows with that name.
  ///
  /// - Parameter template: another template's text.
  package static func copy(of template: String, name: String, summary: String) -> String {
    var lines = template.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.first?.hasPrefix("# caskade template") ?? false { lines.removeFirst() }
    lines = lines.map { $0.hasPrefix("template: ") ? "template: \(name)" : $0 }
    return (["# caskade template: \(name): \(summary)"] + lines).joined(separator: "\n")
  }

  /// What a template may be called: the name is a file's, and stands behind options.
  package static func isName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    return (1...60).contains(bytes.count) && bytes[0] != UInt8(ascii: "-") && bytes.last != UInt8(ascii: "-")
      && bytes.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
  }

  /// The summary of a template's first line; nil where it has none.
  package static func summary(of template: String) -> String? {
    let line = template.prefix { !$0.isNewline }
    guard line.hasPrefix("# caskade template: ") else { return nil }
    let words = line.dropFirst("# caskade template: ".count)
    guard let colon = words.firstIndex(of: ":") else { return nil }
    let summary = words[words.index(after: colon)...].drop { $0 == " " }
    return summary.isEmpty ? nil : String(summary)
  }
}
