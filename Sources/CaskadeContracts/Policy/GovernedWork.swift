package import CaskadeSyntax

/// Which work needs a contract. What touches a high area always does, unless its author is exempt.
package struct GovernedWork: Hashable, Sendable {
  package var branches: [NamePattern] = []
  /// By the forge's word.
  package var authors: [NamePattern] = []
  /// Whole lines of commit messages: `Co-authored-by: *claude*`.
  package var trailers: [NamePattern] = []
  package var paths: [PathPattern] = []
  /// Areas by their keys, or by what the repository calls them.
  package var areas: [String] = []
  /// People by the forge's word, whose touching of paths and areas doesn't make work governed.
  package var exempt: [NamePattern] = []

  package init() {}
}

/// A name with `*` for any text, slashes too. All else stands for itself, brackets too; ASCII case doesn't count.
package struct NamePattern: Hashable, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package func matches(_ name: String) -> Bool {
    StarMatch.matches(Self.folded(name), Self.folded(text))
  }

  private static func folded(_ text: String) -> [UInt8] {
    text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }
}
