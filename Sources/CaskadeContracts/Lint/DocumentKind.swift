package import CaskadeSyntax

/// What kind of file a text is, as far as a lint has to tell before it reads it.
package enum DocumentKind: String, Hashable, Sendable, CaseIterable {
  case contract, policy, template

  /// A policy has a line that begins with `caskade_policy:`. A template lies in a folder `Templates`, or its first
  /// line begins with `# caskade template`, as a built-in one's does (`# caskade template: bug-fix: what for`). All else
  /// is taken for a contract.
  package static func of(_ source: SourceText) -> DocumentKind {
    if source.holdsLine(beginningWith: "caskade_policy:") { return .policy }
    let folders = source.name.split(separator: "/").dropLast()
    if folders.contains("Templates") || folders.contains("templates") { return .template }
    let first = source.range(ofLine: 1)
    let opening = "# caskade template"
    let line = source.bytes[first.start..<first.end]
    guard line.starts(with: opening.utf8) else { return .contract }
    let next = line.dropFirst(opening.utf8.count).first
    return next == nil || next == UInt8(ascii: ":") || next == UInt8(ascii: " ") ? .template : .contract
  }
}

extension SourceText {
  func holdsLine(beginningWith text: String) -> Bool {
    (1...lineCount).contains { line in
      let range = range(ofLine: line)
      return bytes[range.start..<range.end].starts(with: text.utf8)
    }
  }
}
