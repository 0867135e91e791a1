import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeSyntax

/// What is said of records.
enum RecordPhrases {
  /// - Parameter place: a folder; nil for the notes.
  static func kept(_ record: EvidenceRecord, isNew: Bool, in place: String? = nil) -> String {
    sentence(isNew ? "recorded" : "recorded already", record, place)
  }

  /// - Parameter place: a folder; nil for the notes.
  static func planned(_ record: EvidenceRecord, in place: String?) -> String {
    sentence("would be recorded", record, place)
  }

  private static func sentence(_ verb: String, _ record: EvidenceRecord, _ place: String?) -> String {
    let commit = record.head.commit.short
    let on = record.head.uncommitted ? "on \(commit), on which the uncommitted work stands" : "on \(commit)"
    let what = "\(record.verdict.rawValue)\(record.contract?.path.map { ", \(EscapedText.line($0))" } ?? "")"
    return "\(verb) \(on), in \(place ?? RecordStore.reference): \(what)"
  }

  /// One record in one line.
  ///
  /// - Parameter standing: what its signature is worth; nil where that can't be told.
  static func line(
    _ record: EvidenceRecord, _ kept: KeptRecord, _ standing: RunnerSignatures.Standing?
  ) -> String {
    let size = record.size
    var parts = [
      EscapedText.line(record.started), record.verdict.rawValue.padded(to: 9), record.head.commit.short,
      EscapedText.line(record.contract?.path ?? (record.contract == nil ? "no contract" : "a file outside")),
      record.contract?.band.rawValue ?? "", "\(count(size.files, "file")) +\(size.added) -\(size.deleted)",
    ].filter { !$0.isEmpty }
    let open = record.gates.filter { $0.required && ($0.state == .fail || $0.state == .unproven) }
    parts += open.map { "\($0.state.rawValue) \(EscapedText.line($0.name))" }
    if record.head.uncommitted { parts.append("uncommitted") }
    parts += [record.agent, record.model].compactMap { $0.map { EscapedText.line($0) } }
    if let signature = kept.signature { parts.append(words(standing, signature)) }
    return parts.joined(separator: "  ")
  }

  private static func words(_ standing: RunnerSignatures.Standing?, _ signature: EvidenceSignature) -> String {
    switch standing {
    case .counted(let runner, _): "signed by \(runner.text)"
    case .notCounted(let why): "signed, which doesn't count: \(EscapedText.line(why))"
    case .bad: "signature doesn't fit"
    case .unsigned, nil: "signed as \(signature.principal.text), not verified"
    }
  }

  /// What stands in the notes and isn't a record that can be read.
  static func unread(_ listing: RecordStore.Listing) -> [String] {
    let altered = listing.count { if case .altered = $0 { true } else { false } }
    let newer = listing.count { if case .newer = $0 { true } else { false } }
    let unreadable = listing.count { if case .unreadable = $0 { true } else { false } }
    let foreign = listing.count { if case .foreign = $0 { true } else { false } }
    return [
      altered == 0 ? nil : "\(count(altered, "record")) altered: the digest is another one's",
      unreadable == 0 ? nil : "\(count(unreadable, "record")) of no form that is known",
      newer == 0 ? nil : "\(count(newer, "record")) of a newer caskade",
      foreign == 0 ? nil : "\(count(foreign, "line")) of other tools",
      listing.others == 0 ? nil : "\(count(listing.others, "file")) that \(listing.others == 1 ? "is" : "are") no note",
    ].compactMap { $0 }
  }

  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
