import CaskadeSyntax

/// `validation:` of a draft: the template's own entries with the commands that fit them, and the rest below.
///
/// An entry that has to fail on the base takes the narrowest command; one that has to pass there takes all tests, since
/// passing before and after is then the proof. What such an entry builds on becomes a part of its command: on the base
/// it has to be built anew, with what is carried there.
struct ValidationSection {
  private static let blank = "<command that proves it>"

  /// Nil where nothing is known, or the template wants nothing run.
  private(set) var lines: [String]?
  /// Those that the section runs, for the tools.
  let commands: [DraftedCommand]

  init(template: [String], _ facts: DraftFacts) {
    let hasBlank = template.contains { $0.contains(Self.blank) }
    commands = hasBlank ? Self.commands(facts) : []
    guard let head = template.first, !commands.isEmpty else { return }
    var rest = commands
    var written: [String] = []
    for group in TemplateItems(Array(template.dropFirst()), indent: 2).groups {
      // What is said of the bare blank is said of what takes its place.
      let isBare = !group.items.isEmpty && group.items.allSatisfy { Self.isBare($0) }
      written += isBare && rest.isEmpty ? [] : group.comments
      for item in group.items {
        if Self.isBare(item) {
          written += Self.written(rest)
          rest = []
        } else if item.contains(where: { $0.contains(Self.blank) }) {
          let (entry, left) = Self.entry(item, rest, facts)
          // What it needs of the commands before it is in it.
          written += entry
          rest = left
        } else {
          written += item
        }
      }
    }
    lines = [head] + written + Self.written(rest)
  }

  private static func isBare(_ item: [String]) -> Bool { item.count == 1 && item[0].hasSuffix("- \(blank)") }

  private static func commands(_ facts: DraftFacts) -> [DraftedCommand] {
    guard facts.validate.isEmpty else {
      return facts.validate.enumerated().map { place, run in
        DraftedCommand(run, place == 0 && facts.validate.count > 1 ? .narrow : .wide, from: "")
      }
    }
    return facts.commands?.commands ?? []
  }

  // MARK: The template's own entry

  private static func entry(
    _ item: [String], _ commands: [DraftedCommand], _ facts: DraftFacts
  ) -> ([String], left: [DraftedCommand]) {
    let passes = item.contains { $0.contains("on_base: passes") }
    let chosen =
      passes && facts.validate.isEmpty
      ? commands.last { $0.role == .wide } ?? commands.last { $0.role == .narrow }
      : commands.first { $0.role == .narrow } ?? commands.first { $0.role == .wide }
    guard let chosen else { return (item, commands) }
    var command = chosen.command
    command.run = whole(command, among: commands.map(\.command))
    var lines: [String] = []
    var isCarried = false
    for line in item {
      if line.contains(blank) {
        lines += written(command, margin: String(repeating: " ", count: DraftDocument.depth(line)))
      } else if isCarried, line.hasPrefix("      - ") {
        if !facts.isIdle(TemplateItems.value(of: line)) || hasOnlyIdle(item, facts) { lines.append(line) }
      } else {
        isCarried = line.hasSuffix("carry:")
        lines.append(line)
      }
    }
    return (lines, rest(of: commands, without: chosen, passes: passes))
  }

  /// The command behind all that it builds on.
  private static func whole(_ command: ValidationCommand, among all: [ValidationCommand]) -> String {
    var run = command.run
    var before = command.begins
    for _ in 0..<8 {
      guard let name = before, let earlier = all.first(where: { $0.name == name }) else { break }
      run = "\(earlier.run) && \(run)"
      before = earlier.begins
    }
    return run
  }

  /// All tests before and after are narrower tests too; what only the chosen one built on goes with it.
  private static func rest(
    of commands: [DraftedCommand], without chosen: DraftedCommand, passes: Bool
  ) -> [DraftedCommand] {
    var left = commands.filter { $0 != chosen && !(passes && $0.role == .narrow && chosen.role == .wide) }
    while let idle = left.firstIndex(where: { build in
      build.role == .build && !left.contains { $0.command.begins == build.command.name }
    }) {
      left.remove(at: idle)
    }
    return left
  }

  private static func hasOnlyIdle(_ item: [String], _ facts: DraftFacts) -> Bool {
    item.filter { $0.hasPrefix("      - ") }.allSatisfy { facts.isIdle(TemplateItems.value(of: $0)) }
  }

  /// The keys that a proposed command has beside its name, a line each.
  private static func written(_ command: ValidationCommand, margin: String) -> [String] {
    var lines = ["\(margin)run: \(YAMLText.line(command.run))"]
    if let folder = command.directory { lines.append("\(margin)dir: \(YAMLText.line(folder.text))") }
    if let report = command.report { lines.append("\(margin)report: \(YAMLText.line(report.text))") }
    return lines
  }

  // MARK: The others

  private static func written(_ commands: [DraftedCommand]) -> [String] {
    var lines: [String] = []
    var last = ""
    for drafted in commands {
      let why = reason(drafted)
      if !why.isEmpty, why != last { lines.append("  # \(why)") }
      last = why
      let entry = YAMLField(
        "validation", .list([Notation<ValidationCommand>.command.layout(drafted.command)].compactMap { $0 }))
      lines += [entry].yaml.split(separator: "\n").dropFirst().map(String.init)
    }
    return lines
  }

  private static func reason(_ drafted: DraftedCommand) -> String {
    let source = EscapedText.line(drafted.source)
    switch drafted.role {
    case _ where source.isEmpty: return ""
    case .build: return "What the tests need first (\(source))."
    case .narrow: return "The tests of what is allowed (\(source))."
    case .wide: return "All tests (\(source))."
    case .types, .lint: return "CI runs these too (\(source))."
    }
  }
}
