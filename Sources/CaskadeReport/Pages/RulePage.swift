import CaskadeContracts
package import CaskadeCore
import CaskadeSyntax

/// What a rule means, for somebody whom it has just stopped; and the list of all rules.
package enum RulePage: String, Hashable, Sendable, CaseIterable {
  case text, json, markdown

  package func render(_ rule: FindingRule) -> String {
    switch self {
    case .text: Self.text(rule)
    case .json: Self.json([rule])
    case .markdown: Self.markdown(rule, level: 1)
    }
  }

  /// All that there is, by gate. As text the identifiers with what is found; in the other forms the help too.
  package func render(_ chapters: [RuleCatalogue.Chapter]) -> String {
    switch self {
    case .text: chapters.map(Self.text).joined(separator: "\n")
    case .json: Self.json(chapters.flatMap(\.rules))
    case .markdown: chapters.map(Self.markdown).joined(separator: "\n")
    }
  }

  // MARK: Text

  private static func text(_ rule: FindingRule) -> String {
    var lines = [rule.id] + WrappedText.lines(rule.summary, first: "", rest: "") + [standing(rule)]
    for (heading, words) in [(meaning, rule.help.means), (reason, rule.help.matters)] {
      lines += ["", heading] + WrappedText.lines(words, first: "  ", rest: "  ")
    }
    lines += ["", example]
    for line in rule.help.example.split(separator: "\n") {
      let indentation = "  " + line.prefix { $0 == " " }
      lines += WrappedText.lines(String(line), first: indentation, rest: indentation + "  ")
    }
    lines += ["", way]
    for (index, words) in rule.help.settle.enumerated() {
      lines += WrappedText.lines(words, first: "  \(index + 1). ", rest: "     ")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(_ chapter: RuleCatalogue.Chapter) -> String {
    let gap = 32
    var lines = [chapter.name]
    for rule in chapter.rules {
      let id = "  \(rule.id)"
      let rest = String(repeating: " ", count: gap)
      if DisplayWidth.of(id) + 2 > gap {
        lines.append(id)
        lines += WrappedText.lines(rule.summary, first: rest, rest: rest)
      } else {
        lines += WrappedText.lines(rule.summary, first: id.padded(to: gap), rest: rest)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let meaning = "What it means"
  private static let reason = "Why it matters"
  private static let example = "For example"
  private static let way = "How to settle it, the best way first"

  /// `gate approval: warning or note`.
  private static func standing(_ rule: FindingRule) -> String {
    let place = rule.gate.map { "gate \($0.rawValue)" } ?? "caskade lint"
    return "\(place): \(rule.severities.map(\.rawValue).joined(separator: " or "))"
  }

  // MARK: Markdown

  private static func markdown(_ rule: FindingRule, level: Int) -> String {
    let mark = String(repeating: "#", count: level)
    var parts = [
      "\(mark) \(MarkdownText.code(rule.id))", MarkdownText.escaped(rule.summary), MarkdownText.escaped(standing(rule)),
    ]
    parts += ["\(mark)# \(meaning)", MarkdownText.escaped(rule.help.means)]
    parts += ["\(mark)# \(reason)", MarkdownText.escaped(rule.help.matters)]
    parts += ["\(mark)# \(example)", MarkdownText.block(rule.help.example)]
    let ways = rule.help.settle.enumerated().map { "\($0 + 1). \(MarkdownText.escaped($1))" }
    parts += ["\(mark)# \(way)", ways.joined(separator: "\n")]
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func markdown(_ chapter: RuleCatalogue.Chapter) -> String {
    (["# \(chapter.name)\n"] + chapter.rules.map { markdown($0, level: 2) }).joined(separator: "\n")
  }

  // MARK: JSON

  private static func json(_ rules: [FindingRule]) -> String {
    let value = JSONValue.object([
      JSONMember("schema", "caskade.rules/1"), JSONMember("rules", .array(rules.map(json))),
    ])
    return JSONWriter(.pretty).text(value) + "\n"
  }

  private static func json(_ rule: FindingRule) -> JSONValue {
    func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
    return .object([
      JSONMember("id", .string(rule.id)),
      JSONMember("gate", rule.gate.map { .string($0.rawValue) } ?? .null),
      JSONMember("severities", list(rule.severities.map(\.rawValue))),
      JSONMember("summary", .string(rule.summary)),
      JSONMember("means", .string(rule.help.means)),
      JSONMember("matters", .string(rule.help.matters)),
      JSONMember("example", .string(rule.help.example)),
      JSONMember("settle", list(rule.help.settle)),
    ])
  }
}

extension RulePage {
  /// Of a gate or `lint` the list of its rules; nil for what is neither that nor a rule, by its name of now or before.
  package func text(about word: String) -> String? {
    if let chapter = RuleCatalogue.chapters.first(where: { $0.name == word }) { return render([chapter]) }
    return RuleCatalogue.rule(word).map { render($0) }
  }
}
