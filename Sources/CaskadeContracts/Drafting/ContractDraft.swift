package import CaskadeSyntax

/// A template with what is known of the work written into it, part by part, so that its comments stay.
///
/// A part that `sections` has is written as it stands there; any other one as the template has it, with the blanks filled
/// in that are known.
package struct ContractDraft: Sendable {
  private let template: String
  package var title: String?
  package var outcome: String?
  package var ticket: String?
  package var owner: String?
  package var branch: String?
  package var expires: String?
  /// What `paths.allow` gets, with reasons and candidates.
  package var scope = ScopeProposal.none
  /// The patterns that a template brings of its own, and that nothing here matches: left out.
  package var idlePatterns: Set<String> = []
  package var deny: [String] = []
  package var validate: [String] = []
  /// Where the allowed paths lie: the contract can't stop there, and its band is theirs at least.
  package var areas: [Area] = []
  /// What takes the place of a limit of the template.
  package var limits: [DraftLimit] = []
  /// Whole parts by their keys (`outcome`, `acceptance`, `tools.allow`, `setup`, `validation`, `stop_when`, ...): the line
  /// of the key and those below it, as they stand in the file. An empty list leaves the key out.
  package var sections: [String: [String]] = [:]

  package init(template: String) {
    self.template = template
  }

  /// The band that the template declares.
  package var templateBand: Band {
    let line = template.split(separator: "\n").first { $0.hasPrefix("band: ") }
    return line.flatMap { Band(rawValue: String($0.dropFirst(6))) } ?? .low
  }

  package var text: String {
    var document = DraftDocument(template)
    var commands = validate[...]
    for place in document.parts.indices {
      var part = document.parts[place]
      if sections[part.key] != nil { continue }
      switch part.key {
      case "outcome" where outcome != nil:
        (part.head, part.body) = (outcomeLines.first, Array(outcomeLines.dropFirst()))
      case "paths.allow": part.body = ScopeLines(scope, idle: idlePatterns).lines(for: part.body)
      default:
        part.body = part.body.flatMap { filled($0, &commands) }
        let head = part.head.map { filled($0, &commands) } ?? []
        // A key whose blank isn't answered goes, with what is said of it.
        if part.head != nil, head.isEmpty { part.above = [] }
        part.above += head.dropLast()
        part.head = head.last
      }
      document.parts[place] = part
    }
    // A list whose last blank was left out would be a key without a value.
    document.parts.removeAll { $0.key.hasSuffix(".deny") && sections[$0.key] == nil && !Self.hasItems($0.body) }
    for (key, lines) in sections.sorted(by: { $0.key < $1.key }) {
      if lines.isEmpty { document.remove(key) } else { document.set(key, to: lines) }
    }
    return document.text
  }

  private static func hasItems(_ lines: [String]) -> Bool {
    lines.contains { line in line.contains { $0 != " " } && line.first { $0 != " " } != "#" }
  }

  /// The lines that take this line's place: itself where it holds no known blank, none for an unanswered optional key.
  private func filled(_ line: String, _ commands: inout ArraySlice<String>) -> [String] {
    for (blank, value) in [
      ("<title of the work>", title), ("<branch of the work>", branch), ("<last day in force>", expires),
    ] {
      if let value, line.contains(blank) { return [replacing(blank, in: line, with: value)] }
    }
    for (blank, value) in [("<ticket or address>", ticket), ("<who answers for it>", owner)] where line.contains(blank)
    {
      return value.map { [replacing(blank, in: line, with: $0)] } ?? []
    }
    if line.contains("<path that must not change>") {
      return deny.map { replacing("<path that must not change>", in: line, with: $0) }
    }
    return filledCommand(line, &commands)
  }

  /// A `run:` takes one command, a bare list item those that are left, and a tool's pattern each of them.
  private func filledCommand(_ line: String, _ commands: inout ArraySlice<String>) -> [String] {
    let blank = "<command that proves it>"
    if let own = withOwnAreas(line) ?? limits.lazy.compactMap({ $0.lines(for: line) }).first { return own }
    guard line.contains(blank), let last = validate.last else { return [line] }
    if line.contains("run:") { return [replacing(blank, in: line, with: commands.popFirst() ?? last)] }
    if line.contains("shell:") { return validate.map { replacing(blank, in: line, with: $0) } }
    defer { commands = [] }
    return commands.map { replacing(blank, in: line, with: $0) }
  }

  /// The template's band, or its areas, as the draft's own paths make them; nil for any other line.
  private func withOwnAreas(_ line: String) -> [String]? {
    guard let highest = areas.map(\.band).max() else { return nil }
    let titles = areas.map { EscapedText.line($0.title) }.joined(separator: ", ")
    if line.hasPrefix("band: "), let band = Band(rawValue: String(line.dropFirst(6))), band < highest {
      return ["# Raised, since the allowed paths lie in: \(titles).", "band: \(highest.rawValue)"]
    }
    let key = "  - area: ["
    guard line.hasPrefix(key), line.hasSuffix("]") else { return nil }
    let names = line.dropFirst(key.count).dropLast().split(separator: ",").map { $0.drop { $0 == " " } }
    let kept = names.filter { name in !areas.contains { $0.isCalled(String(name)) } }
    if kept.count == names.count { return nil }
    let left = names.filter { !kept.contains($0) }.joined(separator: ", ")
    let comment = "  # Left out, since the allowed paths lie there: \(left)."
    return [comment] + (kept.isEmpty ? [] : ["\(key)\(kept.joined(separator: ", "))]"])
  }

  private func replacing(_ blank: String, in line: String, with value: String) -> String {
    guard let range = line.firstRange(of: blank) else { return line }
    // A day can't be taken for anything else here, and reads better without quotes.
    let written = CalendarDate(value) == nil ? YAMLText.line(value) : value
    return String(line[..<range.lowerBound]) + written + String(line[range.upperBound...])
  }

  /// A literal block: every line as it is, indented. What no block can hold is written as one quoted line.
  private var outcomeLines: [String] {
    let lines = (outcome ?? "").split(whereSeparator: \.isNewline).map(String.init)
    let isPlain = lines.allSatisfy { line in
      EscapedText.line(line) == line && line.first != " "
    }
    guard isPlain, !lines.isEmpty else { return ["outcome: \(YAMLText.line(outcome ?? ""))"] }
    return ["outcome: |"] + lines.map { "  \($0)" }
  }
}
