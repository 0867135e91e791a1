package import CaskadeSyntax

/// What stands below `allow:` in a draft: what is proposed, each line with its reason, and below it, commented out, what
/// may change too.
struct ScopeLines {
  private let scope: ScopeProposal
  private let idle: Set<String>

  private static let margin = "    "
  static let blank = "<path that may change>"

  /// - Parameter idle: patterns of the template that nothing matches.
  init(_ scope: ScopeProposal, idle: Set<String>) {
    self.scope = scope
    self.idle = idle
  }

  /// - Parameter template: the template's own lines there. A template that brings all its patterns gets what a person gave
  ///   besides.
  func lines(for template: [String]) -> [String] {
    let own = Self.groups(of: template).flatMap { kept($0) }
    let hasBlank = template.contains { $0.contains(Self.blank) }
    guard hasBlank else {
      let left = own.isEmpty ? template : own
      return left + (scope.isGiven || scope.confidence == nil ? scope.allow.map(written) : [])
    }
    var lines: [String] = []
    for line in own.isEmpty ? ["\(Self.margin)- \(Self.blank)"] : own {
      lines += line.contains(Self.blank) ? proposed(line) : [line]
    }
    return lines
  }

  private func proposed(_ blank: String) -> [String] {
    var lines = scope.comments.map { "\(Self.margin)# \($0)" }
    lines += scope.allow.isEmpty ? [blank] : scope.allow.map(written)
    if !scope.candidates.isEmpty {
      lines.append("\(Self.margin)# \(scope.commentOnCandidates)")
      lines += scope.candidates.map { "\(Self.margin)# - \(Self.value($0))   # \($0.reason)" }
    }
    return lines
  }

  private func written(_ line: ScopeProposal.Line) -> String {
    "\(Self.margin)- \(Self.value(line))" + (line.reason.isEmpty ? "" : "   # \(line.reason)")
  }

  private static func value(_ line: ScopeProposal.Line) -> String {
    guard !line.operations.isEmpty else { return YAMLText.line(line.pattern) }
    let words = line.operations.map(\.rawValue).joined(separator: ", ")
    return "{ path: \(YAMLText.anywhere(line.pattern)), may: [\(words)] }"
  }

  // MARK: The template's own

  /// Comments, and the items that they speak of.
  private struct Group {
    var comments: [String] = []
    /// Each with the lines that belong to it.
    var items: [[String]] = []
  }

  private static func groups(of lines: [String]) -> [Group] {
    var groups = [Group()]
    for line in lines {
      let text = line.drop { $0 == " " }
      if text.isEmpty || text.first == "#" {
        if groups.last?.items.isEmpty == false { groups.append(Group()) }
        groups[groups.count - 1].comments.append(line)
      } else if text.hasPrefix("- ") || groups[groups.count - 1].items.isEmpty {
        groups[groups.count - 1].items.append([line])
      } else {
        groups[groups.count - 1].items[groups[groups.count - 1].items.count - 1].append(line)
      }
    }
    return groups
  }

  private func kept(_ group: Group) -> [String] {
    if group.items.isEmpty { return group.comments }
    let items = group.items.filter { item in Self.pattern(of: item[0]).map { !idle.contains($0) } ?? true }
    return items.isEmpty ? [] : group.comments + items.flatMap { $0 }
  }

  /// The pattern of `- "**/*.md"` or of `- path: docs/*`; nil for a blank.
  private static func pattern(of item: String) -> String? {
    var text = item.drop { $0 == " " || $0 == "-" }
    if text.hasPrefix("path: ") { text = text.dropFirst(6) }
    if text.hasPrefix("\""), text.hasSuffix("\""), text.count > 1 { text = text.dropFirst().dropLast() }
    return text.contains("<") ? nil : String(text)
  }

  /// The patterns that a template brings of its own.
  static func ownPatterns(of template: String) -> [String] {
    let part = DraftDocument(template).parts.first { $0.key == "paths.allow" }
    return groups(of: part?.body ?? []).flatMap(\.items).compactMap { pattern(of: $0[0]) }
  }
}

extension ContractDraft {
  /// Whether the template leaves open which paths may change.
  package static func asksForPaths(_ template: String) -> Bool { template.contains(ScopeLines.blank) }

  /// The patterns of a template that match none of these files.
  ///
  /// - Parameter tracked: where there is none, nothing can be said, and all stay.
  package static func idlePatterns(of template: String, tracked: [RepositoryPath]) -> Set<String> {
    guard !tracked.isEmpty else { return [] }
    return Set(
      ScopeLines.ownPatterns(of: template).filter { text in
        guard let pattern = try? PathPattern(text) else { return false }
        return !tracked.contains(where: pattern.matches)
      })
  }
}
