package import CaskadeSyntax

/// A valid pattern that, by the files that there are, was meant in another language: it restricts nothing, and a line
/// beside it does.
package struct Misreading: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A file or folder is called so, brackets and all.
    case brackets(missed: RepositoryPath)
    /// `infra/.*`, which a regular expression means as everything.
    case dotStar
    /// `docs\*.md`, which Windows means as a folder.
    case backslash
  }

  package let kind: Kind
  /// The pattern to write.
  package let instead: String
  /// The pattern to write where the text was meant as it stands.
  package var literal: String?

  /// Nil for a pattern that does what it looks like, as far as the files tell.
  init?(_ pattern: PathPattern, in tracked: TrackedPaths) {
    let text = pattern.text
    if let (instead, missed) = Self.brackets(pattern, in: tracked) {
      self.init(.brackets(missed: missed), instead)
      return
    }
    let mayBeRegex = text.contains("/.*") || (text.hasPrefix(".*") && text != ".*")
    let mayBeWindows = text.contains("\\")
    guard mayBeRegex || mayBeWindows, !tracked.hasMatch(of: pattern) else { return nil }
    if mayBeWindows, let slashed = Self.slashed(text), tracked.hasMatch(of: slashed) {
      self.init(.backslash, slashed.text)
    } else if mayBeRegex {
      let patterns = RegexTranslation.patterns(of: "^" + text).compactMap { try? PathPattern($0) }
      guard patterns.count == 1, tracked.hasMatch(of: patterns[0]) else { return nil }
      self.init(.dotStar, patterns[0].text)
      literal = text.replacingFirst("/.*", by: "/.?*")
    } else {
      return nil
    }
  }

  private init(_ kind: Kind, _ instead: String) {
    self.kind = kind
    self.instead = instead
  }

  /// Whether the contract or the policy has a pattern for which the files have to be asked.
  static func isPossible(_ pattern: PathPattern) -> Bool {
    let text = pattern.text
    return text.contains("[") || text.contains("\\") || text.contains(".*")
  }

  /// The pattern with some of its brackets taken literally, and a file that only so matches.
  private static func brackets(
    _ pattern: PathPattern, in tracked: TrackedPaths
  ) -> (instead: String, missed: RepositoryPath)? {
    guard pattern.text.contains("[") else { return nil }
    let parts = pattern.text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let bracketed = parts.indices.filter { parts[$0].contains("[") && !parts[$0].contains("\\") }
    guard !bracketed.isEmpty else { return nil }
    for chosen in [bracketed] + (bracketed.count > 1 ? bracketed.map { [$0] } : []) {
      var literal = parts
      for index in chosen { literal[index] = literal[index].escaping("[]") }
      guard let instead = try? PathPattern(literal.joined(separator: "/")),
        let missed = tracked.matches(of: instead).first(where: { !pattern.matches(tracked.sorted[$0]) })
      else { continue }
      return (instead.text, tracked.sorted[missed])
    }
    return nil
  }

  private static func slashed(_ text: String) -> PathPattern? {
    let parts = text.split { $0 == "\\" || $0 == "/" }
    return try? PathPattern(parts.joined(separator: "/"))
  }
}

extension TrackedPaths {
  func hasMatch(of pattern: PathPattern) -> Bool { matches(of: pattern).contains { _ in true } }
}

extension String {
  /// With a backslash before each of these characters.
  func escaping(_ characters: String) -> String {
    reduce(into: "") { text, character in
      if characters.contains(character) { text.append("\\") }
      text.append(character)
    }
  }

  fileprivate func replacingFirst(_ wanted: String, by other: String) -> String? {
    var rest = self[...]
    while !rest.isEmpty, !rest.hasPrefix(wanted) { rest.removeFirst() }
    guard !rest.isEmpty else { return nil }
    return self[..<rest.startIndex] + other + rest.dropFirst(wanted.count)
  }
}
