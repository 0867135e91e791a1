import CaskadeContracts
import CaskadeCore
package import CaskadeSyntax

/// The page as Markdown, for the pull request that proposes the contract.
extension ContractPage {
  package var markdown: String {
    var blocks: [String] = []
    blocks.append(
      review.head.map { "**\($0.label):** \(MarkdownText.escaped($0.line.text))" }.joined(separator: "  \n"))
    let branches = contract.branch.map { MarkdownText.code($0.pattern.text) }.joined(separator: ", ")
    blocks.append(
      "**\(MarkdownText.escaped(contract.title.value))** · \(MarkdownText.code(name)) · "
        + (branches.isEmpty ? "any branch" : "branch \(branches)") + " · "
        + (contract.expires.map { "expires \($0.value.text)" } ?? "never expires"))
    for question in questions {
      var parts = ["### \(question.title)"]
      if !question.blocks.isEmpty {
        parts.append(MarkdownText.block(question.blocks.joined(separator: "\n\n")))
      }
      if !question.lines.isEmpty { parts.append(Self.list(question.lines)) }
      if let more = question.more, !more.lines.isEmpty { parts.append("\(more.title):\n\n" + Self.list(more.lines)) }
      blocks.append(parts.joined(separator: "\n\n"))
    }
    blocks += rest.map { block in
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      return "**\(lines.first ?? "")**\n\n" + MarkdownText.block(lines.dropFirst().joined(separator: "\n"))
    }
    blocks.append(MarkdownText.escaped(approval))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func list(_ lines: [ReviewLine]) -> String {
    lines.map { line in
      let text = MarkdownText.escaped(line.text)
      return line.weight >= .risk ? "- **\(text)**" : "- \(text)"
    }.joined(separator: "\n")
  }

  /// The contract in canonical form, and below `review` what the page says beside it.
  package var json: JSONValue {
    let review = JSONValue.object([
      JSONMember("approval", .string(approval)),
      JSONMember(
        "head", .object(self.review.head.map { JSONMember($0.label.jsonKey, .string($0.line.text)) })),
      JSONMember("dangers", Self.json(self.review.dangers)),
      JSONMember("riskiest", self.review.riskiest.map { .string($0.text) } ?? .null),
      JSONMember("unproven", Self.json(self.review.unproven)),
      JSONMember("approvals", Self.json(self.review.approvals)),
      JSONMember("changeable", .integer(self.review.reach.changeable.count)),
      JSONMember("tracked", .integer(self.review.tracked)),
      JSONMember("band", .string(self.review.reach.band.rawValue)),
      JSONMember("lint", .array(self.review.facts.lint.map { .string($0) })),
    ])
    guard case .object(let members) = ContractJSON.value(contract) else { return review }
    return .object(members + [JSONMember("review", review)])
  }

  private static func json(_ lines: [ReviewLine]) -> JSONValue {
    .array(
      lines.map { line in
        .object([JSONMember("text", .string(line.text)), JSONMember("weight", .string("\(line.weight)"))])
      })
  }
}

extension String {
  /// `Will be true` is `will_be_true`.
  fileprivate var jsonKey: String {
    lowercased().split(separator: " ").joined(separator: "_")
  }
}
