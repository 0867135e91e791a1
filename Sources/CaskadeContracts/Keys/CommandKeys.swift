import CaskadeSyntax

/// The keys of one command below `validation:`.
enum CommandKeys {
  static let table = KeyTable<ValidationCommand>(
    blank: ValidationCommand(name: "", run: "", line: 1),
    settle: { command, line in
      if command.name.isEmpty { command.name = command.run }
      command.line = line
    },
    [
      Key(
        "name", \.name, .line, "its name in reports", example: "Redirect regression", absent: "the command's own text",
        .none
      ).written { $0.name != $0.run },
      Key(
        "run", \.run, .text, "the command, for /bin/sh", example: "swift test --filter RedirectLoopTests",
        required: .missingKey("run", example: "run: swift test"), .anyChange { "\($0) → \($1)" }),
      Key("timeout", \.timeout, .timeSpan, "how long it may take, a day at most", .neutral("timeout") { $0.text }),
      Key(
        "on_base", \.onBase, .optional(.choice), "what it must do on the base, so that it tells base from head",
        absent: "not asked",
        .command("on_base", grew: { old, new in old != nil && (old != .missing || new != .fails) }) {
          $0?.rawValue ?? "not asked"
        }),
      Key(
        "carry", \.carry, .oneOrMore(.plainEntry, SchemaParts.anyPattern, several: "several patterns", isFilled: false),
        "files that the run on the base takes from the head", absent: "none", .carried),
      Key(
        "dir", \.directory, .optional(.folder), "the folder to run in, from the repository's root",
        example: "Tools/Site",
        absent: "the root", .command("runs in") { $0?.display ?? "the root" }),
      Key(
        "env", \.environment, .variables, "variables that are set for it", absent: "none",
        .anyChange { _, _ in "its variables" }),
      Key(
        "expect", \.expect, .count(0...255), "the exit status that counts as a pass", .command("expects") { "\($0)" }),
      Key(
        "report", \.report, .optional(.pattern),
        "the report that it writes, or a pattern for several: JUnit XML, TRX, TAP, go test -json",
        example: "build/tests.xml", absent: "what its runner says at its end",
        .command("report", grew: { old, _ in old != nil }) { $0?.text ?? "none" }),
      Key(
        "at_least", \.atLeast, .optional(.tests), "how many tests have to run", absent: "one, where that can be told",
        .command("at_least", grew: { old, new in (new ?? 0) < (old ?? 0) }) { $0.map(Notation.counted) ?? "not asked" }),
      Key(
        "contain", \.isUncontained, .word("off"),
        "off for a command that needs sudo, or namespaces of its own", absent: "on",
        .command("contain", grew: { _, new in new }) { $0 ? "off" : "on" }),
      Key(
        "network", \.isOffline, .word("off"), "off takes the network away from the command", absent: "on",
        .command("network", grew: { old, _ in old }) { $0 ? "off" : "on" }),
      Key(
        "with", \.begins, .optional(.line), "the command before it that it builds on: it begins in what that one left",
        example: "build", absent: "it begins in what setup left", .command("begins in") { $0 ?? "what setup left" }),
      Key(
        "retries", \.retries, .count(0...5),
        "how often a failed run is repeated, in the same state; red and green together is flaky",
        .command("retries", grew: { old, new in new > old }) { "\($0)" }),
    ])
}

extension Comparison where Value: Hashable {
  /// A change of the command that may always have loosened it.
  fileprivate static func anyChange(_ words: @escaping @Sendable (Value, Value) -> String) -> Comparison {
    Comparison { old, new, context in old == new ? [] : [context.grew(words(old, new))] }
  }

  /// - Parameter grew: whether less is asked for; left out, that can't be told, and counts as grown.
  fileprivate static func command(
    _ what: String, grew: @escaping @Sendable (_ old: Value, _ new: Value) -> Bool = { _, _ in true },
    _ text: @escaping @Sendable (Value) -> String
  ) -> Comparison {
    Comparison { old, new, context in
      old == new ? [] : [context.change(grew: grew(old, new), "\(what) \(text(old)) → \(text(new))")]
    }
  }

  fileprivate static func neutral(_ what: String, _ text: @escaping @Sendable (Value) -> String) -> Comparison {
    Comparison { old, new, context in
      old == new ? [] : [context.neutral("\(what) \(text(old)) → \(text(new))")]
    }
  }
}

extension Comparison where Value == [PathEntry] {
  fileprivate static var carried: Comparison {
    Comparison { old, new, context in
      old.map(\.pattern) == new.map(\.pattern) ? [] : [context.grew("what it carries to the base")]
    }
  }
}

extension Notation where Value == ValidationCommand {
  /// A command in full, or its text alone.
  static var command: Notation {
    mapping(CommandKeys.table).orShort(
      Notation<String>.text.located, "a command for /bin/sh", example: "swift test",
      make: { ValidationCommand(name: $0.value, run: $0.value, line: $0.line) },
      isShort: { command in
        let isShort = CommandKeys.table.fields(command).map(\.key) == ["run"]
        return isShort ? Contract.Located(command.run, line: command.line) : nil
      }, either: "a command, short or in full")
  }
}

extension Notation where Value == [ValidationCommand] {
  /// No two of them have the same name, and each builds on one that stands before it.
  static var commands: Notation {
    let item = Notation<ValidationCommand>.command
    let list = item.list("")
    var notation = Notation(
      schema: list.schema,
      read: { decoder, node, place in
        guard let items = decoder.list(node, key: place.name) else { return nil }
        var commands: [ValidationCommand] = []
        var names: [String: SourceRange] = [:]
        for node in items {
          guard let command = item.read(&decoder, node, place.item(line: decoder.line(of: node))) else { continue }
          if let first = names[command.name] {
            decoder.report(
              .repeated(key: place.name, found: command.name), at: node.range,
              notes: [Diagnostic.Note("first named here", at: first)])
          }
          if let before = command.begins, names[before] == nil {
            let known = commands.map(\.name)
            let suggestion = Suggestion.closest(to: before, among: known)
            decoder.report(
              .notOneOf(key: "with", found: before, known: known, suggestion: suggestion),
              at: Self.value("with", of: node))
          }
          names[command.name] = node.range
          commands.append(command)
        }
        return commands
      }, json: list.json, layout: list.layout)
    notation.inside = item.inside
    return notation
  }

  private static func value(_ key: String, of node: YAMLNode) -> SourceRange {
    guard case .mapping(let entries) = node.content else { return node.range }
    return entries.first { $0.key == key }?.value.range ?? node.range
  }
}

extension Notation where Value == Int {
  /// `5 tests`, `1 test`.
  static var tests: Notation {
    Notation(
      schema: { about, example in
        SchemaParts.matching("^([2-9]|[1-9][0-9]{1,6}) tests$|^1 test$", about, example: example ?? "5 tests")
      },
      read: { decoder, node, place in
        guard let text = decoder.text(node, key: place.name) else { return nil }
        let words = text.split(separator: " ")
        if words.count == 2, words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), words[0].first != "0",
          let number = Int(words[0]), (1...9_999_999).contains(number), counted(number) == text
        {
          return number
        }
        decoder.report(.badTests(key: place.name, found: text), at: node.range)
        return nil
      },
      json: { .string(counted($0)) }, layout: { .plain(counted($0)) })
  }

  static func counted(_ count: Int) -> String { count.counted("test") }
}

extension Notation where Value == RepositoryPath {
  /// A folder inside the repository.
  static var folder: Notation {
    Notation(
      schema: Notation<String>.text.schema,
      read: { decoder, node, place in
        guard let text = decoder.text(node, key: place.name) else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }), !text.utf8.contains(0) {
          return RepositoryPath(text)
        }
        decoder.report(.badFolder(found: text), at: node.range)
        return nil
      },
      json: { .string(text($0)) }, layout: { .line(text($0)) })
  }

  private static func text(_ path: RepositoryPath) -> String { String(decoding: path.bytes, as: UTF8.self) }
}

extension Notation where Value == [ValidationCommand.Variable] {
  static var variables: Notation {
    Notation(
      schema: { about, _ in
        SchemaParts.names(
          .object([JSONMember("type", .array(["string", "number", "boolean", "null"]))]),
          pattern: "^[A-Za-z_][A-Za-z0-9_]*$", about: about)
      },
      read: { decoder, node, place in
        (decoder.anyMapping(node, key: place.name) ?? []).compactMap { variable($0, &decoder) }
          .sorted { $0.name < $1.name }
      },
      json: { .object($0.map { JSONMember($0.name, .string($0.value)) }) },
      layout: { variables in .mapping(variables.map { YAMLField(YAMLText.line($0.name), .line($0.value)) }) })
  }

  private static func variable(_ entry: YAMLEntry, _ decoder: inout NodeDecoder) -> ValidationCommand.Variable? {
    let isLegal = entry.key.utf8.enumerated().allSatisfy { index, byte in
      byte == UInt8(ascii: "_") || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || (index > 0 && (0x30...0x39).contains(byte))
    }
    guard isLegal, !entry.key.isEmpty else {
      decoder.report(.badVariable(found: entry.key), at: entry.keyRange)
      return nil
    }
    // An empty value is a meaning of its own here: the variable is set to nothing.
    if case .scalar(let value, _) = entry.value.content, value.isEmpty {
      return ValidationCommand.Variable(name: entry.key, value: "")
    }
    return decoder.text(entry.value, key: entry.key).map { ValidationCommand.Variable(name: entry.key, value: $0) }
  }
}
