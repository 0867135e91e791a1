import CaskadeSyntax

/// The lines of a ticket that are its text, and the subject of the mail that it may be.
struct TicketLines {
  private(set) var lines: [TicketLine] = []
  private(set) var subject: String?

  private var isComment = false
  private var fence: String?
  /// How many short lines may still be a signature, below a closing.
  private var signature = 0
  /// Below `--` nothing is read until a heading.
  private var isSigned = false

  init(_ text: String) {
    let raw = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    // A log of short lines is no text that anybody reads to its end.
    for line in raw.dropFirst(mail(raw)).prefix(2_000) {
      guard take(line) else { break }
    }
  }

  /// The lines of a mail's head, where the text begins with one.
  private mutating func mail(_ raw: [Substring]) -> Int {
    var count = 0
    var fields = 0
    for line in raw.prefix(20) {
      let text = line.trimmingSpaces
      if text.isEmpty, fields == 0 {
        count += 1
        continue
      }
      guard let colon = text.firstIndex(of: ":"), Self.fields.contains(text[..<colon].lowercased()) else { break }
      if Self.subjects.contains(text[..<colon].lowercased()) {
        subject = Self.subject(text[text.index(after: colon)...])
      }
      fields += 1
      count += 1
    }
    guard fields > 1 else {
      subject = nil
      return 0
    }
    return count
  }

  /// Without `Re:` and its like.
  private static func subject(_ text: Substring) -> String? {
    var text = TicketText.plain(text)
    while let colon = text.firstIndex(of: ":"),
      ["re", "fw", "fwd", "aw", "wg", "tr", "rv"].contains(text[..<colon].lowercased())
    {
      text = text[text.index(after: colon)...].trimmingSpaces
    }
    return text.isEmpty ? nil : text
  }

  private static let subjects: Set<String> = ["subject", "betreff", "objet", "asunto", "assunto", "oggetto", "тема"]
  private static let fields = subjects.union([
    "from", "to", "cc", "bcc", "sent", "date", "reply-to", "von", "an", "gesendet", "datum", "de", "à", "envoyé",
    "para", "enviado", "fecha", "data", "da", "a", "inviato", "от", "кому", "дата", "importance", "priority",
  ])

  /// - Returns: false where the text ends, and an earlier mail begins.
  private mutating func take(_ raw: Substring) -> Bool {
    let bare = raw.trimmingSpaces
    if let open = fence {
      if bare.hasPrefix(open) {
        fence = nil
      } else {
        lines.append(TicketLine(TicketText.seen(raw), isCode: true))
      }
      return true
    }
    if !isComment, bare.hasPrefix("```") || bare.hasPrefix("~~~") {
      fence = String(bare.prefix(3))
      return true
    }
    let text = TicketText.seen(withoutComments(raw))
    // A line of nothing but a comment leaves no gap behind.
    if text.trimmingSpaces.isEmpty, !bare.isEmpty { return true }
    if Self.beginsOldMail(text.trimmingSpaces) { return false }
    keep(text)
    return true
  }

  private mutating func keep(_ text: String) {
    var line = TicketLine(text, isCode: false)
    let bare = text.trimmingSpaces
    if case .heading = line.kind {
      (isSigned, signature) = (false, 0)
      lines.append(line)
      return
    }
    if bare == "--" || bare == "__" { isSigned = true }
    if isSigned || bare.hasPrefix(">") || Self.isAction(bare) { return }
    guard line.kind == .prose else {
      if line.kind != .empty { signature = 0 }
      lines.append(line)
      return
    }
    if Self.isClosing(line.text) {
      signature = 5
      return
    }
    if signature > 0, line.text.split(separator: " ").count <= 6, !line.text.hasSuffix(".") {
      signature -= 1
      return
    }
    signature = 0
    guard let rest = Self.greeted(line.text) else {
      lines.append(line)
      return
    }
    if rest.isEmpty { return }
    line = TicketLine(rest, isCode: false)
    lines.append(line)
  }

  // MARK: What isn't the ticket's text

  private mutating func withoutComments(_ raw: Substring) -> String {
    var result = ""
    var rest = raw
    while true {
      if isComment {
        guard let end = rest.firstRange(of: "-->") else { return result }
        rest = rest[end.upperBound...]
        isComment = false
      }
      guard let start = rest.firstRange(of: "<!--") else { return result + rest }
      result += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      isComment = true
    }
  }

  /// `On 3 May 2026, Ann wrote:`
  private static func beginsOldMail(_ line: String) -> Bool {
    let text = line.lowercased()
    if ["original message", "ursprüngliche nachricht", "message d'origine", "mensaje original"]
      .contains(where: { text.trimming("-_ ") == $0 })
    {
      return true
    }
    let verbs = ["wrote:", "schrieb:", "écrit :", "écrit:", "escribió:", "escreveu:", "scritto:", "написал:", "пишет:"]
    return verbs.contains(where: text.hasSuffix) && text.contains { $0.isNumber || $0 == "@" } && text.count < 200
  }

  /// `/label ~bug`, `cc @ann`, and lines of mentions alone.
  private static func isAction(_ line: String) -> Bool {
    if line.hasPrefix("/"), line.dropFirst().first?.isLetter ?? false,
      !line.prefix(while: { $0 != " " }).dropFirst().contains("/")
    {
      return true
    }
    let words = line.lowercased().split { " ,:;".contains($0) }
    return words.contains { $0.hasPrefix("@") }
      && words.allSatisfy { $0.hasPrefix("@") || ["cc", "fyi", "and", "ping", "/cc", "&"].contains($0) }
  }

  private static func isClosing(_ line: String) -> Bool {
    let text = line.lowercased()
    guard text.split(separator: " ").count <= 6, text.count <= 60, !text.hasPrefix("thanks to") else { return false }
    return begins(text, TicketPhrases.closings)
  }

  /// The text behind a greeting; nil where there is none.
  private static func greeted(_ line: String) -> String? {
    guard begins(line.lowercased(), TicketPhrases.greetings) else { return nil }
    let end = line.firstIndex { ",!，、。！".contains($0) }
    guard let end else { return line.split(separator: " ").count <= 4 && line.count <= 40 ? "" : nil }
    guard line[..<end].split(separator: " ").count <= 5 else { return nil }
    return line[line.index(after: end)...].trimming(" -–")
  }

  /// Whole words only, where a script has such.
  private static func begins(_ text: String, _ phrases: [String]) -> Bool {
    phrases.contains { phrase in
      guard text.hasPrefix(phrase) else { return false }
      guard phrase.utf8.allSatisfy({ $0 < 0x80 }) else { return true }
      return !(text.dropFirst(phrase.count).first.map { $0.isLetter || $0 == "-" } ?? false)
    }
  }
}
