import CaskadeSyntax

/// What a ticket says, as parts of a contract. It is written as text whatever it says.
enum TicketSections {
  /// The sentences that state a result; without any the template's blank, below the ticket as a comment. Nil where the
  /// ticket says nothing at all.
  static func outcome(_ ticket: TicketReading, title: String, template: [String]) -> [String]? {
    let stated = ticket.outcome.filter { plain($0) != plain(title) }
    if !stated.isEmpty { return block(stated) }
    guard !ticket.remark.isEmpty else { return nil }
    let remark = ticket.remark.map { $0.isEmpty ? "#" : "#   \($0)" }
    return ["# The ticket, none of whose sentences says what is true when the work is done:"] + remark + template
  }

  static func acceptance(_ ticket: TicketReading) -> [String] {
    [
      "# From the ticket. A person decides each line, but for one that says what shows it:",
      "# '- { says: LINE, proof: COMMAND }', or 'test: NAME'.", "acceptance:",
    ] + ticket.acceptance.map { "  - \(YAMLText.line($0))" }
  }

  /// Sentences as a literal block, one a line; quoted where a block can't hold them.
  private static func block(_ sentences: [String]) -> [String] {
    let isPlain = sentences.allSatisfy { EscapedText.line($0) == $0 && $0.first != " " && $0.last != " " }
    guard isPlain else { return ["outcome: \(YAMLText.line(sentences.joined(separator: " ")))"] }
    return ["outcome: |"] + sentences.map { "  \($0)" }
  }

  /// Letters and digits: what is left when punctuation and spacing don't count.
  private static func plain(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
