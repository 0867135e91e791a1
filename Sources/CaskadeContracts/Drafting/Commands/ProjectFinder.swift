import CaskadeSyntax

/// The projects in which the proposed files lie.
struct ProjectFinder {
  struct Project: Hashable {
    let kind: ProjectKind
    let folder: RepositoryPath
  }

  private static let mostProjects = 3
  private let files: DraftFiles
  private let manifests: [ProjectKind: Set<RepositoryPath>]

  init(_ files: DraftFiles) {
    self.files = files
    var manifests: [ProjectKind: Set<RepositoryPath>] = [:]
    for path in files.tracked.sorted where path.isUTF8 {
      let name = path.fileName
      for kind in ProjectKind.allCases where kind.isManifest(name) {
        manifests[kind, default: []].insert(path.parent ?? DraftFiles.root)
      }
    }
    self.manifests = manifests
  }

  /// Those with most of the files first.
  func projects(_ scope: DraftScope) -> [Project] {
    var counts: [Project: Int] = [:]
    for path in scope.files {
      for project in projects(above: path.parent ?? DraftFiles.root, ending: path.ending) {
        counts[project, default: 0] += 1
      }
    }
    if counts.isEmpty {
      for folder in scope.folders {
        for project in projects(above: folder, ending: nil) { counts[project, default: 0] += 1 }
      }
    }
    if counts.isEmpty { for project in shallowest { counts[project] = 1 } }
    let sorted = counts.sorted { one, other in
      if one.value != other.value { return one.value > other.value }
      if one.key.folder != other.key.folder { return one.key.folder < other.key.folder }
      return one.key.kind.order < other.key.kind.order
    }.map(\.key)
    // Bazel builds every language, where it is used at all.
    if let bazel = sorted.first(where: { $0.kind == .bazel }) { return [bazel] }
    return Array(sorted.prefix(Self.mostProjects))
  }

  /// For each kind the nearest one.
  private func projects(above folder: RepositoryPath, ending: String?) -> [Project] {
    var found: [Project] = []
    for kind in ProjectKind.allCases where ending.map({ kind.endings.contains($0) || kind == .bazel }) ?? true {
      guard let folders = manifests[kind], let nearest = files.nearest(from: folder, where: folders.contains) else {
        continue
      }
      found.append(Project(kind: kind, folder: nearest))
    }
    // Of the two that build the same the wrapper or the nearer manifest counts.
    if let maven = found.firstIndex(where: { $0.kind == .maven }), found.contains(where: { $0.kind == .gradle }) {
      found.remove(at: maven)
    }
    guard ending == nil else { return found }
    let deepest = found.map(\.folder.bytes.count).max() ?? 0
    return found.filter { $0.folder.bytes.count == deepest }
  }

  /// Where nothing is proposed yet: those at the root, else those nearest to it.
  private var shallowest: [Project] {
    let all = ProjectKind.allCases.flatMap { kind in (manifests[kind] ?? []).map { Project(kind: kind, folder: $0) } }
    let depth = all.map(\.folder.components.count).min() ?? 0
    let near = all.filter { $0.folder.components.count == depth }
    return depth == 0 || near.count == 1 ? near : []
  }
}

extension ProjectKind {
  fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
