import CaskadeSyntax

/// The keys of an entry that lets something pass for a while.
enum AllowanceKeys {
  static let table = KeyTable<Draft>(
    blank: Draft(), settle: { $0.line = $1 },
    [
      Key(
        "path", \.pattern, .optional(.pattern), SchemaParts.anyPattern,
        required: .missingKey("path", example: "path: Tests/keys.txt"), .none),
      Key(
        "reason", \.reason, .optional(.text), "why it is harmless", example: "test vectors",
        required: .missingReason(key: "secrets.allow"), .none),
      Key(
        "expires", \.expires, .optional(.date), "the last day on which it is allowed",
        required: .missingKey("expires", example: "expires: 2027-01-01"), .none),
    ])

  /// An entry as far as it is read: every key is required.
  struct Draft: Hashable, Sendable {
    var pattern: PathPattern?
    var reason: String?
    var expires: CalendarDate?
    var line = 1
  }
}

extension Notation where Value == [Policy.SecretAllowance] {
  static var allowances: Notation {
    let item = Notation<AllowanceKeys.Draft>.mapping(AllowanceKeys.table)
    let list = item.list("")
    var notation = Notation(
      schema: list.schema,
      read: { decoder, node, place in
        list.read(&decoder, node, place)?.compactMap { draft in
          guard let pattern = draft.pattern, let reason = draft.reason, let expires = draft.expires else { return nil }
          return Policy.SecretAllowance(pattern: pattern, reason: reason, expires: expires, line: draft.line)
        }
      },
      json: { list.json($0.map(draft)) }, layout: { list.layout($0.map(draft)) })
    notation.inside = item.inside
    notation.listed = { allowances, path in
      allowances.map { entry in
        ListedValue(path, "\(entry.pattern.text) until \(entry.expires.text): \(entry.reason)", line: entry.line)
      }
    }
    return notation
  }

  private static func draft(_ entry: Policy.SecretAllowance) -> AllowanceKeys.Draft {
    AllowanceKeys.Draft(pattern: entry.pattern, reason: entry.reason, expires: entry.expires, line: entry.line)
  }
}

extension Comparison where Value == [Policy.SecretAllowance] {
  /// What an entry lets pass, and until when; the reason is for people.
  static func entries(gained: String, lost: String) -> Comparison {
    Comparison { old, new, context in
      func texts(_ entries: [Policy.SecretAllowance]) -> [String] {
        entries.map { "\($0.pattern.text) until \($0.expires.text)" }
      }
      return Comparison<[String]>.names(gained: gained, lost: lost, grows: .byGaining)
        .changes(texts(old), texts(new), context)
    }
  }
}
