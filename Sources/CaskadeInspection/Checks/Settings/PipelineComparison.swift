import CaskadeSyntax

/// Compares the definitions of CI jobs: failures that are ignored now, checks that no longer run, conditions.
struct PipelineComparison {
  private(set) var findings: [IntegrityFinding] = []

  private struct Line {
    let path: RepositoryPath
    let number: Int
    let text: String
    /// Without what ignores its failure.
    let command: String
    var isSoft: Bool { command != text }
  }

  private static let commandKeys: Set<String> = [
    "run", "script", "before_script", "after_script", "command", "commands", "cmd",
  ]
  private static let ignoring: Set<String> = [
    "continue-on-error", "allow_failure", "continueOnError", "ignore_failure",
  ]
  private static let checks = [
    "test", "lint", "check", "pytest", "tox", "jest", "vitest", "mocha", "mypy", "tsc", "ruff", "flake8", "clippy",
    "coverage", "verify", "audit", "vet", "analyze", "rspec", "format",
  ]
  private static let ignorers = ["|| true", "||true", "|| :", "|| exit 0", "; true", "; exit 0", "|| echo"]

  /// - Parameter files: every changed definition with both of its versions.
  init(_ files: [(path: RepositoryPath, old: [UInt8]?, new: [UInt8]?)]) {
    var oldLines: [Line] = []
    var newLines: [Line] = []
    for file in files {
      let old = IndentedSettings.read(file.old ?? [])
      let new = IndentedSettings.read(file.new ?? [])
      oldLines += Self.lines(old, file.path)
      newLines += Self.lines(new, file.path)
      if file.old != nil, file.new != nil { compareKeys(file.path, old, new) }
    }
    compareLines(oldLines, newLines)
  }

  private static func lines(_ settings: [Setting], _ path: RepositoryPath) -> [Line] {
    settings.filter { $0.key.last.map(commandKeys.contains) ?? false }.flatMap { setting in
      setting.values.map { Line(path: path, number: $0.line, text: $0.text, command: bare($0.text)) }
    }
  }

  private static func bare(_ text: String) -> String {
    for ignorer in ignorers {
      guard let first = ignorer.first, let range = text.lastIndex(of: first) else { continue }
      let start = ignorer.hasPrefix("||") && range > text.startIndex ? text.index(before: range) : range
      if text[start...].hasPrefix(ignorer) { return String(SettingsReader.trimmed(text[..<start])) }
    }
    return text
  }

  private static func isCheck(_ line: Line) -> Bool {
    let first = line.command.split { !$0.isLetter && !$0.isNumber }.first.map { $0.lowercased() } ?? ""
    return !line.command.hasPrefix("#") && !silent.contains(first) && !words(line).isEmpty
  }

  private static let silent: Set<String> = ["echo", "set", "pip", "apt", "cat", "cd", "mkdir", "export", "codecov"]

  private mutating func compareLines(_ old: [Line], _ new: [Line]) {
    var hard: [String: Int] = [:]
    var left: [String: Int] = [:]
    for line in old where !line.isSoft { hard[line.command, default: 0] += 1 }
    for line in new where !line.isSoft { hard[line.command, default: 0] -= 1 }
    for line in new where line.isSoft && hard[line.command, default: 0] > 0 {
      hard[line.command, default: 0] -= 1
      add(.failureIgnored(String(line.text.dropFirst(line.command.count))), line.path, .head(line.number), line.command)
    }
    let tolerantBefore = Set(Self.tolerant(old).map(\.0))
    for (path, number, text) in Self.tolerant(new) where !tolerantBefore.contains(path) {
      add(.failureIgnored(text), path, .head(number), "")
    }
    for line in new { left[line.command, default: 0] += 1 }
    var gone: [Line] = []
    for line in old where Self.isCheck(line) {
      if left[line.command, default: 0] > 0 { left[line.command, default: 0] -= 1 } else { gone.append(line) }
    }
    // A check that was rewritten stands in a line of the head that the base didn't have.
    let known = Set(old.map(\.command))
    let rewritten = new.filter { !known.contains($0.command) && Self.isCheck($0) }
    var uses: [Int: Int] = [:]
    var holders: [String: [Int]] = [:]
    for (index, line) in rewritten.enumerated() {
      for word in Self.words(line) where holders[word, default: []].count < Self.mostPartners {
        holders[word, default: []].append(index)
      }
    }
    for line in gone {
      let partners = Set(Self.words(line).flatMap { holders[$0] ?? [] }).sorted()
      guard let partner = partners.min(by: { uses[$0, default: 0] < uses[$1, default: 0] }) else {
        add(.stepRemoved(merged: false), line.path, .base(line.number), line.text)
        continue
      }
      // One line may stand for several, as with a matrix, and may not.
      if uses[partner, default: 0] > 0 {
        add(.stepRemoved(merged: true), line.path, .base(line.number), line.text)
      }
      uses[partner, default: 0] += 1
    }
  }

  /// More lines with one word are as good as these.
  private static let mostPartners = 50

  private static func tolerant(_ lines: [Line]) -> [(RepositoryPath, Int, String)] {
    lines.filter { $0.text == "set +e" }.map { ($0.path, $0.number, $0.text) }
  }

  /// The words of a command that speak of checking.
  private static func words(_ line: Line) -> Set<String> {
    let words = line.command.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard !words.contains("upload") else { return [] }
    return Set(
      words.filter { word in
        checks.contains(word) || word != "latest" && (word.hasPrefix("test") || word.hasSuffix("test"))
          || word.hasSuffix("tests") || word.hasSuffix("lint")
      })
  }

  private mutating func compareKeys(_ path: RepositoryPath, _ old: [Setting], _ new: [Setting]) {
    let ignoredBefore = old.count { Self.ignoring.contains($0.key.last ?? "") && SettingsRule.isTrue($0.text) }
    let ignoredNow = new.filter { Self.ignoring.contains($0.key.last ?? "") && SettingsRule.isTrue($0.text) }
    if ignoredNow.count > ignoredBefore, let setting = ignoredNow.last {
      let before = old.first { $0.key == setting.key }
      add(
        .failureIgnored("\(setting.key.last ?? ""): \(setting.text)"), path, .head(setting.line), before?.text ?? "")
    }
    var known: [String: Int] = [:]
    for setting in old where Self.isCondition(setting) { known[setting.text, default: 0] += 1 }
    for setting in new where Self.isCondition(setting) {
      if known[setting.text, default: 0] > 0 {
        known[setting.text, default: 0] -= 1
        continue
      }
      add(
        .conditionChanged(key: setting.key.last ?? "", to: setting.text, never: Self.isNever(setting)), path,
        .head(setting.line), "")
    }
    for trigger in ["pull_request", "merge_request_event", "push"] {
      if let setting = old.first(where: { Self.triggers($0, trigger) }),
        !new.contains(where: { Self.triggers($0, trigger) })
      {
        add(.conditionChanged(key: trigger, to: nil, never: true), path, .base(setting.line), setting.text)
      }
    }
  }

  private static func isCondition(_ setting: Setting) -> Bool {
    switch setting.key.last {
    case "if", "when", "paths-ignore", "branches-ignore", "except":
      !["always()", "success()", "!cancelled()", "always", "on_success"].contains(bare(condition: setting.text))
    case _: false
    }
  }

  private static func bare(condition: String) -> String { condition.filter { !"${} ".contains($0) } }

  private static func isNever(_ setting: Setting) -> Bool {
    ["false", "never", "manual", "0"].contains(bare(condition: setting.text))
  }

  private static func triggers(_ setting: Setting, _ name: String) -> Bool {
    guard setting.key.first == "on" || setting.key.first == "true" else { return false }
    return setting.key.dropFirst().first == name || setting.values.contains { $0.text == name }
  }

  private mutating func add(
    _ fact: IntegrityFact, _ path: RepositoryPath, _ place: IntegrityFinding.Place, _ before: String
  ) {
    findings.append(IntegrityFinding(fact, path, place, before: before.utf8))
  }
}
