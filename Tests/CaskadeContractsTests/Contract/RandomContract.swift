import CaskadeContracts
import CaskadeSyntax
import TestSupport

/// Contracts of any shape, with texts that YAML makes much of.
enum RandomContract {
  private static let pieces = [
    "a", "B", "no", "12", "-", ":", ": ", "#", " #", " ", "  ", "\n", "\n\n", "\t", "\r", "'", "\"", "\\", "é",
    "\u{301}",
    "\u{202E}", "\u{7}", "\u{0}", "\u{85}", "\u{2028}", "😀", "{", "}", "[", "]", ",", "*", "&", "!", "%", "@", "`", "|",
    ">", "?", "~", "<", "---", "...", "null", "true", "=", "\u{FEFF}", "\u{A0}",
  ]
  private static let patterns = [
    "a", "a/b", "**", "*.md", "[ab]?/x", "\\#x", "a b", "é", "12", "true", "docs/", "-", "a: b", "x #y",
  ]

  static func make(_ random: inout RepeatableRandom) -> Contract {
    var contract = Contract(title: located(&random), outcome: located(&random))
    if Bool.random(using: &random) { contract.ticket = located(&random) }
    if Bool.random(using: &random) { contract.owner = located(&random) }
    if Bool.random(using: &random) { contract.template = located(&random) }
    if Bool.random(using: &random) { contract.notes = text(&random) }
    contract.band = Band.allCases.randomElement(using: &random).map { Contract.Located($0, line: 1) }
    contract.branch = entries(&random).map { BranchPattern(pattern: $0.pattern, line: 1) }
    contract.expires = CalendarDate("2027-01-31").map { Contract.Located($0, line: 1) }
    contract.paths.allow = entries(&random)
    contract.paths.deny = entries(&random, narrowed: false)
    contract.paths.checksMayChange = entries(&random, narrowed: false)
    contract.paths.unseen = (0..<Int.random(in: 0...2, using: &random)).compactMap { _ in
      guard let pattern = pattern(&random), let day = CalendarDate("2027-01-31") else { return nil }
      return Allowance(pattern: pattern, reason: text(&random), expires: day, line: 1)
    }
    contract.tools.allow = tools(&random)
    contract.tools.ask = tools(&random)
    contract.tools.deny = tools(&random)
    contract.acceptance = (0..<Int.random(in: 0...2, using: &random)).map { _ in
      let proofs: [AcceptanceLine.Proof?] = [nil, .command(text(&random)), .test(text(&random))]
      let proof = proofs.randomElement(using: &random) ?? nil
      return AcceptanceLine(text(&random), by: proof, line: 1)
    }
    contract.setup = (0..<Int.random(in: 0...2, using: &random)).map { _ in located(&random) }
    if Bool.random(using: &random) { contract.validation = commands(&random) }
    contract.stopWhen = (0..<Int.random(in: 0...4, using: &random)).map { _ in StopCondition(stop(&random), line: 1) }
    return contract
  }

  /// As the reader gives it: something to see, no white space at its ends.
  private static func text(_ random: inout RepeatableRandom) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...8, using: &random) { text += pieces.randomElement(using: &random) ?? "" }
    var scalars = Array(text.unicodeScalars)[...]
    let white: Set<Unicode.Scalar> = [" ", "\n", "\t", "\r"]
    while let last = scalars.last, white.contains(last) { scalars.removeLast() }
    scalars = scalars.drop { white.contains($0) }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    let isSeen = scalars.contains { !$0.properties.isWhitespace && !EscapedText.isInvisible($0) }
    return isSeen ? String(result) : "x"
  }

  private static func located(_ random: inout RepeatableRandom) -> Contract.Located<String> {
    Contract.Located(text(&random), line: 1)
  }

  private static func pattern(_ random: inout RepeatableRandom) -> PathPattern? {
    (try? PathPattern(text(&random))) ?? patterns.randomElement(using: &random).flatMap { try? PathPattern($0) }
  }

  private static func entries(_ random: inout RepeatableRandom, narrowed: Bool = true) -> [PathEntry] {
    (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in
      let operations = Operations(Operation.allCases.filter { _ in Bool.random(using: &random) })
      let may = operations.isEmpty || !narrowed ? Operation.plain : operations
      return pattern(&random).map { PathEntry(pattern: $0, may: may, line: 1) }
    }
  }

  private static func tools(_ random: inout RepeatableRandom) -> [ToolEntry] {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in
      let tools: [Tool] = [
        .read, .agent, .web(host: nil), .web(host: text(&random)), .shell(text(&random)), .mcp("a/*"),
      ]
      return ToolEntry(tool: tools.randomElement(using: &random) ?? .read, line: 1)
    }
  }

  private static func commands(_ random: inout RepeatableRandom) -> [ValidationCommand] {
    (0..<Int.random(in: 0...3, using: &random)).map { number in
      let run = text(&random)
      var command = ValidationCommand(
        name: Bool.random(using: &random) ? run + "\(number)" : "\(number)\(text(&random))", run: run,
        timeout: TimeSpan(seconds: Int.random(in: 1...86_400, using: &random)),
        onBase: ValidationCommand.OnBase.allCases.randomElement(using: &random),
        carry: entries(&random, narrowed: false),
        directory: Bool.random(using: &random) ? RepositoryPath("a b/c") : nil,
        environment: [ValidationCommand.Variable(name: "A", value: text(&random)), .init(name: "no", value: "")],
        expect: Int.random(in: 0...255, using: &random), line: 1)
      command.isUncontained = Bool.random(using: &random)
      command.isOffline = Bool.random(using: &random)
      command.retries = Int.random(in: 0...5, using: &random)
      return command
    }
  }

  private static func stop(_ random: inout RepeatableRandom) -> StopCondition.Kind {
    switch Int.random(in: 0...3, using: &random) {
    case 0:
      .moreThan(
        Int.random(in: 0...9, using: &random), StopCondition.Unit.allCases.randomElement(using: &random) ?? .files)
    case 1: pattern(&random).map { .touching($0) } ?? .question("x")
    case 2: .areas((0...Int.random(in: 0...2, using: &random)).map { _ in text(&random) })
    default: .question(text(&random))
    }
  }
}
