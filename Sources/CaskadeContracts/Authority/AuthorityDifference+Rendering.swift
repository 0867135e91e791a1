package import CaskadeSyntax

extension AuthorityDifference {
  /// One line for each change, `+` where authority grew, `-` where it shrank, `~` for the rest; safe to print.
  package var lines: [String] {
    changes.map { change in
      switch change.effect {
      case .grew: "+ \(change.text)"
      case .shrank: "- \(change.text)"
      case .neutral: "~ \(change.text)"
      }
    }
  }

  /// `caskade.diff/1`: whether it grew, and the changes in order.
  package var json: JSONValue {
    .object([
      JSONMember("schema", "caskade.diff/1"),
      JSONMember("grew", .bool(grew)),
      JSONMember(
        "changes",
        .array(
          changes.map { change in
            .object([
              JSONMember("key", .string(change.key)),
              JSONMember("effect", .string(change.effect.rawValue)),
              JSONMember("text", .string(change.text)),
            ])
          })),
    ])
  }
}

extension AuthorityChange {
  /// The change in words: `adds db/migrations/**`, `files 12 → 30`; safe to print on one line.
  package var text: String { EscapedText.line(words) }
}
