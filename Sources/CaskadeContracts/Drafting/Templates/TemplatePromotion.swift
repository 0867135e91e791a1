import CaskadeSyntax

/// A template made of contracts whose runs were kept: what they have in common stays, what differs becomes a blank, and
/// the limits come from how large the runs were.
package struct TemplatePromotion: Sendable {
  /// The size of a run that was kept.
  package struct Size: Hashable, Sendable {
    package let files: Int
    /// Added and deleted.
    package let lines: Int

    package init(files: Int, lines: Int) {
      self.files = files
      self.lines = lines
    }
  }

  private let name: String
  private let summary: String
  private let contracts: [Contract]
  private let sizes: [Size]

  /// - Parameter contracts: at least one.
  package init(name: String, summary: String, contracts: [Contract], sizes: [Size]) {
    self.name = name
    self.summary = summary
    self.contracts = contracts
    self.sizes = sizes
  }

  package var text: String {
    let sections = [head, paths, tools, setup, validation, stops].filter { !$0.isEmpty }
    return sections.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var head: [String] {
    let band = contracts.compactMap(\.band?.value).max() ?? .low
    return [
      "# caskade template: \(name): \(summary)", "caskade: 1", "title: <title of the work>", "",
      "# What is true when the work is done, so that a reviewer can check it.", "outcome: >",
      "  <what is true when the work is done>.", "ticket: <ticket or address>", "owner: <who answers for it>",
      "template: \(name)", "", "band: \(band.rawValue)", "branch: <branch of the work>", "expires: <last day in force>",
    ]
  }

  private var paths: [String] {
    let allow = common(\.paths.allow) { Self.written($0) }
    // What one contract named was its own; a pattern that all of them name belongs to the kind of work.
    let own = contracts.count > 1 ? allow : []
    let isWhole = contracts.count > 1 && contracts.allSatisfy { $0.paths.allow.count == own.count }
    let deny = common(\.paths.deny) { YAMLText.line($0.pattern.text) }
    return ["paths:", "  allow:"] + own.map { "    - \($0)" } + (isWhole ? [] : ["    - <path that may change>"])
      + ["  deny:", "    - <path that must not change>"] + deny.map { "    - \($0)" }
  }

  private static func written(_ entry: PathEntry) -> String {
    guard entry.may != Operation.plain else { return YAMLText.line(entry.pattern.text) }
    let words = Operation.allCases.filter(entry.may.contains).map(\.rawValue).joined(separator: ", ")
    return "{ path: \(YAMLText.anywhere(entry.pattern.text)), may: [\(words)] }"
  }

  private var tools: [String] {
    // What ran one work's proof comes back with the next one's.
    let runs = contracts.flatMap { $0.validation ?? [] }.map { Tool.shell($0.run) }
    let shared = common(\.tools.allow) { entry in
      runs.contains(where: entry.tool.covers) ? nil : Self.written(entry)
    }
    let allow = shared.isEmpty ? [] : shared + ["shell: <command that proves it>"]
    // What one of them forbade or asked for is asked for and forbidden.
    let deny = all(\.tools.deny) { Self.written($0) }
    let ask = all(\.tools.ask) { Self.written($0) }.filter { !deny.contains($0) && !allow.contains($0) }
    let lists = [("allow", allow.filter { !deny.contains($0) }), ("ask", ask), ("deny", deny)].filter { !$0.1.isEmpty }
    return lists.isEmpty ? [] : ["tools:"] + lists.flatMap { ["  \($0.0):"] + $0.1.map { "    - \($0)" } }
  }

  private static func written(_ entry: ToolEntry) -> String {
    switch entry.tool {
    case .read, .search, .edit, .agent, .web(nil): entry.tool.text
    case .shell(let pattern): "shell: \(YAMLText.line(pattern))"
    case .web(let host?): "web: \(YAMLText.line(host))"
    case .mcp(let name): "mcp: \(YAMLText.line(name))"
    }
  }

  private var setup: [String] {
    let commands = common(\.setup) { YAMLText.line($0.value) }
    return commands.isEmpty ? [] : ["setup:"] + commands.map { "  - \($0)" }
  }

  /// Commands that all of them ran stay, with all that they say; others were about one work.
  private var validation: [String] {
    let first = contracts.first?.validation ?? []
    if contracts.allSatisfy({ $0.validation?.isEmpty ?? false }) { return ["validation: []"] }
    let kept = first.filter { command in
      contracts.allSatisfy { ($0.validation ?? []).contains { Self.isSame($0, command) } }
    }
    // One that begins in another's world needs it.
    let names = Set(kept.map(\.name))
    let sound = contracts.count > 1 ? kept.filter { $0.begins.map(names.contains) ?? true } : []
    guard !sound.isEmpty else { return ["validation:", "  - <command that proves it>"] }
    let layout = YAMLLayout.list(sound.compactMap { Notation<ValidationCommand>.command.layout($0) })
    return [YAMLField("validation", layout)].yaml.split(separator: "\n").map(String.init) + [
      "  - <command that proves it>"
    ]
  }

  private static func isSame(_ one: ValidationCommand, _ other: ValidationCommand) -> Bool {
    one.name == other.name && one.run == other.run && one.directory == other.directory && one.onBase == other.onBase
      && one.begins == other.begins
  }

  // MARK: Limits

  private var stops: [String] {
    var lines = ["stop_when:"]
    if let median {
      lines.append(
        "  # Twice the median of \(sizes.count.counted("run")) that \(sizes.count == 1 ? "was" : "were") kept: "
          + "\(median.files.counted("file")), \(median.lines.counted("line")); at least 5 and 50.")
      lines.append("  - more_than: \(StopCondition.Unit.files.counted(max(5, 2 * median.files)))")
      lines.append("  - more_than: \(StopCondition.Unit.lines.counted(max(50, Self.rounded(2 * median.lines))))")
    }
    for unit in StopCondition.Unit.allCases where median == nil || !unit.isBudget {
      let limits = contracts.flatMap(\.limits).filter { $0.unit == unit }.map(\.limit).sorted()
      if !limits.isEmpty { lines.append("  - more_than: \(unit.counted(limits[limits.count / 2]))") }
    }
    let areas = contracts.flatMap(\.stopWhen).flatMap { stop -> [String] in
      if case .areas(let names) = stop.kind { names } else { [] }
    }
    if !areas.isEmpty {
      lines.append("  - area: [\(Self.once(areas).map(Self.item).joined(separator: ", "))]")
    }
    let questions = common(\.stopWhen) { stop -> String? in
      if case .question(let text) = stop.kind { YAMLText.line(text) } else { nil }
    }
    if contracts.count > 1 { lines += questions.map { "  - \($0)" } }
    return lines.count > 1 ? lines : ["stop_when:", "  - more_than: 10 files"]
  }

  /// In brackets: plain where that is safe there too.
  private static func item(_ text: String) -> String {
    let isPlain = YAMLText.line(text) == text && !text.utf8.contains { ",[]{}".utf8.contains($0) }
    return isPlain ? text : YAMLText.anywhere(text)
  }

  private var median: Size? {
    guard !sizes.isEmpty else { return nil }
    return Size(
      files: sizes.map(\.files).sorted()[sizes.count / 2], lines: sizes.map(\.lines).sorted()[sizes.count / 2])
  }

  private static func rounded(_ number: Int) -> Int { (number + 49) / 50 * 50 }

  // MARK: What they share

  /// What all have, in the order of the first.
  private func common<Entry>(_ entries: (Contract) -> [Entry], _ text: (Entry) -> String?) -> [String] {
    let lists = contracts.map { entries($0).compactMap(text) }
    return Self.once(lists.first ?? []).filter { entry in lists.allSatisfy { $0.contains(entry) } }
  }

  /// What any has, in their order.
  private func all<Entry>(_ entries: (Contract) -> [Entry], _ text: (Entry) -> String?) -> [String] {
    Self.once(contracts.flatMap { entries($0).compactMap(text) })
  }

  private static func once(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
