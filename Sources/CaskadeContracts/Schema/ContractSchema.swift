package import CaskadeSyntax

/// The JSON Schema (draft-07) of a Goal Contract in YAML, for editors: what the decoder refuses for its structure.
package enum ContractSchema {
  package static let value: JSONValue = .object(
    [
      JSONMember("$schema", .string(SchemaParts.draft)),
      JSONMember("title", "caskade: Goal Contract"),
      JSONMember("description", "what an agent may do in one run, what proves that it did it, and when it has to stop"),
    ]
      + SchemaParts.mapping(
        ContractReader.keys, parts, required: ["caskade", "title", "outcome"], extensions: true))

  private static let parts: [String: JSONValue] = [
    "caskade": SchemaParts.version("the version of the format"),
    "title": SchemaParts.text("what the run is about, in one line", example: "Fix the login redirect loop"),
    "outcome": SchemaParts.text(
      "what is true when the work is done, such that a reviewer can check it",
      example: "Signing in from any page returns the person to that page, exactly once."),
    "ticket": SchemaParts.text("free text or an address", example: "WEB-1423"),
    "owner": SchemaParts.text("the person who answers for the run", example: "dev@example.com"),
    "template": SchemaParts.text("the template that it came from", example: "bug-fix"),
    "band": SchemaParts.choice(
      Band.allCases.map(\.rawValue), "how much harm the run could do; the computed band wins when it is higher"),
    "branch": SchemaParts.either(
      branch, SchemaParts.list(branch, "several branches", atLeast: 1), "the branches that the contract governs"),
    "expires": SchemaParts.date("the last day on which the contract is in force, in UTC"),
    "paths": SchemaParts.described(
      SchemaParts.mapping(
        NodeDecoder.pathsKeys,
        [
          "allow": SchemaParts.list(
            SchemaParts.either(SchemaParts.pattern, pathEntry, "a pattern, or one with operations"),
            "what may be changed"),
          "deny": SchemaParts.list(SchemaParts.pattern, "what may not be changed, whatever is allowed"),
          "checks_may_change": SchemaParts.list(
            SchemaParts.pattern, "where tests and other checks may be removed or loosened"),
        ]), "what the agent may change"),
    "tools": SchemaParts.described(
      SchemaParts.mapping(
        NodeDecoder.toolsKeys,
        [
          "allow": SchemaParts.list(SchemaParts.tool, "tools that may be used"),
          "ask": SchemaParts.list(SchemaParts.tool, "tools for which a person is asked each time"),
          "deny": SchemaParts.list(SchemaParts.tool, "tools that may not be used, whatever is allowed"),
        ]), "what the agent may use"),
    "setup": SchemaParts.list(
      SchemaParts.text("a command for /bin/sh", example: "swift package resolve"),
      "commands that prepare a clean checkout for the validation"),
    "validation": SchemaParts.list(
      SchemaParts.either(
        SchemaParts.text("a command for /bin/sh", example: "swift test"), command, "a command, short or in full"),
      "the commands that prove the outcome; [] says that there is nothing to run"),
    "stop_when": SchemaParts.list(
      SchemaParts.either(
        SchemaParts.text("a condition that a person answers", example: "The session cookie format has to change."),
        condition, "one condition"),
      "the conditions at which the run has to stop"),
    "notes": SchemaParts.text("whatever else a reader should know"),
  ]

  private static let branch = SchemaParts.text("a branch, or a pattern on branches", example: "fix/login-*")

  private static let pathEntry = JSONValue.object(
    SchemaParts.mapping(
      NodeDecoder.pathEntryKeys,
      [
        "path": SchemaParts.pattern,
        "may": SchemaParts.list(
          SchemaParts.choice(Operation.allCases.map(\.rawValue), "an operation"), "what may happen to the files",
          atLeast: 1),
      ], required: ["path"]))

  private static let command = JSONValue.object(
    SchemaParts.mapping(
      NodeDecoder.commandKeys,
      [
        "name": SchemaParts.text("its name in reports", example: "Redirect regression"),
        "run": SchemaParts.text("the command, for /bin/sh", example: "swift test --filter RedirectLoopTests"),
        "timeout": SchemaParts.matching(
          "^([0-9]+h([0-9]+m)?([0-9]+s)?|[0-9]+m([0-9]+s)?|[0-9]+s)$",
          "how long it may take, a day at most; without it \(ValidationCommand.defaultTimeout.text)", example: "1h30m"),
        "on_base": SchemaParts.choice(
          ValidationCommand.OnBase.allCases.map(\.rawValue),
          "what it must do on the base, so that it tells base from head"
        ),
        "carry": SchemaParts.either(
          SchemaParts.pattern, SchemaParts.list(SchemaParts.pattern, "several patterns"),
          "files that the run on the base takes from the head"),
        "dir": SchemaParts.text("the folder to run in, from the repository's root", example: "Tools/Site"),
        "env": SchemaParts.names(
          .object([JSONMember("type", .array(["string", "number", "boolean", "null"]))]),
          pattern: "^[A-Za-z_][A-Za-z0-9_]*$", about: "variables that are set for it"),
        "expect": SchemaParts.count(0...255, "the exit status that counts as a pass; without it 0"),
      ], required: ["run"]))

  private static let condition = SchemaParts.oneOf(
    NodeDecoder.stopKeys,
    [
      "more_than": SchemaParts.matching(limitPattern, "a number and a unit", example: "12 files"),
      "touching": SchemaParts.pattern,
      "area": SchemaParts.either(
        area, SchemaParts.list(area, "several areas", atLeast: 1), "risk areas of the policy"),
    ])

  private static let area = SchemaParts.text("the name of a risk area", example: "migrations")

  /// `12 files`, `1 file`: any unit, singular or plural.
  private static var limitPattern: String {
    let units = StopCondition.Unit.allCases.map { unit in
      unit.rawValue.dropLast().split(separator: " ").joined(separator: " +") + "s?"
    }
    return "^[0-9]+ +(\(units.joined(separator: "|")))$"
  }
}
