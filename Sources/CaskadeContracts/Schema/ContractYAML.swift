import CaskadeSyntax

/// Writes a contract as YAML in one canonical form: keys in the format's order, what is the default left out.
///
/// Reading the text again gives a contract of the same meaning (`ContractJSON.value` is equal). Comments and layout of
/// the file that it was read from are not kept.
package struct ContractYAML {
  private var lines: [String] = []

  package static func text(_ contract: Contract) -> String {
    var writer = ContractYAML()
    writer.write(contract)
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private mutating func write(_ contract: Contract) {
    lines.append("caskade: 1")
    add("title", contract.title.value)
    add("outcome", contract.outcome.value)
    add("ticket", contract.ticket?.value)
    add("owner", contract.owner?.value)
    add("template", contract.template?.value)
    add("band", contract.band?.value.rawValue)
    if contract.branch.count == 1 {
      add("branch", contract.branch.first?.pattern.text)
    } else {
      add("branch", contract.branch.map { YAMLText.line($0.pattern.text) }, indent: 0)
    }
    if let expires = contract.expires { lines.append("expires: \(expires.value.text)") }
    write(contract.paths)
    write(contract.tools)
    add("setup", contract.setup.map { YAMLText.block($0.value, indent: 4) }, indent: 0)
    if let validation = contract.validation {
      if validation.isEmpty { lines.append("validation: []") }
      add("validation", validation.map(Self.command), indent: 0)
    }
    add("stop_when", contract.stopWhen.map { Self.condition($0.kind) }, indent: 0)
    add("notes", contract.notes)
    for item in contract.extensions { lines.append(YAMLText.line(item.key) + ":" + Self.behind(item.value, indent: 2)) }
  }

  private mutating func add(_ key: String, _ text: String?) {
    if let text { lines.append("\(key): " + YAMLText.block(text, indent: 2)) }
  }

  /// A list below its key; nothing for an empty one.
  private mutating func add(_ key: String, _ items: [String], indent: Int) {
    guard !items.isEmpty else { return }
    let margin = String(repeating: " ", count: indent)
    lines.append("\(margin)\(key):")
    lines += items.map { "\(margin)  - \($0)" }
  }

  private mutating func write(_ paths: Contract.Paths) {
    guard !(paths.allow + paths.deny + paths.checksMayChange).isEmpty else { return }
    lines.append("paths:")
    let allow = paths.allow.map { entry in
      let text = YAMLText.line(entry.pattern.text)
      if entry.may == Operation.plain { return text }
      let may = Operation.allCases.filter(entry.may.contains).map(\.rawValue).joined(separator: ", ")
      return "path: \(text)\n      may: [\(may)]"
    }
    add("allow", allow, indent: 2)
    add("deny", paths.deny.map { YAMLText.line($0.pattern.text) }, indent: 2)
    add("checks_may_change", paths.checksMayChange.map { YAMLText.line($0.pattern.text) }, indent: 2)
  }

  private mutating func write(_ tools: Contract.Tools) {
    guard !(tools.allow + tools.ask + tools.deny).isEmpty else { return }
    lines.append("tools:")
    for (key, entries) in [("allow", tools.allow), ("ask", tools.ask), ("deny", tools.deny)] {
      add(key, entries.map { Self.tool($0.tool) }, indent: 2)
    }
  }

  private static func tool(_ tool: Tool) -> String {
    switch tool {
    case .read, .search, .edit, .agent, .web(nil): tool.text
    case .shell(let pattern): "shell: " + YAMLText.line(pattern)
    case .web(let host?): "web: " + YAMLText.line(host)
    case .mcp(let name): "mcp: " + YAMLText.line(name)
    }
  }

  private static func command(_ command: ValidationCommand) -> String {
    var fields = ["run: " + YAMLText.block(command.run, indent: 6)]
    if command.name != command.run { fields.insert("name: " + YAMLText.line(command.name), at: 0) }
    if command.timeout != ValidationCommand.defaultTimeout { fields.append("timeout: " + command.timeout.text) }
    if let onBase = command.onBase { fields.append("on_base: " + onBase.rawValue) }
    if !command.carry.isEmpty {
      fields.append("carry:")
      fields += command.carry.map { "  - " + YAMLText.line($0.pattern.text) }
    }
    if let directory = command.directory {
      fields.append("dir: " + YAMLText.line(String(decoding: directory.bytes, as: UTF8.self)))
    }
    if !command.environment.isEmpty {
      fields.append("env:")
      fields += command.environment.map { "  \(YAMLText.line($0.name)): \(YAMLText.line($0.value))" }
    }
    if command.expect != 0 { fields.append("expect: \(command.expect)") }
    if fields.count == 1 { return YAMLText.block(command.run, indent: 4) }
    return fields.joined(separator: "\n    ")
  }

  private static func condition(_ kind: StopCondition.Kind) -> String {
    switch kind {
    case .moreThan(let limit, let unit): "more_than: " + unit.counted(limit)
    case .touching(let pattern): "touching: " + YAMLText.line(pattern.text)
    case .areas(let names) where names.count == 1: "area: " + YAMLText.line(names[0])
    case .areas(let names): "area:\n" + names.map { "      - " + YAMLText.line($0) }.joined(separator: "\n")
    case .question(let text): YAMLText.block(text, indent: 4)
    }
  }

  /// What stands behind a `key:` or a `-`, with the white space before it.
  private static func behind(_ node: YAMLNode, indent: Int) -> String {
    let margin = "\n" + String(repeating: " ", count: indent)
    switch node.content {
    case .scalar(_, .empty): return ""
    case .scalar(let text, _): return " " + YAMLText.line(text)
    case .sequence(let items):
      if items.isEmpty { return " []" }
      return items.map { margin + "-" + behind($0, indent: indent + 2) }.joined()
    case .mapping(let entries):
      if entries.isEmpty { return " {}" }
      return entries.map { margin + YAMLText.line($0.key) + ":" + behind($0.value, indent: indent + 2) }.joined()
    }
  }
}
