import CaskadeSyntax

/// A template with some of its blanks filled in, line by line, so that its comments stay.
package struct ContractDraft {
  private let template: String
  package var title: String?
  package var outcome: String?
  var ticket: String?
  package var owner: String?
  package var branch: String?
  package var expires: String?
  package var allow: [String] = []
  package var deny: [String] = []
  package var validate: [String] = []
  /// Where the allowed paths lie: the contract can't stop there, and its band is theirs at least.
  package var areas: [Area] = []

  package init(template: String) {
    self.template = template
  }

  package var text: String {
    var lines: [String] = []
    var isSkipping = false
    var commands = validate[...]
    for line in template.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("# caskade template") { continue }
      // The lines of a block scalar that was replaced are deeper than its key.
      if isSkipping, line.hasPrefix(" ") || line.isEmpty { continue }
      isSkipping = false
      if outcome != nil, line.hasPrefix("outcome:") {
        lines += outcomeLines
        isSkipping = true
      } else {
        lines += filled(line, &commands)
      }
    }
    return Self.withoutEmptyLists(lines).joined(separator: "\n")
  }

  /// A list whose last blank was left out would be a key without a value: the key goes too.
  private static func withoutEmptyLists(_ lines: [String]) -> [String] {
    lines.enumerated().filter { index, line in
      guard line.hasSuffix("deny:") else { return true }
      let next = lines[(index + 1)...].first { !$0.isEmpty && !$0.drop(while: { $0 == " " }).hasPrefix("#") }
      return next.map { indentation($0) > indentation(line) } ?? false
    }.map(\.element)
  }

  private static func indentation(_ line: String) -> Int { line.prefix { $0 == " " }.count }

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
    if line.contains("<path that may change>"), !allow.isEmpty {
      return allow.map { replacing("<path that may change>", in: line, with: $0) }
    }
    if line.contains("<path that must not change>") {
      return deny.map { replacing("<path that must not change>", in: line, with: $0) }
    }
    return filledCommand(line, &commands)
  }

  /// A `run:` takes one command, a bare list item those that are left, and a tool's pattern each of them.
  private func filledCommand(_ line: String, _ commands: inout ArraySlice<String>) -> [String] {
    let blank = "<command that proves it>"
    if let own = withOwnAreas(line) { return own }
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
