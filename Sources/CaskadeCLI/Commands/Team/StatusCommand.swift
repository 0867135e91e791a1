import CaskadeCore
import CaskadeEngine
import CaskadeReport
import CaskadeSyntax
import CaskadeSystem

/// `caskade status`: the board of all contracts.
struct StatusCommand: Command {
  private enum Format: String, OptionChoice { case text, json, markdown, html }

  private let base: String?
  private let format: Format
  private let isInColumns: Bool
  private let output: String?
  private let stuckAfter: Int

  static let words = CommandWords(
    name: "status", group: .team, summary: "the board: open contracts, their state, order, where they overlap",
    examples: ["caskade status", "caskade status --columns", "caskade status --format html --output ../board.html"])

  private static let mostHours = 10_000

  init(_ read: inout ArgumentReader) {
    base = read.value("--base", "REV", "where contracts are approved")
    format = read.choice("--format", "FORMAT", standard: .text)
    isInColumns = read.flag("--columns", "by state, a line for each contract")
    output = read.value("--output", "FILE", "write it there")
    stuckAfter =
      read.value(
        "--stuck-after", "HOURS",
        "a run without a commit, a check or a tool call for so long is stuck; \(BoardReader.stuckAfterHours) when left out"
      ) { (word) throws(CommandError) in
        guard let hours = Int(word), (1...Self.mostHours).contains(hours) else {
          throw CommandError(
            "'--stuck-after' can't be '\(word)'", hint: "a number of hours from 1 to \(Self.mostHours)")
        }
        return hours
      } ?? BoardReader.stuckAfterHours
    if isInColumns, format != .text {
      read.refuse(CommandError("'--columns' is for text", hint: "leave out '--columns' or '--format'"))
    }
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    try Session.run(host) { (session) throws(CommandError) in
      if let output { try OutputPlace.check(output, session) }
      let board = try BoardReader(session, base: base, now: WallClock.seconds(), stuckAfter: stuckAfter)
        .board()
      try OutputPlace.write(bytes(board, host), output ?? "-", host)
      return .good
    }
  }

  private func bytes(_ board: Board, _ host: Host) -> [UInt8] {
    switch format {
    case .json: return JSONWriter(.pretty, order: .sorted).bytes(board.json) + [0x0A]
    case .markdown: return Array(BoardMarkdown(board).text.utf8)
    case .html: return Array(BoardHTML(board).text.utf8)
    case .text:
      let isTerminal = output == nil
      let page = BoardText(
        board, layout: isInColumns ? .columns : .table,
        width: (isTerminal ? TerminalScreen(host).width : nil) ?? .max,
        isColored: isTerminal && host.isColored(.output))
      return Array(page.text.utf8)
    }
  }
}
