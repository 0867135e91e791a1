import CaskadeSyntax

/// The lines of one version of a file that an entry runs.
enum CommandTargetText {
  typealias Line = Setting.Value

  /// Empty if the version doesn't hold the entry.
  static func lines(_ entry: CommandTarget, in bytes: [UInt8]) -> [Line] {
    switch entry.kind {
    case .target(let name): Targets(bytes, assignsVariables: true).lines(of: name)
    case .recipe(let name): Targets(bytes, assignsVariables: false).lines(of: name)
    case .script(let name), .composer(let name): scripts(name, bytes)
    case .environment:
      SectionedSettings.read(bytes).filter { $0.key.first?.hasPrefix("testenv") ?? false }.filter {
        ["commands", "commands_pre", "commands_post", "allowlist_externals", "ignore_errors", "ignore_outcome"]
          .contains($0.key.last ?? "")
      }.flatMap(\.values)
    case .loaded, .module: []
    case .file: SettingsReader.lines(bytes).map { Line(text: String($0.text), line: $0.number) }
    }
  }

  /// The names of the rules that a target of a makefile leads to, its own first; without those that are declared phony.
  static func files(of target: String?, in bytes: [UInt8]) -> [String] {
    Targets(bytes, assignsVariables: true).files(of: target)
  }

  /// A script with those that run before and after it.
  private static func scripts(_ name: String, _ bytes: [UInt8]) -> [Line] {
    BracedSettings.read(bytes).filter { setting in
      setting.key.count == 2 && setting.key.first == "scripts"
        && [name, "pre\(name)", "post\(name)"].contains(setting.key.last ?? "")
    }.flatMap(\.values)
  }
}

/// The rules of a makefile or a justfile: enough of their syntax to tell one target's lines from another's.
///
/// Source: GNU make's manual, "Writing Rules", "How to Use Variables". Conditionals and includes aren't followed.
private struct Targets {
  private struct Rule {
    var lines: [Setting.Value]
    let needs: [String]
  }

  private var rules: [String: Rule] = [:]
  private var variables: [String: [Setting.Value]] = [:]
  private var first: String?

  init(_ bytes: [UInt8], assignsVariables: Bool) {
    var current: [String] = []
    for (number, line) in SettingsReader.lines(bytes) {
      let content = SettingsReader.trimmed(line)
      if content.isEmpty || content.hasPrefix("#") { continue }
      let value = Setting.Value(text: String(content), line: number)
      if let first = line.first, first.isWhitespace {
        for name in current { rules[name]?.lines.append(value) }
        continue
      }
      if let (name, _) = Self.assignment(content), assignsVariables || content.contains(":=") {
        variables[name, default: []].append(value)
        current = []
        continue
      }
      guard let colon = content.firstIndex(of: ":") else { continue }
      let heads = content[..<colon].split { $0.isWhitespace }.map(String.init)
      let needs = content[content.index(after: colon)...].split { $0.isWhitespace || $0 == ":" || $0 == "|" }
        .map(String.init)
      current = assignsVariables ? heads : heads.prefix(1).map { String($0) }
      if first == nil, let head = current.first, !head.hasPrefix(".") { first = head }
      for name in current {
        var rule = rules[name] ?? Rule(lines: [], needs: [])
        rule = Rule(lines: rule.lines + [value], needs: rule.needs + needs)
        rules[name] = rule
      }
    }
  }

  /// `NAME = value` in its kinds; nil for a rule.
  private static func assignment(_ line: Substring) -> (String, Substring)? {
    guard let equals = line.firstIndex(of: "=") else { return nil }
    let name = SettingsReader.trimmed(line[..<equals].filter { !":?+!".contains($0) })
    guard !name.isEmpty, !name.contains(where: { $0.isWhitespace && !name.hasPrefix("export") }) else { return nil }
    return (String(name.split { $0.isWhitespace }.last ?? name), line[line.index(after: equals)...])
  }

  /// The lines of a target, of what it needs, and of the variables that they use.
  func lines(of name: String?) -> [Setting.Value] {
    reached(from: name).flatMap { (rules[$0]?.lines ?? []) + (variables[$0] ?? []) }
  }

  func files(of name: String?) -> [String] {
    let phony = Set(rules[".PHONY"]?.needs ?? [])
    return reached(from: name).filter { rules[$0] != nil && !phony.contains($0) && !$0.hasPrefix(".") }
  }

  /// Rules and variables, in the order in which they are come upon.
  private func reached(from name: String?) -> [String] {
    guard let name = name ?? first else { return [] }
    var waiting = [name]
    var seen = Set(waiting)
    var reached: [String] = []
    while let next = waiting.popLast() {
      reached.append(next)
      let found = (rules[next]?.lines ?? []) + (variables[next] ?? [])
      let names = (rules[next]?.needs ?? []) + found.flatMap { Self.used(in: $0.text) }
      for name in names where seen.insert(name).inserted && (rules[name] != nil || variables[name] != nil) {
        waiting.append(name)
      }
    }
    return reached
  }

  /// The names in `$(NAME)`, `${NAME}` and `{{name}}`.
  private static func used(in text: String) -> [String] {
    text.split(whereSeparator: { "(){} \t".contains($0) }).map(String.init)
  }
}
