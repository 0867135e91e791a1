package import CaskadeSyntax

/// What a ticket's text says that a contract can use. It is data: nothing in it is obeyed, and none of it is lost
/// unsaid: what isn't used stands in `remark`.
package struct TicketReading: Hashable, Sendable {
  package internal(set) var title: String?
  /// `WEB-1423`, `#12`, or an address.
  package internal(set) var id: String?
  /// Sentences that state what is true when the work is done; empty where none does.
  package internal(set) var outcome: [String] = []
  /// Check boxes, and what stands below a heading such as "Acceptance criteria".
  package internal(set) var acceptance: [String] = []
  /// The text in lines for a comment, without greetings, signatures and quoted mail.
  package internal(set) var remark: [String] = []
  /// The bytes that weren't read, since the ticket is too long or isn't text.
  package internal(set) var unread = 0

  /// What is read of a ticket; nobody reads more either.
  package static let mostBytes = 64 << 10
  static let mostSentences = 4
  static let mostAcceptance = 20
  static let mostRemarks = 40
  /// Of one sentence or line: what is longer is no single statement.
  static let mostCharacters = 300

  package init() {}

  /// - Parameter bytes: any. What isn't text gives an empty ticket.
  package init(_ bytes: [UInt8]) {
    guard !Self.isBinary(bytes) else {
      unread = bytes.count
      return
    }
    let head = Self.whole(bytes.prefix(Self.mostBytes), of: bytes.count)
    unread = bytes.count - head.count
    let page = TicketPage(String(decoding: head, as: UTF8.self))
    title = page.title
    id = TicketID.find(title: page.title, lines: page.lines)
    acceptance = page.acceptance
    outcome = page.outcome
    remark = page.remark
  }

  /// Text has no NUL, and at most a few bytes that aren't UTF-8.
  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(8_000)
    if head.contains(0) { return true }
    let wrong = UTF8Units(Array(head)).count { if case .byte = $0 { true } else { false } }
    return wrong > 8 && wrong * 10 > head.count
  }

  /// Not cut inside a character.
  private static func whole(_ head: ArraySlice<UInt8>, of count: Int) -> ArraySlice<UInt8> {
    var head = head
    guard head.count < count else { return head }
    while let last = head.last, last & 0xC0 == 0x80 { head.removeLast() }
    if let last = head.last, last >= 0xC0 { head.removeLast() }
    return head
  }
}
