package import CaskadeSyntax

/// Collects what a `BaseChecksPlan` has to know: it asks for contents, in rounds, until it has seen enough.
///
/// While `wanted` isn't empty, hand the contents over with `take`; each round asks for what the last one led to.
package struct BaseChecksReading: Sendable {
  /// Paths whose contents on both sides are needed next, sorted; the same path is asked for once.
  package private(set) var wanted: [RepositoryPath] = []

  let changes: [Change]
  let base: TreePaths
  let commands: [CheckCommand]
  private(set) var files: [RepositoryPath: FileVersions] = [:]
  /// Changed files that describe a build too, and are no checks by their paths.
  let builds: [RepositoryPath: BuildFile]
  /// What the changed files are by their paths.
  let kinds: [RepositoryPath: CheckFileKind]
  private(set) var trail: CommandTrail
  /// Configurations of the base that may name changed files.
  private let configurations: [RepositoryPath]
  private var helpers: AssertingFiles
  private var asked: Set<RepositoryPath> = []

  /// More configurations than these aren't read.
  private static let mostConfigurations = 60

  /// - Parameters:
  ///   - changes: from the base's tree to the judged one.
  ///   - commands: all that the contract runs, setup too.
  ///   - base: every path of the base's tree.
  package init(_ changes: ChangeSet, commands: [CheckCommand], base: TreePaths) {
    // What a submodule holds isn't here to be put back.
    self.changes = changes.changes.filter { $0.oldMode != .submodule && $0.newMode != .submodule }
    self.base = base
    self.commands = commands
    var kinds: [RepositoryPath: CheckFileKind] = [:]
    var builds: [RepositoryPath: BuildFile] = [:]
    var folder: CheckFolder?
    for change in self.changes {
      let here = folder.flatMap { $0.holds(change.path) ? $0 : nil } ?? CheckFolder(of: change.path)
      folder = here
      if let kind = CheckFileKind(change.path, in: here) {
        kinds[change.path] = kind
      } else if !here.isVendored, let build = BuildFile(name: String(decoding: change.path.name, as: UTF8.self)) {
        builds[change.path] = build
      }
    }
    self.kinds = kinds
    self.builds = builds
    trail = CommandTrail(commands, base)
    let isAnyOther = self.changes.contains { kinds[$0.path] == nil && builds[$0.path] == nil }
    configurations = isAnyOther ? Self.configurations(of: base) : []
    helpers = AssertingFiles(
      self.changes.filter { change in
        change.oldMode.kind == FileMode.regular.kind && kinds[change.path] == nil && builds[change.path] == nil
      }.map(\.path))
    let inline = self.changes.map(\.path).filter { kinds[$0] == nil && Self.mayHoldTests($0) }
    ask(for: builds.keys + inline + configurations + helpers.candidates + trail.wanted)
  }

  /// - Parameter contents: of the wanted paths; one that is missing counts as absent on both sides. Unchanged files hold
  ///   the same bytes twice.
  package mutating func take(_ contents: [FileVersions]) {
    for file in contents { files[file.path] = file }
    let known = files
    let asked = asked
    trail.go { path in known[path]?.old ?? (asked.contains(path) ? [] : nil) }
    ask(for: trail.wanted + helpers.takers({ known[$0]?.old }, base))
  }

  /// Changed files among the product that assert for the checks, and that nothing else takes in.
  var helping: Set<RepositoryPath> { helpers.serving({ files[$0]?.old }, base) }

  /// A file of code in a language whose tests stand beside the code.
  static func mayHoldTests(_ path: RepositoryPath) -> Bool { path.name.suffix(3).elementsEqual(".rs".utf8) }

  private mutating func ask(for paths: [RepositoryPath]) {
    wanted = Set(paths).subtracting(asked).sorted()
    asked.formUnion(wanted)
  }

  private static func configurations(of base: TreePaths) -> [RepositoryPath] {
    let found = base.files(below: RepositoryPath(bytes: [])).lazy.filter { path in
      let others = ["package.json", "pyproject.toml", "vite.config.", "config.toml"]
      let isPackage = others.contains { path.name.starts(with: $0.utf8) }
      guard isPackage || KnownCheckFile.mayBeginRunner(path.name) else { return false }
      let name = String(decoding: path.name, as: UTF8.self).lowercased()
      return (isPackage || KnownCheckFile.named(name)?.kind == .runner) && !CheckFolder(of: path).isVendored
    }
    return Array(found.prefix(mostConfigurations))
  }

  /// Changed files that a runner's configuration names.
  var configured: Set<RepositoryPath> {
    let candidates = Set(changes.map(\.path).filter { kinds[$0] == nil && builds[$0] == nil })
    guard !candidates.isEmpty else { return [] }
    return configurations.reduce(into: Set()) { found, path in
      guard let bytes = files[path]?.old else { return }
      found.formUnion(ConfiguredFiles.paths(named: bytes, in: path, among: candidates))
    }
  }
}

extension BaseChecksReading {
  /// The parts of a changed build file that are put back; nil where it is all the head's.
  func parts(of build: BuildFile, _ change: Change) -> KeyPatterns? {
    guard change.newMode.kind != FileMode.symlink.kind, change.oldMode.kind != FileMode.symlink.kind else { return nil }
    guard change.oldMode == .absent else {
      return build.parts.adding(trail.steps.filter { $0.holder == change.path }.flatMap { Self.keys(of: $0.target) })
    }
    // A new package brings all its own; a new file in a folder that was there may outrank what is configured elsewhere.
    guard let folder = change.path.parent, folder.bytes.isEmpty || base.holdsFolder(folder) else { return nil }
    return build.parts.leavingOut("scripts")
  }

  /// The scripts of a package that the commands lead to.
  private static func keys(of target: CommandTarget) -> [[String]] {
    switch target.kind {
    case .script(let name), .composer(let name):
      [name, "pre\(name)", "post\(name)"].map { ["scripts", $0] }
    default: []
    }
  }
}
