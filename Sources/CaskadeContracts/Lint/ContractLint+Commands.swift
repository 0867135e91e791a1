import CaskadeSyntax

extension ContractLint {
  mutating func judgeCommands() {
    for command in contract.setup {
      judge(command.value, in: nil, carry: [], line: command.line)
    }
    for command in contract.validation ?? [] {
      judge(command.run, in: command.directory, carry: command.carry, line: command.line)
      judgeSummary(of: command)
      judgeStatus(command)
    }
  }

  /// Whether the command's exit status is that of a check, and whether there is something to check.
  private mutating func judgeStatus(_ command: ValidationCommand) {
    guard BlankFinder.blank(in: command.run) == nil else { return }
    for flaw in CommandFlaws(of: command.run).all { report(.flaw(flaw), line: command.line, text: command.run) }
    // What is yet to come isn't among the files.
    guard let tracked = context.tracked, command.onBase == nil, command.carry.isEmpty else { return }
    let selection = EmptySelection(tracked: tracked, contents: context.contents ?? { _ in nil })
    for flaw in selection.flaws(of: command.run, in: command.directory) {
      report(.flaw(flaw), line: command.line, text: command.run)
    }
  }

  private mutating func judge(_ command: String, in directory: RepositoryPath?, carry: [PathEntry], line: Int) {
    // The words of a blank are no programs.
    guard BlankFinder.blank(in: command) == nil else { return }
    let needs = CommandNeeds(of: command)
    if let exists = context.programExists {
      for program in Self.once(needs.programs) where !exists(program) {
        report(.missingProgram(program), line: place(of: program, from: line), text: program)
      }
    }
    guard let tracked = context.tracked else { return }
    for script in Self.once(needs.scripts) {
      guard let path = Self.path(of: script, in: directory), !tracked.contains(path), !tracked.holdsFolder(path),
        !carry.contains(where: { $0.pattern.matches(path) }), Self.isOwn(path, tracked)
      else { continue }
      let suggestion = tracked.suggestion(for: String(decoding: path.bytes, as: UTF8.self))
      report(.missingScript(path, suggestion: suggestion), line: place(of: script, from: line), text: script)
    }
  }

  private mutating func judgeSummary(of command: ValidationCommand) {
    guard command.report == nil, BlankFinder.blank(in: command.run) == nil,
      let hidden = HiddenSummary(of: command.run)
    else { return }
    report(
      .hiddenSummary(hidden.runner.rawValue, by: hidden.by), line: place(of: command.run, from: command.line),
      text: command.run)
  }

  /// The first line from the entry's own that holds the text: a command may stand below its entry's name.
  func place(of text: String, from line: Int) -> Int {
    let lines = line..<min(line + 12, source.lineCount + 1)
    let wanted = Array(text.utf8)
    return lines.first { number in
      guard let range = source.range(of: text, onLine: number) else { return false }
      return source.bytes[range.start..<range.end] == wanted[...]
    } ?? line
  }

  /// From the root, without `.` and `..`; nil for a path that leaves the repository.
  private static func path(of script: String, in directory: RepositoryPath?) -> RepositoryPath? {
    var parts = directory?.components.map(Array.init) ?? []
    for part in script.utf8.split(separator: UInt8(ascii: "/")) {
      if part.elementsEqual(".".utf8) { continue }
      if part.elementsEqual("..".utf8) {
        if parts.popLast() == nil { return nil }
      } else {
        parts.append(Array(part))
      }
    }
    return RepositoryPath(bytes: parts.joined(separator: [UInt8(ascii: "/")]))
  }

  /// Whether the file should be tracked: it would stand beside tracked files, or is a script in no folder that tools
  /// fill by themselves.
  private static func isOwn(_ path: RepositoryPath, _ tracked: TrackedPaths) -> Bool {
    if let folder = path.parent, !folder.bytes.isEmpty, tracked.holdsFolder(folder) { return true }
    let first = path.components.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    if first.hasPrefix("."), path.components.count > 1 { return false }
    return !["build", "dist", "node_modules", "out", "target", "vendor", "venv"].contains(first)
  }

  private static func once(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
