import CaskadeSyntax

/// What of the changed files the commands run, load, or would find in the place of their programs.
struct CheckScripts {
  private(set) var kinds: [RepositoryPath: CheckFileKind] = [:]
  /// Of these, the scripts of the base that only another script names, and what asserts for checks among the product:
  /// they may be a part of the checks, or what those try out.
  private(set) var doubtful: Set<RepositoryPath> = []

  init(_ reading: BaseChecksReading) {
    for change in reading.changes where Outranking.holds(change, reading) { kinds[change.path] = .shadow }
    let others = reading.changes.filter { reading.kinds[$0.path] == nil && reading.builds[$0.path] == nil }
    guard !others.isEmpty else { return }
    let configured = reading.configured
    var run: Set<RepositoryPath> = configured
    var indirect: Set<RepositoryPath> = []
    for step in reading.trail.steps {
      switch step.target.kind {
      case .file(let path) where reading.trail.direct.contains(path):
        if !Self.isProduct(path) { run.insert(path) }
      case .file(let path): if Self.isHelper(path) { indirect.insert(path) }
      case .loaded(let path): run.insert(path)
      default: break
      }
    }
    for target in reading.trail.missing {
      switch target.kind {
      case .file(let path), .loaded(let path): run.insert(path)
      default: break
      }
    }
    let shadows = Shadows(reading)
    let helping = reading.helping
    for change in others {
      if run.contains(change.path) {
        kinds[change.path] = .script
      } else if indirect.contains(change.path) || helping.contains(change.path) {
        kinds[change.path] = .script
        doubtful.insert(change.path)
      } else if shadows.hold(change) {
        kinds[change.path] = .shadow
      }
    }
  }

  private static let homes: Set<String> = [
    "src", "lib", "app", "pkg", "internal", "cmd", "source", "sources", "packages", "crates", "apps", "modules",
    "server",
    "client", "backend", "frontend", "api", "web", "core",
  ]
  private static let starts: Set<String> = ["main", "index", "app", "server", "cli", "__main__", "manage"]

  /// What only a script names is what it tries out where the product lies, and a part of the check everywhere else.
  private static func isHelper(_ path: RepositoryPath) -> Bool {
    let folder = CheckFolder(of: path)
    if folder.holdsScripts || folder.isAmongTests { return true }
    return folder.names.first.map { !homes.contains($0) } ?? true
  }

  /// Code of the product that a command starts by its name, to see it run: that is what is judged, not what judges.
  static func isProduct(_ path: RepositoryPath) -> Bool {
    let folder = CheckFolder(of: path)
    let name = String(decoding: path.name, as: UTF8.self).lowercased()
    guard let dot = name.lastIndex(of: "."), !folder.holdsScripts, !folder.isAmongTests else { return false }
    let ending = String(name[name.index(after: dot)...])
    guard SourceEnding.isCode(ending), !["sh", "bash", "zsh", "fish", "ps1", "bat", "cmd"].contains(ending) else {
      return false
    }
    if let first = folder.names.first, homes.contains(first) { return true }
    return starts.contains(String(name[..<dot]))
  }
}

/// New build files that a tool takes before the one that was there, or that take a folder away from it.
///
/// Sources: GNU make's manual, "What Name to Give Your Makefile"; Bazel's "Packages"; Meson's "Build options"; Go's "Modules
/// reference", which leaves a folder with a `go.mod` out of the module around it.
enum Outranking {
  private static let before: [String: [String]] = [
    "GNUmakefile": ["makefile", "Makefile"], "makefile": ["Makefile"], "BUILD.bazel": ["BUILD"],
    "WORKSPACE.bazel": ["WORKSPACE"], "meson.options": ["meson_options.txt"], "justfile": [".justfile", "Justfile"],
  ]

  static func holds(_ change: Change, _ reading: BaseChecksReading) -> Bool {
    guard change.oldMode == .absent, reading.builds[change.path] != nil, let folder = change.path.parent else {
      return false
    }
    let name = String(decoding: change.path.name, as: UTF8.self)
    if name == "go.mod" {
      return !folder.bytes.isEmpty
        && reading.base.files(below: folder).contains { $0.bytes.suffix(3).elementsEqual(".go".utf8) }
    }
    return (before[name] ?? []).contains { other in
      CommandTarget.resolve(other, in: folder).map { path in
        reading.base.contains(path) && !reading.changes.contains { $0.path == path && $0.newMode == .absent }
      } ?? false
    }
  }
}

/// New files that stand where a program of the checks, or what it loads, would be looked for.
struct Shadows {
  private let base: TreePaths
  /// Folders from which Python programs of the commands start.
  private let starts: Set<RepositoryPath>
  /// What makefiles would make, were it not there.
  private let targets: Set<RepositoryPath>
  private let added: Set<RepositoryPath>

  init(_ reading: BaseChecksReading) {
    base = reading.base
    added = Set(reading.changes.lazy.filter { $0.oldMode == .absent }.map(\.path))
    var starts: Set<RepositoryPath> = [RepositoryPath(bytes: [])]
    var targets: Set<RepositoryPath> = []
    for command in reading.commands { if let folder = command.directory { starts.insert(folder) } }
    for step in reading.trail.steps {
      switch step.target.kind {
      case .file(let path) where path.name.suffix(3).elementsEqual(".py".utf8):
        if let folder = path.parent { starts.insert(folder) }
      case .target(let name):
        guard let bytes = reading.files[step.holder]?.old else { continue }
        for file in CommandTargetText.files(of: name, in: bytes) {
          if let path = CommandTarget.resolve(file, in: step.target.folder) { targets.insert(path) }
        }
      default: break
      }
    }
    self.starts = starts
    self.targets = targets
  }

  func hold(_ change: Change) -> Bool {
    let path = change.path
    let components = path.components.map { String(decoding: $0, as: UTF8.self) }
    if let place = components.firstIndex(where: Self.copies.contains), place + 1 < components.count {
      return holdCopied(change, components, place)
    }
    guard change.oldMode == .absent else { return false }
    if isTarget(path) { return true }
    for start in starts where path.isInside(start) {
      if takes(Self.pythonNames, components, below: start) {
        return true
      }
    }
    for folder in ["src", "lib"] where components.first == folder {
      let start = RepositoryPath(folder)
      if takes(folder == "src" ? ShadowNames.pythonRunners : [], components, below: start) { return true }
      if folder == "lib", takesRuby(components, below: start) { return true }
    }
    return false
  }

  private static let copies: Set<String> = ["node_modules", "vendor", "third_party", "third-party", "site-packages"]

  private static let pythonNames = ShadowNames.pythonRunners.union(ShadowNames.pythonLibrary)

  /// Among copied packages those that run checks; where the base has none at all, each is put before what is installed.
  private func holdCopied(_ change: Change, _ components: [String], _ place: Int) -> Bool {
    let folder = RepositoryPath(components[...place].joined(separator: "/"))
    if components[place] == "node_modules" || components[place] == "site-packages", !base.holdsFolder(folder) {
      return true
    }
    return components[(place + 1)...].dropLast().prefix(4).contains { ShadowNames.copied.contains($0) }
      || components[place + 1] == ".bin" || components[place + 1] == "bin" && components[place] == "vendor"
  }

  private func isTarget(_ path: RepositoryPath) -> Bool {
    guard !targets.isEmpty else { return false }
    if targets.contains(path) { return true }
    var folder = path.parent
    while let next = folder, !next.bytes.isEmpty {
      if targets.contains(next), !base.holdsFolder(next) { return true }
      folder = next.parent
    }
    return false
  }

  /// A module or a package of such a name, directly in the folder, where the base has neither.
  private func takes(_ names: Set<String>, _ components: [String], below start: RepositoryPath) -> Bool {
    let depth = start.components.count
    guard components.count > depth else { return false }
    let first = components[depth]
    let isFolder = components.count > depth + 1
    let name = isFolder ? first : String(first.prefix { $0 != "." })
    let isModule = isFolder || [".py", ".pyc", ".so", ".pyd"].contains(where: first.hasSuffix)
    guard isModule, names.contains(name) else { return false }
    let prefix = start.bytes.isEmpty ? "" : start.display + "/"
    // A folder alone comes after what is installed.
    if isFolder, !added.contains(RepositoryPath("\(prefix)\(name)/__init__.py")) { return false }
    return !base.contains(RepositoryPath("\(prefix)\(name).py"))
      && !base.holdsFolder(RepositoryPath("\(prefix)\(name)"))
  }

  private func takesRuby(_ components: [String], below start: RepositoryPath) -> Bool {
    guard components.count > 1, components[components.count - 1].hasSuffix(".rb") else { return false }
    let name = components.count == 2 ? String(components[1].dropLast(3)) : components[1]
    guard
      ShadowNames.ruby.contains(name) || components[components.count - 1].hasSuffix("_plugin.rb") && name == "minitest"
    else { return false }
    return !base.contains(RepositoryPath("lib/\(name).rb")) && !base.holdsFolder(RepositoryPath("lib/\(name)"))
  }
}
