import CaskadeSyntax

/// The keys of one line below `acceptance:`.
enum AcceptanceKeys {
  static let table = KeyTable<AcceptanceLine>(
    blank: AcceptanceLine("", line: 1), settle: { $0.line = $1 },
    [
      Key(
        "says", \.says, .text, "what a reviewer can check", example: "The redirect happens exactly once.",
        required: .missingKey("says", example: "says: The redirect happens exactly once."), .none),
      Key(
        "proof", \.command, .optional(.line), "the validation command that shows it, by name",
        example: "Redirect regression", absent: "a person decides", .none),
      Key(
        "test", \.test, .optional(.line), "the test that shows it: its full reported name, or the last component",
        example: "testRedirectsOnce", absent: "a person decides", .none),
    ])
}

extension Notation where Value == AcceptanceLine {
  /// A text alone, which a person decides, or a mapping with one proof.
  fileprivate static var acceptanceLine: Notation {
    let full = mapping(AcceptanceKeys.table)
    var notation = Notation(
      schema: full.schema,
      read: { decoder, node, place in
        guard let line = full.read(&decoder, node, place) else { return nil }
        guard line.command != nil, line.test != nil else { return line }
        decoder.report(.severalKeys(what: "the proof of a line", found: ["proof", "test"]), at: node.range)
        return nil
      }, json: full.json, layout: full.layout)
    notation.inside = full.inside
    return notation.orShort(
      Notation<String>.text.located, "a sentence that a person decides",
      example: "The session cookie keeps its format.", make: { AcceptanceLine($0.value, line: $0.line) },
      isShort: { $0.proof == nil ? Contract.Located($0.says, line: $0.line) : nil },
      either: "a sentence, alone or with its proof")
  }
}

extension Notation where Value == [AcceptanceLine] {
  static var acceptance: Notation { Notation<AcceptanceLine>.acceptanceLine.list("a line") }
}

extension Comparison where Value == [AcceptanceLine] {
  /// A line that is gone, or has another proof or none, asks for less.
  static var acceptance: Comparison {
    Comparison { old, new, context in
      let later = Dictionary(new.map { ($0.says, $0) }) { first, _ in first }
      let earlier = Set(old.map(\.says))
      return old.flatMap { line -> [AuthorityChange] in
        guard let now = later[line.says] else { return [context.grew("drops the acceptance line '\(line.says)'")] }
        guard now.proof != line.proof else { return [] }
        let words = "proves '\(line.says)' by \(now.proof.words), not by \(line.proof.words)"
        return [context.change(grew: line.proof != nil, words)]
      } + new.filter { !earlier.contains($0.says) }.map { context.shrank("adds the acceptance line '\($0.says)'") }
    }
  }
}

extension AcceptanceLine.Proof? {
  /// "the command 'Build'", "the test 'testLogin'", "a person".
  package var words: String {
    switch self {
    case .command(let name): "the command '\(name)'"
    case .test(let name): "the test '\(name)'"
    case nil: "a person"
    }
  }
}
