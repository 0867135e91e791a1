import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// The sentences of a board. What comes from a repository is as it stands there: a rendering escapes it.
struct BoardPhrases: Sendable {
  let board: Board

  /// What is said of the whole.
  var heading: String {
    let closed = board.closed.isEmpty ? "" : ", \(board.closed.count) closed"
    return "\(board.open.count) open\(closed) · \(board.tracked.counted("tracked file"))"
  }

  var place: String { "Contracts on \(board.base) \(board.baseCommit.short)" }

  static func age(_ row: Board.Row) -> String { row.days.map { "\($0) d" } ?? "-" }

  /// What there is to know of a contract beside its columns.
  static func notes(_ row: Board.Row) -> [String] {
    var notes: [String] = []
    if let owner = row.owner { notes.append(owner) }
    notes.append(row.branch.isEmpty ? "any branch" : row.branch.joined(separator: ", "))
    if let place = row.proposedOn {
      notes.append(place == "the working tree" ? "only in the working tree" : "only on \(place)")
    } else if row.people < row.needed {
      notes.append("\(row.people) of \(row.needed.counted("signature"))")
    }
    if !row.amendedOn.isEmpty { notes.append("another version on \(row.amendedOn.joined(separator: ", "))") }
    notes += row.turn.waits.filter { !$0.ending.isDone }.map { "after \($0.name)" }
    for lock in row.turn.locks {
      switch lock.holder {
      case .itself: notes.append("holds \(lock.name)")
      case .other(let path): notes.append("waits for \(lock.name), which \(ContractFolder.name(of: path)) holds")
      case .unknown(let path): notes.append("takes \(lock.name), as \(ContractFolder.name(of: path)) does")
      }
    }
    if let run = row.run { notes.append("runs since \(run.started), \(quiet(run))") }
    if let check = row.check {
      let past = row.isCheckCurrent ? "" : ", before the last change"
      notes.append("checked \(check.started.prefix(10)): \(check.verdict.rawValue)\(past)")
    } else if !row.state.isClosed, row.state != .draft {
      notes.append("no check on record")
    }
    if let expires = row.expires { notes.append("expires \(expires.text)") }
    return notes
  }

  private static func quiet(_ run: ContractFacts.Run) -> String {
    let minutes = run.quiet / 60
    if minutes < 1 { return "at work" }
    return "quiet for \(minutes < 120 ? minutes.counted("minute") : (minutes / 60).counted("hour"))"
  }

  // MARK: What gets into each other's way

  static func overlap(_ overlap: Board.Overlap) -> String {
    let both = "\(overlap.one) and \(overlap.other)"
    guard let example = overlap.example else { return "\(both): their patterns are too many to be compared" }
    let files =
      overlap.files == 0
      ? "no file that is there, but could be \(example.display)"
      : overlap.files == 1 ? example.display : "\(overlap.files.counted("file")), the first is \(example.display)"
    return "\(both): \(files)"
  }

  static func joint(_ effect: JointEffect) -> String {
    let more = effect.checks == 1 ? "" : " and \(effect.checks - 1) more"
    return
      "\(effect.loosens) may loosen \(effect.example.display)\(more), which guards what \(effect.guarded) may change"
  }

  static func why(_ step: BoardOrder.Step) -> String {
    let reasons = step.why.map { reason in
      switch reason {
      case .after(let name): "comes after \(name)"
      case .lock(let lock, let holder): "\(holder) holds \(lock)"
      case .overlap(let name, let path):
        path.map { "shares \($0.display) with \(name)" } ?? "may share files with \(name)"
      }
    }
    let end = step.wave == nil ? ["it waits for itself: have one of them amended"] : []
    return (reasons + end).joined(separator: "; ")
  }

  static func wave(_ step: BoardOrder.Step) -> String { step.wave.map { "\($0)." } ?? "-" }

  static func hotspot(_ hotspot: Board.Hotspot) -> String {
    "\(hotspot.path.display): in \(hotspot.contracts) contracts"
  }

  static func campaign(_ campaign: Board.Campaign) -> String {
    let states = campaign.states.map { "\($0.contracts) \($0.state.rawValue)" }.joined(separator: ", ")
    return "\(campaign.name): \(campaign.contracts.counted("contract")), \(states)"
  }

  /// How the closed ones ended, and why, counted.
  var closed: [String] {
    [ContractState.done, .cancelled, .takeover].compactMap { state in
      let rows = board.closed.filter { $0.state == state }
      guard !rows.isEmpty else { return nil }
      let reasons = ClosingReason.allCases.compactMap { reason -> String? in
        let count = rows.count { $0.reason == reason }
        return count == 0 ? nil : "\(count) \(reason.rawValue)"
      }
      return "\(rows.count) \(state.rawValue)" + (reasons.isEmpty ? "" : " (\(reasons.joined(separator: ", ")))")
    }
  }

  private static let mostAnswers = 10

  private var answers: [String] {
    let newest = board.questions.filter { $0.answer != nil }.sorted { $1.asked < $0.asked }.prefix(Self.mostAnswers)
    return newest.map { question in
      let decision = question.isGranted.map { $0 ? "granted" : "declined" }
      let answer = [decision, question.answer].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
      return "\(Self.name(question)): \(question.text) - \(answer)"
    }
  }

  private static func name(_ question: Board.Question) -> String {
    "question \(question.number)" + (question.contract.map { " of \($0)" } ?? "")
      + (question.worktree.map { ", in the worktree \($0)" } ?? "")
  }

  struct Section {
    let title: String
    let lines: [String]
  }

  /// Everything below the table. Empty ones are left out.
  var sections: [Section] {
    [
      Section(title: "Campaigns", lines: board.campaigns.map(Self.campaign)),
      Section(title: "Overlaps", lines: board.overlaps.map(Self.overlap)),
      Section(title: "Together", lines: board.joint.map(Self.joint)),
      Section(
        title: "An order without conflicts (those of one number can go side by side)",
        lines: board.order.map { step in
          let why = Self.why(step)
          return "\(Self.wave(step)) \(step.name)" + (why.isEmpty ? "" : ": \(why)")
        }),
      Section(title: "In several contracts", lines: board.hotspots.map(Self.hotspot)),
      Section(title: "Closed", lines: closed),
      Section(title: "Runs here", lines: board.runs.map(\.line)),
      Section(
        title: "Questions without an answer",
        lines: board.questions.filter { $0.answer == nil }.map { "\(Self.name($0)): \($0.text)" }),
      Section(title: "Questions that were answered, the newest", lines: answers),
    ].filter { !$0.lines.isEmpty }
  }
}
