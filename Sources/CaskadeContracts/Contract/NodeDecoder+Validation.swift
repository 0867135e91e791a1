package import CaskadeSyntax

extension NodeDecoder {
  package static let commandKeys = ["name", "run", "timeout", "on_base", "carry", "dir", "env", "expect"]

  package mutating func setup(_ node: YAMLNode) -> [Contract.Located<String>] {
    (list(node, key: "setup") ?? []).compactMap { item in
      text(item, key: "setup").map { Contract.Located($0, line: line(of: item)) }
    }
  }

  package mutating func validation(_ node: YAMLNode) -> [ValidationCommand]? {
    guard let items = list(node, key: "validation") else { return nil }
    var commands: [ValidationCommand] = []
    var names: [String: SourceRange] = [:]
    for item in items {
      guard let command = validationCommand(item) else { continue }
      if let first = names[command.name] {
        report(
          .repeated(key: "validation", found: command.name), at: item.range,
          notes: [Diagnostic.Note("first named here", at: first)])
      }
      names[command.name] = item.range
      commands.append(command)
    }
    return commands
  }

  private mutating func validationCommand(_ node: YAMLNode) -> ValidationCommand? {
    guard case .mapping = node.content else {
      return text(node, key: "validation").map { ValidationCommand(name: $0, run: $0, line: line(of: node)) }
    }
    guard let fields = mapping(node, key: "validation", known: Self.commandKeys) else { return nil }
    var name: String?
    var run: String?
    var timeout = ValidationCommand.defaultTimeout
    var onBase: ValidationCommand.OnBase?
    var carry: [PathEntry] = []
    var directory: RepositoryPath?
    var environment: [ValidationCommand.Variable] = []
    var expect = 0
    for field in fields {
      switch field.key {
      case "name": name = text(field.value, key: field.key)
      case "run": run = text(field.value, key: field.key)
      case "timeout": timeout = timeSpan(field.value, key: field.key) ?? timeout
      case "on_base": onBase = choice(field.value, key: field.key, of: ValidationCommand.OnBase.self)
      case "carry": carry = carried(field.value)
      case "dir": directory = folder(field.value)
      case "env": environment = variables(field.value)
      default: expect = count(field.value, key: field.key, in: 0...255) ?? 0
      }
    }
    if !fields.contains(where: { $0.key == "run" }) {
      report(.missingKey("run", example: "run: swift test"), at: node.range)
    }
    return run.map {
      ValidationCommand(
        name: name ?? $0, run: $0, timeout: timeout, onBase: onBase, carry: carry, directory: directory,
        environment: environment, expect: expect, line: line(of: node))
    }
  }

  /// One pattern, or a list of them.
  private mutating func carried(_ node: YAMLNode) -> [PathEntry] {
    if case .sequence = node.content { return pathEntries(node, key: "carry") }
    return pattern(node, key: "carry").map { [PathEntry(pattern: $0, line: line(of: node))] } ?? []
  }

  private mutating func folder(_ node: YAMLNode) -> RepositoryPath? {
    guard let text = text(node, key: "dir") else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }), !text.utf8.contains(0) else {
      report(.badFolder(found: text), at: node.range)
      return nil
    }
    return RepositoryPath(text)
  }

  private mutating func variables(_ node: YAMLNode) -> [ValidationCommand.Variable] {
    (anyMapping(node, key: "env") ?? []).compactMap { entry in
      let letters = Array(entry.key.utf8)
      let legal = letters.enumerated().allSatisfy { index, byte in
        byte == UInt8(ascii: "_") || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || (index > 0 && (0x30...0x39).contains(byte))
      }
      guard legal, !letters.isEmpty else {
        report(.badVariable(found: entry.key), at: entry.keyRange)
        return nil
      }
      // An empty value is a meaning of its own here: the variable is set to nothing.
      if case .scalar(let value, _) = entry.value.content, value.isEmpty {
        return ValidationCommand.Variable(name: entry.key, value: "")
      }
      return text(entry.value, key: entry.key).map { ValidationCommand.Variable(name: entry.key, value: $0) }
    }.sorted { $0.name < $1.name }
  }
}
