import CaskadeSyntax

/// A file that describes a build or packages, and says on the way how checks are run.
struct BuildFile: Hashable, Sendable {
  /// Who reads it: commands depend on it through these programs.
  enum Family: String, Hashable, Sendable, CaseIterable {
    case make, cmake, meson, bazel, gradle, maven, swift, cargo, go, python, node, deno, dotnet, ruby, php, beam, dune
    case haskell, clojure, scala, dart, zig, xcode, just, task, docker, other
  }

  let family: Family
  /// Nil where the format is a language of its own: then parts can't be put back.
  let notation: PutBack.Notation?
  /// Its parts for runners and tools.
  let parts: KeyPatterns

  /// - Parameter name: the file's name.
  init?(name: String) {
    let lowered = name.lowercased()
    guard let row = Self.index[lowered] ?? Self.bySuffix.first(where: { lowered.hasSuffix($0.suffix) })?.row else {
      return nil
    }
    family = row.family
    notation = row.notation
    parts = KeyPatterns(row.parts.words.map { $0.split(separator: "/").map(String.init) })
  }

  struct Row: Sendable {
    let family: Family
    let notation: PutBack.Notation?
    /// In lower case; one with `*` in front stands for all that end so.
    let names: [String]
    /// Paths of keys separated by spaces, their keys by `/`; read where somebody asks.
    let parts: String

    /// - Parameters:
    ///   - names: separated by spaces.
    ///   - parts: paths of keys separated by spaces, their keys by `/`.
    init(_ family: Family, _ names: String, _ notation: PutBack.Notation? = nil, parts: String = "") {
      self.family = family
      self.notation = notation
      self.names = names.words
      self.parts = parts
    }
  }

  private static let index: [String: Row] = rows.reduce(into: [:]) { index, row in
    for name in row.names where !name.hasPrefix("*") { index[name] = row }
  }

  private static let bySuffix: [(suffix: String, row: Row)] = rows.flatMap { row in
    row.names.filter { $0.hasPrefix("*") }.map { (String($0.dropFirst()), row) }
  }
}
