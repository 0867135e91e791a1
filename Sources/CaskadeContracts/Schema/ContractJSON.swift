package import CaskadeSyntax

/// A contract as JSON, `caskade.contract/1`: every key of the format with its default written out, no places.
///
/// What is absent without a default is `null`; `validation` is `null` when the contract lacks the key, which differs
/// from `[]`. Keys that begin with `x-` stand in `extensions`, every scalar of theirs as text. Two contracts that mean
/// the same thing in the same order give the same value.
package enum ContractJSON {
  package static let schema = "caskade.contract/1"

  package static func value(_ contract: Contract) -> JSONValue {
    .object([
      JSONMember("schema", .string(schema)),
      JSONMember("title", .string(contract.title.value)),
      JSONMember("outcome", .string(contract.outcome.value)),
      JSONMember("ticket", text(contract.ticket?.value)),
      JSONMember("owner", text(contract.owner?.value)),
      JSONMember("template", text(contract.template?.value)),
      JSONMember("band", text(contract.band?.value.rawValue)),
      JSONMember("branch", .array(contract.branch.map { .string($0.pattern.text) })),
      JSONMember("expires", text(contract.expires?.value.text)),
      JSONMember("paths", paths(contract.paths)),
      JSONMember("tools", tools(contract.tools)),
      JSONMember("setup", .array(contract.setup.map { .string($0.value) })),
      JSONMember("validation", contract.validation.map { .array($0.map(command)) } ?? .null),
      JSONMember("stop_when", .array(contract.stopWhen.map { condition($0.kind) })),
      JSONMember("notes", text(contract.notes)),
      JSONMember("extensions", .object(contract.extensions.map { JSONMember($0.key, node($0.value)) })),
    ])
  }

  private static func text(_ text: String?) -> JSONValue {
    text.map { .string($0) } ?? .null
  }

  private static func paths(_ paths: Contract.Paths) -> JSONValue {
    let allow = paths.allow.map { entry in
      JSONValue.object([
        JSONMember("path", .string(entry.pattern.text)),
        JSONMember("may", .array(Operation.allCases.filter(entry.may.contains).map { .string($0.rawValue) })),
      ])
    }
    return .object([
      JSONMember("allow", .array(allow)),
      JSONMember("deny", patterns(paths.deny)),
      JSONMember("checks_may_change", patterns(paths.checksMayChange)),
    ])
  }

  private static func patterns(_ entries: [PathEntry]) -> JSONValue {
    .array(entries.map { .string($0.pattern.text) })
  }

  private static func tools(_ tools: Contract.Tools) -> JSONValue {
    func list(_ entries: [ToolEntry]) -> JSONValue { .array(entries.map { tool($0.tool) }) }
    return .object([
      JSONMember("allow", list(tools.allow)), JSONMember("ask", list(tools.ask)), JSONMember("deny", list(tools.deny)),
    ])
  }

  private static func tool(_ tool: Tool) -> JSONValue {
    switch tool {
    case .read, .search, .edit, .agent, .web(nil): .string(tool.text)
    case .shell(let pattern): .object([JSONMember("shell", .string(pattern))])
    case .web(let host?): .object([JSONMember("web", .string(host))])
    case .mcp(let name): .object([JSONMember("mcp", .string(name))])
    }
  }

  private static func command(_ command: ValidationCommand) -> JSONValue {
    .object([
      JSONMember("name", .string(command.name)),
      JSONMember("run", .string(command.run)),
      JSONMember("timeout", .string(command.timeout.text)),
      JSONMember("on_base", text(command.onBase?.rawValue)),
      JSONMember("carry", patterns(command.carry)),
      JSONMember("dir", text(command.directory.map { String(decoding: $0.bytes, as: UTF8.self) })),
      JSONMember("env", .object(command.environment.map { JSONMember($0.name, .string($0.value)) })),
      JSONMember("expect", .integer(command.expect)),
    ])
  }

  private static func condition(_ kind: StopCondition.Kind) -> JSONValue {
    switch kind {
    case .moreThan(let limit, let unit): .object([JSONMember("more_than", .string(unit.counted(limit)))])
    case .touching(let pattern): .object([JSONMember("touching", .string(pattern.text))])
    case .areas(let names): .object([JSONMember("area", .array(names.map { .string($0) }))])
    case .question(let text): .string(text)
    }
  }

  private static func node(_ node: YAMLNode) -> JSONValue {
    switch node.content {
    case .scalar(let text, _): .string(text)
    case .sequence(let items): .array(items.map(Self.node))
    case .mapping(let entries): .object(entries.map { JSONMember($0.key, Self.node($0.value)) })
    }
  }
}
