import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// What every form of an audit says, not yet escaped.
struct AuditPhrases {
  let audit: Audit

  var heading: String {
    let changes = audit.changes
    guard let first = changes.last, let last = changes.first else { return "\(audit.range): no change" }
    let days = [first.commit.seconds, last.commit.seconds].sorted().map { CalendarDate(secondsSince1970: $0).text }
    return "\(audit.range): \(changes.count.counted("change")) by first parents, \(days[0]) to \(days[1])"
  }

  /// How much is covered, and by what the rest isn't.
  var sums: [(title: String, count: Int, about: String)] {
    let all: [(title: String, count: Int, about: String)] = [
      ("kept, and landed so", audit.covered, "judged as kept under a contract; what landed is what was judged"),
      ("broken", audit.count(.broken), "landed although the newest record says broken"),
      ("unproven", audit.count(.unproven), "landed although the newest record says unproven"),
      ("conflicting", audit.count(.conflicting), "records call the same work kept and broken: counted as neither"),
      ("landed otherwise", audit.otherwise, "what reached the base differs from what was judged"),
      ("no contract needed", audit.count(.free), "a check says so; not counted for the coverage"),
      ("no record", audit.count(.none), "nothing is recorded of them"),
      (
        "by agents, uncovered", audit.signed,
        "a trailer, a bot's name or a note says so, and no kept record covers them"
      ),
    ]
    return all.filter { $0.count > 0 || $0.title == all[0].title }
  }

  var coverage: String {
    audit.coverage.map { "coverage \($0) %: \(audit.covered) of \(audit.governed.counted("change"))" }
      ?? "no change to cover"
  }

  static func landing(_ change: AuditedChange) -> String? {
    switch change.landing {
    case .asJudged: "as judged"
    case .merged: "as judged, merged with others' work"
    case .otherwise(let files, let paths):
      "otherwise than judged: \(files.counted("file")), \(paths.map(\.display).joined(separator: ", "))"
        + (files > paths.count ? ", ..." : "")
    case .unknown: "what was judged isn't here to compare"
    case nil: nil
    }
  }

  static func contract(_ change: AuditedChange) -> String? {
    change.record?.contract.map { $0.path ?? "a file outside" }
  }

  static func approver(_ change: AuditedChange) -> String? {
    switch change.approver {
    case .signed(let names): "signed by \(names.joined(separator: ", "))"
    case .merged(let author, let id): "its bytes on the base, by \(author) in \(id.short)"
    case nil: nil
    }
  }

  static func people(_ change: AuditedChange) -> String? {
    guard let contract = change.record?.contract, let people = contract.people else { return nil }
    return "\(people) of \((contract.needed ?? 0).counted("signature"))"
  }

  static func record(_ change: AuditedChange) -> String? {
    change.record.map { record in
      "\(record.evidence.prefix(12)) of \(InstantText.text(milliseconds: record.started * 1_000))"
        + (change.records > 1 ? ", the newest of \(change.records)" : "")
    }
  }

  static func day(_ change: AuditedChange) -> String { CalendarDate(secondsSince1970: change.commit.seconds).text }

  /// Something in it deserves a look.
  static func isOpen(_ change: AuditedChange) -> Bool { !change.isCovered && change.standing != .free }

  var unread: [String] {
    FigurePhrases.unread(audit.unread)
  }

  static let trust =
    "Records are the word of whoever can push refs/notes/caskade; --signed counts only those that a runner of the base signed."
}
