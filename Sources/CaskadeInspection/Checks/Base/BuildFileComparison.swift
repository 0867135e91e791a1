import CaskadeSyntax

/// What was changed in build files beside the parts that are put back, where a command depends on it.
struct BuildFileComparison {
  private(set) var findings: [IntegrityFinding] = []
  private let reading: BaseChecksReading
  /// Names of files that are no more, and of new ones, without endings: lists of sources follow them.
  private let deleted: Set<String>

  /// - Parameter putBack: what stands in place of the head's bytes.
  init(
    _ reading: BaseChecksReading, putBack: [RepositoryPath: [UInt8]], mayChange: (RepositoryPath) -> Int?
  ) {
    self.reading = reading
    deleted = Set(
      reading.changes.filter { $0.newMode == .absent && reading.kinds[$0.path] == nil }.map { Self.stem($0.path) })
    for path in reading.builds.keys.sorted() where mayChange(path) == nil {
      guard let build = reading.builds[path], let file = reading.files[path], file.isComparable else { continue }
      compare(build, FileVersions(path, old: file.old, new: file.new.map { putBack[path] ?? $0 }))
    }
  }

  private mutating func compare(_ build: BuildFile, _ file: FileVersions) {
    guard let command = command(for: build, file.path) else { return }
    if build.notation != nil {
      findings += ManifestComparison(file, isGone: isGone).findings
    } else if let old = file.old, let new = file.new {
      if build.family == .make, let line = Self.changedForAll(old, new) {
        findings.append(IntegrityFinding(.buildChanged(command: command, grave: true), file.path, .head(line)))
        return
      }
      compareLines(BuildLines(old: old, new: new), file.path, command)
    } else if file.new == nil, let old = file.old {
      let first = BuildLines(old: old, new: []).removed.first { BuildWords.concernChecks($0.text) }
      guard let first else { return }
      findings.append(
        IntegrityFinding(
          .buildChanged(command: command, grave: true), file.path, .base(first.number), before: first.text.utf8))
    }
  }

  private func isGone(_ folder: RepositoryPath) -> Bool {
    let files = reading.base.files(below: folder)
    let gone = Set(reading.changes.lazy.filter { $0.newMode == .absent }.map(\.path))
    return !files.isEmpty && files.allSatisfy(gone.contains)
  }

  /// The first line of a makefile that says something for every target, and that the base doesn't have.
  private static func changedForAll(_ old: [UInt8], _ new: [UInt8]) -> Int? {
    let known = Set(RecipeText(old, isMakefile: true).lines(of: "").map(\.text))
    return RecipeText(new, isMakefile: true).lines(of: "").first { !known.contains($0.text) }?.line
  }

  /// One finding for a file: the gravest line.
  private mutating func compareLines(_ lines: BuildLines, _ path: RepositoryPath, _ command: String) {
    let removed = lines.removed.filter { !namesDeleted($0.text) }
    let grave = removed.first { BuildWords.concernChecks($0.text) }
    if let (line, tool) = lines.added.lazy.compactMap({ line in Self.replaced(line.text).map { (line, $0) } }).first {
      findings.append(IntegrityFinding(.toolReplaced(tool.name, by: tool.place), path, .head(line.number)))
    } else if let line = lines.loosening {
      findings.append(IntegrityFinding(.buildChanged(command: command, grave: true), path, .head(line.number)))
    } else if let line = grave {
      findings.append(
        IntegrityFinding(.buildChanged(command: command, grave: true), path, .base(line.number), before: line.text.utf8)
      )
    } else if let line = removed.first {
      findings.append(
        IntegrityFinding(
          .buildChanged(command: command, grave: false), path, .base(line.number), before: line.text.utf8))
    } else if let line = lines.added.first, path.name != Array("go.mod".utf8)[...] {
      findings.append(IntegrityFinding(.namesAdded(command: command, entry: path.display), path, .head(line.number)))
    }
  }

  /// Go's `replace`.
  private static func replaced(_ line: String) -> (name: String, place: String)? {
    guard let arrow = line.firstRange(of: "=>") else { return nil }
    let name = SettingsReader.trimmed(line[..<arrow.lowerBound].replacing("replace ", with: ""))
    guard name.split(whereSeparator: { "/ ".contains($0) }).contains(where: { ShadowNames.copied.contains(String($0)) })
    else { return nil }
    return (String(name), String(SettingsReader.trimmed(line[arrow.upperBound...])))
  }

  /// A list of sources loses what the branch deleted.
  private func namesDeleted(_ line: String) -> Bool {
    guard !deleted.isEmpty, !BuildWords.loosen(line) else { return false }
    return line.split { !($0.isLetter || $0.isNumber || "_-.+/".contains($0)) }.contains { word in
      deleted.contains(Self.stem(RepositoryPath(String(word))))
    }
  }

  private static func stem(_ path: RepositoryPath) -> String {
    String(String(decoding: path.name, as: UTF8.self).prefix { $0 != "." })
  }

  /// The command that depends on the file. A makefile's targets are followed one by one elsewhere; one that is taken into
  /// another counts as a whole.
  private func command(for build: BuildFile, _ path: RepositoryPath) -> String? {
    guard let command = build.family.command(among: reading.trail.programs) else { return nil }
    guard build.family == .make || build.family == .just else { return command }
    let name = Array(path.name)
    let isTakenIn = reading.trail.steps.contains { step in
      guard case .target = step.target.kind, step.holder != path, let text = reading.files[step.holder]?.old else {
        return false
      }
      return text.firstRange(ofBytes: name) != nil
    }
    let isLoaded = reading.trail.steps.contains { step in
      if case .loaded = step.target.kind { step.holder == path } else { false }
    }
    return isTakenIn || isLoaded ? command : nil
  }
}

/// Where dependencies that run checks come from, and which packages are built at all, in a file of keys and values.
struct ManifestComparison {
  private(set) var findings: [IntegrityFinding] = []

  private static let places = ["file:", "link:", "portal:", "git", "http:", "https:", "npm:", "./", "../", "path"]
  private static let lists: Set<String> = ["members", "default-members", "workspaces", "module"]

  /// - Parameter isGone: whether the branch deleted all that lies in the folder.
  init(_ file: FileVersions, isGone: (RepositoryPath) -> Bool) {
    guard let old = file.old, let new = file.new else { return }
    let name = String(decoding: file.path.name, as: UTF8.self)
    let before = Self.settings(old, name)
    let after = Self.settings(new, name)
    let known = Dictionary(before.map { ($0.name, $0.text) }) { first, _ in first }
    for setting in after where known[setting.name] != setting.text {
      let keys = setting.key.filter { ShadowNames.copied.contains($0) || ShadowNames.pythonRunners.contains($0) }
      guard let tool = keys.last, setting.key.count > 1,
        let value = setting.values.first(where: { value in
          Self.places.contains { value.text.hasPrefix($0) || setting.key.last == $0 || value.text.contains("\($0) =") }
        })
      else { continue }
      findings.append(IntegrityFinding(.toolReplaced(tool, by: value.text), file.path, .head(setting.line)))
    }
    for setting in before where setting.key.suffix(2).contains(where: Self.lists.contains) {
      let now = Set(after.filter { $0.key == setting.key }.flatMap { $0.values.map(\.text) })
      let lost = setting.values.first { value in
        let folder = file.path.parent.flatMap { CommandTarget.resolve(value.text, in: $0) }
        return !now.contains(value.text) && !(folder.map(isGone) ?? false)
      }
      guard let lost else { continue }
      findings.append(
        IntegrityFinding(
          .selectionRemoved(key: setting.key.joined(separator: "."), value: lost.text), file.path, .base(lost.line)))
    }
  }

  private static func settings(_ bytes: [UInt8], _ name: String) -> [Setting] {
    switch BuildFile(name: name)?.notation {
    case .object: BracedSettings.read(bytes)
    case .markup: MarkupSettings.read(bytes)
    case .sections: SectionedSettings.read(bytes)
    case nil: []
    }
  }
}
