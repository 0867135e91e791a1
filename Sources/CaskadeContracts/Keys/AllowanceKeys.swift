import CaskadeSyntax

/// The keys of an entry that lets something pass for a while.
enum AllowanceKeys {
  /// - Parameters:
  ///   - list: the key that holds the entries.
  ///   - example: a line for what lacks a path.
  static func table(of list: String, example: String) -> KeyTable<Draft> {
    KeyTable(
      blank: Draft(), settle: { $0.line = $1 },
      [
        Key(
          "path", \.pattern, .optional(.pattern), SchemaParts.anyPattern,
          required: .missingKey("path", example: example), .none),
        Key(
          "reason", \.reason, .optional(.text), "why it is harmless", example: "test vectors",
          required: .missingReason(key: list), .none),
        Key(
          "expires", \.expires, .optional(.date), "the last day on which it is allowed",
          required: .missingKey("expires", example: "expires: 2027-01-01"), .none),
      ])
  }

  /// An entry as far as it is read: every key is required.
  struct Draft: Hashable, Sendable {
    var pattern: PathPattern?
    var reason: String?
    var expires: CalendarDate?
    var line = 1
  }
}

extension Notation where Value == [Allowance] {
  static func allowances(of list: String, example: String) -> Notation {
    let item = Notation<AllowanceKeys.Draft>.mapping(AllowanceKeys.table(of: list, example: example))
    let list = item.list("")
    var notation = Notation(
      schema: list.schema,
      read: { decoder, node, place in
        list.read(&decoder, node, place)?.compactMap { draft in
          guard let pattern = draft.pattern, let reason = draft.reason, let expires = draft.expires else { return nil }
          return Allowance(pattern: pattern, reason: reason, expires: expires, line: draft.line)
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

  private static func draft(_ entry: Allowance) -> AllowanceKeys.Draft {
    AllowanceKeys.Draft(pattern: entry.pattern, reason: entry.reason, expires: entry.expires, line: entry.line)
  }
}

extension Comparison where Value == [Allowance] {
  /// What an entry lets pass, and until when; the reason is for people.
  static func allowances(gained: String, lost: String) -> Comparison {
    Comparison { old, new, context in
      func texts(_ entries: [Allowance]) -> [String] {
        entries.map { "\($0.pattern.text) until \($0.expires.text)" }
      }
      let (before, after) = (texts(old), texts(new))
      let known = (Set(before), Set(after))
      return context.list(
        before.filter { !known.1.contains($0) }.map { "\(lost) \($0)" },
        after.filter { !known.0.contains($0) }.map { "\(gained) \($0)" }, grows: .byGaining)
    }
  }
}
