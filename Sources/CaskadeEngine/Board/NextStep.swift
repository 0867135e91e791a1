import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// Where a repository stands, for the person before it, and what to do next.
package struct NextStep: Sendable {
  /// Safe to print, a line each.
  package let lines: [String]
  /// A command.
  package let next: String

  /// - Parameter now: seconds since 1970.
  package init(_ session: Session, now: Int) throws(CommandError) {
    let branch = try? session.repository.revisions.head().branch
    guard let tip = try? BaseAndHead.base(nil, session) else {
      lines = ["there is no base branch here yet"]
      next = "git commit, then caskade init"
      return
    }
    let place =
      "\(branch.map { "branch \(EscapedText.line($0))" } ?? "no branch"), base \(EscapedText.line(tip.name)) \(tip.commit.short)"
    let board = try BoardReader(session, base: nil, now: now).board()
    let root = session.repository.location.workTree
    guard !board.open.isEmpty || !board.closed.isEmpty || FileSystem.exists(root.appending(ContractFolder.folder))
    else {
      lines = [place, "not set up: there is neither a contract nor a policy"]
      next = "caskade init"
      return
    }
    let counts = ContractState.allCases.compactMap { state -> String? in
      let count = board.open.count { $0.state == state }
      return count == 0 ? nil : "\(count) \(state.rawValue)"
    }
    let open =
      "\(board.open.count.counted("open contract"))" + (counts.isEmpty ? "" : ": \(counts.joined(separator: ", "))")
    let isBase = branch == tip.branch
    let mine = board.open.filter { row in
      !isBase && branch.map { name in Self.governs(row, name) } ?? false
    }
    guard let row = mine.first, mine.count == 1 else {
      lines = [place, open] + (mine.count > 1 ? ["\(mine.count) contracts may govern this branch"] : [])
      next = board.open.isEmpty ? "caskade draft 'What has to be done'" : "caskade status"
      return
    }
    let name = EscapedText.line(row.name)
    var found = [
      place, open, "\(row.path.display) governs this branch: \(row.state.rawValue), band \(row.band.rawValue)",
    ]
    for wait in row.turn.waits where !wait.ending.isDone {
      found.append("it comes after \(EscapedText.line(wait.name)), which isn't done")
    }
    lines = found
    next = Self.command(row.state, name)
  }

  private static func governs(_ row: Board.Row, _ branch: String) -> Bool {
    row.branch.contains { text in
      (try? PathPattern(text)).map { BranchPattern(pattern: $0, line: 1).matches(branch) } ?? false
    }
  }

  private static func command(_ state: ContractState, _ name: String) -> String {
    switch state {
    case .draft: "caskade lint: it names what is still blank in \(name)"
    case .proposed: "caskade show \(name), then have it approved: caskade approve \(name)"
    case .approved: "let the agent work, then: caskade check"
    case .running: "let the agent work; caskade status says how it stands"
    case .stuck: "look at what the agent waits for, or end it; caskade ask lists its questions"
    case .inReview, .broken, .unproven: "caskade check"
    case .amended: "caskade show \(name), then have the amendment approved: caskade approve \(name)"
    case .kept: "caskade report > ../report.md for the pull request; caskade close \(name) --as done"
    case .expired: "have it approved again with a later 'expires:', or caskade close \(name) --as cancelled"
    case .done, .cancelled, .takeover: "caskade status"
    }
  }
}
