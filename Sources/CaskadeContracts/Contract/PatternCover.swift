package import CaskadeSyntax

/// Many patterns, to ask which of them cover another one without trying each.
///
/// The answers are those of `PathPattern.covers`.
package struct PatternCover: Sendable {
  private let patterns: [PathPattern]
  private let same: [PathPattern: [Int]]
  /// Patterns without a wildcard, by the path that they name.
  private let named: [RepositoryPath: [Int]]
  /// The others that can match all that is in some folder, by the folder that their text begins with: they match
  /// nothing outside of it.
  private let wide: [RepositoryPath: Group]

  /// Patterns that end with `/**` or `/**/*`, which match everything below a folder that the rest of them matches.
  private struct Group: Sendable {
    /// Without those ends.
    let set: PatternSet
    /// Which ones of `patterns` they are.
    let indexes: [Int]
    /// Those without a rest that is a pattern, as `**`.
    let others: [Int]

    init(_ indexes: [Int], of patterns: [PathPattern]) {
      let rests = indexes.map { index in (index, Self.rest(patterns[index].text)) }
      self.indexes = rests.compactMap { $1 == nil ? nil : $0 }
      set = PatternSet(rests.compactMap(\.1))
      others = rests.compactMap { $1 == nil ? $0 : nil }
    }

    private static func rest(_ text: String) -> PathPattern? {
      var text = text[...]
      if text.hasSuffix("/*") { text = text.dropLast(2) }
      while text.hasSuffix("/**") { text = text.dropLast(3) }
      return text == "**" ? nil : try? PathPattern(String(text))
    }
  }

  package init(_ patterns: [PathPattern]) {
    self.patterns = patterns
    var same: [PathPattern: [Int]] = [:]
    var named: [RepositoryPath: [Int]] = [:]
    var wide: [RepositoryPath: [Int]] = [:]
    for (index, pattern) in patterns.enumerated() {
      same[pattern, default: []].append(index)
      guard same[pattern]?.count == 1 else { continue }
      if !pattern.text.utf8.contains(where: { "*?[\\".utf8.contains($0) }) {
        named[pattern.folder, default: []].append(index)
      } else if pattern.text.hasSuffix("**") || pattern.text.hasSuffix("**/*") {
        wide[pattern.folder, default: []].append(index)
      }
    }
    self.same = same
    self.named = named
    self.wide = wide.mapValues { Group($0, of: patterns) }
  }

  /// The indexes of the patterns that cover the other one, in order; of equal ones that aren't equal to it the first.
  package func covering(_ other: PathPattern) -> [Int] {
    let found = Set(candidates(other.folder)).filter { patterns[$0].covers(other) }
    return found.union(same[other] ?? []).sorted()
  }

  package func covers(_ other: PathPattern) -> Bool {
    same[other] != nil || candidates(other.folder).contains { patterns[$0].covers(other) }
  }

  /// Those that no pattern of these covers.
  package func uncovered(_ others: [PathPattern]) -> [PathPattern] {
    others.filter { !covers($0) }
  }

  /// What may match everything in a folder.
  private func candidates(_ folder: RepositoryPath) -> [Int] {
    var found: [Int] = []
    // The folder and those above it, the root last.
    var folders = [FoldedPath(folder)]
    var rest = folder.bytes[...]
    while !rest.isEmpty {
      rest = rest[..<(rest.lastIndex(of: UInt8(ascii: "/")) ?? 0)]
      folders.append(FoldedPath(RepositoryPath(bytes: rest)))
    }
    for (depth, above) in folders.enumerated() {
      found += named[above.path] ?? []
      guard let group = wide[above.path] else { continue }
      found += group.others
      for inside in folders[...depth] { found += group.set.allMatches(inside).map { group.indexes[$0] } }
    }
    return found
  }
}

/// The branches of a contract, to ask whether they cover another entry without trying each.
package struct BranchCover: Sendable {
  private let patterns: Set<PathPattern>
  private let names: Set<RepositoryPath>
  private let wide: PatternSet

  package init(_ branches: [BranchPattern]) {
    patterns = Set(branches.map(\.pattern))
    names = Set(branches.compactMap(\.pattern.namedPath))
    wide = PatternSet(Set(branches.map(\.pattern)).filter { !$0.namesOnePath }.sorted { $0.text < $1.text })
  }

  /// Those that no branch of these covers, as far as that is seen: a pattern covers names, and itself.
  package func uncovered(_ others: [BranchPattern]) -> [BranchPattern] {
    others.filter { other in
      if patterns.contains(other.pattern) { return false }
      guard other.pattern.namesOnePath else { return true }
      let path = RepositoryPath(other.pattern.text)
      return !names.contains(path) && wide.allMatches(FoldedPath(path)).isEmpty
    }
  }
}
