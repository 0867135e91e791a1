package import CaskadeSyntax

/// The tracked files that a draft proposes to open.
struct DraftScope: Sendable {
  /// Sorted, at most `mostFiles`.
  let files: [RepositoryPath]
  /// Where the patterns lie, for those that match nothing yet; the root where they could be anywhere.
  let folders: [RepositoryPath]

  static let mostFiles = 2_000
  /// As many names as a command line can bear to be read with.
  static let mostNames = 4

  init(_ patterns: [String], _ files: DraftFiles) {
    var found: Set<RepositoryPath> = []
    var folders: [RepositoryPath] = []
    for text in patterns {
      guard let pattern = try? PathPattern(text) else { continue }
      let matched = files.tracked.matches(of: pattern).prefix(Self.mostFiles).map { files.tracked.sorted[$0] }
      found.formUnion(matched)
      folders.append(matched.isEmpty ? pattern.namedPath?.parent ?? pattern.folder : pattern.folder)
    }
    self.files = Array(found.sorted().prefix(Self.mostFiles))
    self.folders = folders
  }

  var isEmpty: Bool { files.isEmpty && folders.isEmpty }

  func files(in folder: RepositoryPath, endings: Set<String>) -> [RepositoryPath] {
    files.filter { endings.contains($0.ending) && ($0.isInside(folder)) }
  }

  /// The tests of what is proposed: those that are proposed themselves, and those that are called like a proposed file.
  ///
  /// - Parameter isTest: of a path with one of the endings.
  func tests(
    in folder: RepositoryPath, endings: Set<String>, _ all: DraftFiles,
    isTest: (RepositoryPath) -> Bool = TestName.isTest
  ) -> [RepositoryPath] {
    let own = files(in: folder, endings: endings)
    let proposed = own.filter(isTest)
    let subjects = Set(own.filter { !isTest($0) }.map { Self.bare($0.stem.lowercased()) }.filter { $0.count > 2 })
    guard !subjects.isEmpty else { return proposed }
    let named = all.files(below: folder, most: 50_000).filter { path in
      guard endings.contains(path.ending), isTest(path) else { return false }
      return subjects.contains(Self.bare(TestName.subject(path.fileName) ?? path.stem.lowercased()))
    }
    return Array(Set(proposed).union(named)).sorted()
  }

  /// `_urls.py` is tested by `test_url.py`.
  private static func bare(_ stem: String) -> String {
    let stem = stem.trimming("_-")
    return stem.hasSuffix("s") && stem.count > 3 ? String(stem.dropLast()) : stem
  }

  /// Few enough paths to write down: themselves, or the folders that hold them; nil where those are too many too, or one
  /// of them is the base.
  static func few(_ paths: [RepositoryPath], in base: RepositoryPath) -> [String]? {
    guard !paths.isEmpty, paths.allSatisfy(\.isUTF8) else { return nil }
    if paths.count <= mostNames { return paths.map { $0.text(from: base) } }
    let parents = Set(paths.compactMap(\.parent))
    let outer = parents.filter { folder in !parents.contains { folder != $0 && folder.isInside($0) } }.sorted()
    guard outer.count <= mostNames, !outer.contains(base) else { return nil }
    return outer.map { $0.text(from: base) }
  }
}
