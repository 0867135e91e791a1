import CaskadeSyntax

extension BaseChecksPlan {
  /// Puts back what files that stay the head's say of checks: sections and keys for tools, lines that name checks, tests
  /// beside the code that they test.
  mutating func putBackParts(
    _ reading: BaseChecksReading, isScript: (RepositoryPath) -> Bool, _ mayChange: (RepositoryPath) -> Int?
  ) {
    let names = self.names(reading)
    for change in reading.changes where reading.kinds[change.path] == nil && !isScript(change.path) {
      guard Self.isFile(change) else { continue }
      let line = mayChange(change.path)
      guard let file = reading.files[change.path] else {
        // Too large, or not here: what it says of checks nobody has seen.
        if reading.builds[change.path]?.notation != nil, line == nil {
          findings.append(IntegrityFinding(.partsUnread(wasReadable: true), change.path, .file))
        }
        continue
      }
      if let build = reading.builds[change.path] {
        if let notation = build.notation {
          putBack(build, notation, file, change, reading, line)
        } else if let old = file.old, let new = file.new {
          take(names.putBack(base: old, head: new), for: new, change, line)
        }
      } else if BaseChecksReading.mayHoldTests(change.path) {
        let new = file.new ?? []
        if let bytes = InlineTests.putBack(base: file.old ?? [], head: new) {
          if file.new != nil { take(bytes, for: new, change, line) }
        } else if line == nil {
          findings.append(IntegrityFinding(.partsUnread(wasReadable: false), change.path, .file))
        }
      }
    }
  }

  /// The parts for runners and tools of a file of keys and values.
  private mutating func putBack(
    _ build: BuildFile, _ notation: PutBack.Notation, _ file: FileVersions, _ change: Change,
    _ reading: BaseChecksReading, _ line: Int?
  ) {
    guard let parts = reading.parts(of: build, change) else { return }
    // Where the head has no such file, its parts stand alone: a format of sections needs nothing around them.
    if file.new == nil, case .sections = notation {} else if file.new == nil { return }
    if let bytes = PutBack.parts(parts, of: file.old, into: file.new ?? [], notation) {
      take(bytes, for: file.new ?? [], change, line)
    } else if line == nil {
      let wasReadable = file.old.map { PutBack.canRead($0, notation) } ?? true
      findings.append(IntegrityFinding(.partsUnread(wasReadable: wasReadable), change.path, .file))
    }
  }

  private mutating func take(_ bytes: [UInt8], for head: [UInt8], _ change: Change, _ line: Int?) {
    guard bytes != head else { return }
    if let line {
      kept.append(Kept(path: change.path, kind: nil, line: line))
      kept.sort { $0.path < $1.path }
    } else {
      let mode = change.newMode == .absent ? change.oldMode : change.newMode
      rewritten.append(Rewritten(path: change.path, mode: mode, bytes: bytes))
    }
  }

  private static func isFile(_ change: Change) -> Bool {
    [change.oldMode, change.newMode].allSatisfy { $0 == .absent || $0.kind == FileMode.regular.kind }
  }

  /// What lines of build files are about checks: by the names of those that are left out, and of those that come back.
  private func names(_ reading: BaseChecksReading) -> NamedLines {
    let gone = Set(reading.changes.filter { $0.newMode == .absent }.map(\.path))
    let others = reading.changes.filter { reading.kinds[$0.path] == nil && $0.oldMode == .absent }.map(\.path)
    let otherNames = Self.names(of: others) { _ in false }
    return NamedLines(
      leftOut: Self.names(of: remove.map(\.path)) { !reading.base.holdsFolder($0) }.subtracting(otherNames),
      broughtBack: Self.names(of: restore.map(\.path).filter(gone.contains)) { _ in false },
      others: otherNames)
  }

  /// Names of files, with and without their endings, and of those folders around them that are new.
  private static func names(
    of paths: [RepositoryPath], isNew: (RepositoryPath) -> Bool
  ) -> Set<String> {
    var names: Set<String> = []
    for path in paths {
      let name = String(decoding: path.name, as: UTF8.self)
      names.insert(name)
      names.insert(NamedLines.stem(name))
      var folder = path.parent
      while let next = folder, !next.bytes.isEmpty, isNew(next) {
        names.insert(String(decoding: next.name, as: UTF8.self))
        folder = next.parent
      }
    }
    // Names that every build file holds say nothing.
    return names.subtracting(["", "test", "tests", "main", "index", "CMakeLists", "Makefile", "__init__", "mod", "lib"])
  }
}
