import CaskadeSyntax

/// The rules of a makefile or a justfile: enough of their syntax to tell one target's lines from another's.
///
/// Source: GNU make's manual, "Writing Rules", "How to Use Variables", "Conditional Parts of Makefiles", "Special Built-in
/// Target Names". What is computed isn't: it counts for every target.
struct RecipeText {
  typealias Line = Setting.Value

  private struct Rule {
    var lines: [Line] = []
    var needs: [String] = []
  }

  private var rules: [String: Rule] = [:]
  private var variables: [String: [Line]] = [:]
  private var first: String?
  /// Lines that say something for all targets.
  private var globals: [Line] = []

  init(_ bytes: [UInt8], isMakefile: Bool) {
    var current: [String] = []
    var isGlobal = false
    var conditions: [Line] = []
    for line in Self.logicalLines(bytes) {
      let value = Line(text: line.text, line: line.number)
      if line.isIndented {
        for name in current { rules[name]?.lines += conditions + [value] }
        if isGlobal { globals.append(value) }
        continue
      }
      if isMakefile, let word = line.text.split(whereSeparator: { $0.isWhitespace || $0 == "(" }).first {
        if Self.read(String(word), value, &conditions) { continue }
        if Self.isGlobal(line.text, String(word)) { globals += conditions + [value] }
      }
      if let name = Self.assigned(line.text), isMakefile || line.text.contains(":=") {
        variables[name, default: []] += conditions + [value]
        current = []
        isGlobal = false
        continue
      }
      guard let colon = line.text.firstIndex(of: ":") else { continue }
      let heads = line.text[..<colon].split { $0.isWhitespace }.prefix(Self.mostHeads).map(String.init)
      let needs = line.text[line.text.index(after: colon)...].split { $0.isWhitespace || $0 == ":" || $0 == "|" }
        .map(String.init)
      current = isMakefile ? heads : heads.prefix(1).map { String($0) }
      isGlobal = isMakefile && heads.contains(where: Self.isForAll)
      if first == nil, let head = current.first, !head.hasPrefix(".") { first = head }
      for name in current {
        rules[name, default: Rule()].lines += conditions + [value]
        rules[name, default: Rule()].needs += needs
      }
    }
  }

  /// The lines of a target, of what it needs, of the variables that they use, and of what holds for all.
  func lines(of name: String?) -> [Line] {
    reached(from: name).flatMap { (rules[$0]?.lines ?? []) + (variables[$0] ?? []) } + globals
  }

  /// The files that the rules on the way would make.
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

extension RecipeText {
  private struct Logical {
    let number: Int
    let isIndented: Bool
    let text: String
  }

  /// Lines without comments and blank ones; one that ends with a backslash goes on in the next.
  private static func logicalLines(_ bytes: [UInt8]) -> [Logical] {
    var lines: [Logical] = []
    var open: Logical?
    for (number, line) in SettingsReader.lines(bytes) {
      let content = SettingsReader.trimmed(line)
      if open == nil, content.isEmpty || content.hasPrefix("#") { continue }
      let goesOn = content.hasSuffix("\\") && !content.hasSuffix("\\\\")
      let text = String(goesOn ? SettingsReader.trimmed(content.dropLast()) : content)
      let whole = Logical(
        number: open?.number ?? number, isIndented: open?.isIndented ?? (line.first?.isWhitespace ?? false),
        text: [open?.text, text].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " "))
      if goesOn {
        open = whole
      } else {
        lines.append(whole)
        open = nil
      }
    }
    return lines + (open.map { [$0] } ?? [])
  }

  /// `NAME = value` in its kinds: the name; nil for a rule.
  static func assigned(_ line: String) -> String? {
    guard let equals = line.firstIndex(of: "=") else { return nil }
    let name = SettingsReader.trimmed(line[..<equals].filter { !":?+!".contains($0) })
    guard !name.isEmpty, !name.contains(where: { $0.isWhitespace && !name.hasPrefix("export") }) else { return nil }
    return String(name.split { $0.isWhitespace }.last ?? name)
  }

  /// Takes a line that begins, turns or ends a condition.
  private static func read(_ word: String, _ line: Line, _ conditions: inout [Line]) -> Bool {
    switch word {
    case "ifeq", "ifneq", "ifdef", "ifndef":
      if conditions.count < deepest { conditions.append(line) }
    case "else": if !conditions.isEmpty { conditions[conditions.count - 1] = line }
    case "endif": _ = conditions.popLast()
    default: return false
    }
    return true
  }

  /// Conditions further inside, and targets beyond these on one line, aren't told apart.
  private static let deepest = 16
  private static let mostHeads = 200

  private static let directives: Set<String> = [
    "include", "-include", "sinclude", "vpath", "export", "unexport", "define", "endef", "undefine", "load", "override",
  ]
  private static let variables: Set<String> = [
    "SHELL", ".SHELLFLAGS", "MAKEFLAGS", "GNUMAKEFLAGS", "MFLAGS", "MAKEFILES", "VPATH", ".RECIPEPREFIX",
    ".DEFAULT_GOAL", "MAKE", ".VARIABLES", "PATH",
  ]
  private static let targets: Set<String> = [
    ".IGNORE", ".ONESHELL", ".DEFAULT", ".POSIX", ".SECONDEXPANSION", ".SUFFIXES", ".EXPORT_ALL_VARIABLES",
  ]

  private static func isGlobal(_ text: String, _ word: String) -> Bool {
    if directives.contains(word) || text.hasPrefix("$(") || text.hasPrefix("${") { return true }
    if let name = assigned(text) { return variables.contains(name) || name.contains("$") }
    guard let colon = text.firstIndex(of: ":") else { return false }
    return text[..<colon].split { $0.isWhitespace }.contains { isForAll(String($0)) }
  }

  /// A target that may be any.
  private static func isForAll(_ head: String) -> Bool {
    targets.contains(head) || head.contains("%") || head.contains("$")
  }
}
