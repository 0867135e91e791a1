/// A ticket's text, parted by its headings, and what each part says.
struct TicketPage {
  private(set) var title: String?
  private(set) var acceptance: [String] = []
  private(set) var outcome: [String] = []
  private(set) var remark: [String] = []
  /// Of the text, without marks.
  private(set) var lines: [String] = []

  private enum Part { case prose, expected, acceptance, aside }

  private var part = Part.prose
  private var expected: [String] = []
  private var prose: [String] = []
  /// Lines that belong to one paragraph or one item.
  private var block: [String] = []
  private var blockBox: Bool?
  private var isItem = false

  init(_ text: String) {
    let read = TicketLines(text)
    var body = read.lines[...]
    title = read.subject
    if title == nil, let own = Self.title(body) {
      title = own.text
      if own.isHeading { body = body.drop { $0.kind == .empty }.dropFirst() }
    }
    lines = body.map(\.text).filter { !$0.isEmpty }
    for line in body { take(line) }
    endBlock()
    acceptance = Self.once(acceptance, most: TicketReading.mostAcceptance)
    outcome = Self.once(chosen, most: TicketReading.mostSentences)
    remark = TicketRemark.lines(body)
  }

  /// A first heading, or a short first line that stands alone.
  private static func title(_ body: ArraySlice<TicketLine>) -> (text: String, isHeading: Bool)? {
    let body = body.drop { $0.kind == .empty }
    guard let first = body.first else { return nil }
    if case .heading(let level) = first.kind, level <= 2, !isKnown(first.text) { return (first.text, true) }
    guard first.kind == .prose, first.text.count <= 90, let last = first.text.last, !".:!?。！？,;".contains(last),
      body.dropFirst().first?.kind == .empty, body.dropFirst(2).contains(where: { $0.kind != .empty })
    else { return nil }
    return (first.text, true)
  }

  private static func isKnown(_ heading: String) -> Bool {
    [TicketPhrases.acceptance, TicketPhrases.expected, TicketPhrases.aside].contains {
      TicketPhrases.isAbout(heading, $0)
    }
  }

  // MARK: Lines

  private mutating func take(_ line: TicketLine) {
    switch line.kind {
    case .empty, .code: endBlock()
    case .heading: begin(line.text)
    case .item(let box):
      endBlock()
      (block, blockBox, isItem) = ([line.text], box, true)
    case .prose:
      if isItem, !line.isIndented { endBlock() }
      if !isItem, let rest = labelled(line.text) {
        guard !rest.isEmpty else { return }
        block.append(rest)
      } else {
        block.append(line.text)
      }
    }
  }

  private mutating func begin(_ heading: String) {
    endBlock()
    let heading = heading.trimming("*_:# ")
    if TicketPhrases.isAbout(heading, TicketPhrases.acceptance) {
      part = .acceptance
    } else if TicketPhrases.isAbout(heading, TicketPhrases.expected) {
      part = .expected
    } else {
      part = TicketPhrases.isAbout(heading, TicketPhrases.aside) ? .aside : .prose
    }
  }

  /// `Expected: one redirect` begins a part, and has text behind its label; nil for a line without a known label.
  private mutating func labelled(_ line: String) -> String? {
    guard let colon = line.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    let label = line[..<colon]
    guard label.count <= 40, label.split(separator: " ").count <= 5, Self.isKnown(String(label)) else { return nil }
    begin(String(label))
    return line[line.index(after: colon)...].trimmingSpaces
  }

  // MARK: Blocks

  private mutating func endBlock() {
    let text = block.joined(separator: " ").trimmingSpaces
    defer { (block, blockBox, isItem) = ([], nil, false) }
    guard !text.isEmpty, !Self.isNothing(text) else { return }
    let isBox = isItem && blockBox != nil
    switch part {
    case .aside: break
    case .acceptance:
      let isWhole = isItem || ["given ", "scenario", "when "].contains { text.lowercased().hasPrefix($0) }
      acceptance += (isWhole ? [text] : TicketSentences.sentences(text)).filter(Self.isCheckable)
    case .expected, .prose:
      if isBox {
        if Self.isCheckable(text) { acceptance.append(text) }
      } else if part == .expected {
        expected += isItem ? [text] : TicketSentences.sentences(text)
      } else {
        prose += isItem ? [text] : TicketSentences.sentences(text)
      }
    }
  }

  /// What a form writes for an empty field.
  private static func isNothing(_ text: String) -> Bool {
    ["_no response_", "no response", "n/a", "none", "-", "tbd"].contains(text.lowercased().trimming("."))
  }

  private static func isCheckable(_ text: String) -> Bool {
    let text = text.lowercased()
    let isOfFiler = ["i ", "i'", "i’", "my ", "we have searched", "ich habe"].contains { text.hasPrefix($0) }
    return !isOfFiler && TicketSentences.mayStand(text)
  }

  // MARK: The outcome

  private var chosen: [String] {
    let stated = expected.filter(TicketSentences.mayState)
    if !stated.isEmpty { return stated }
    let results = prose.filter { TicketSentences.mayState($0) && TicketSentences.saysResult($0) }
    if !results.isEmpty { return results }
    let isShort = prose.count <= 3 && prose.allSatisfy(TicketSentences.mayState)
    return isShort && TicketSentences.isUntroubled(prose.joined(separator: " ")) ? prose : []
  }

  private static func once(_ lines: [String], most: Int) -> [String] {
    var seen: Set<String> = []
    return Array(lines.filter { seen.insert($0).inserted }.prefix(most))
  }
}
