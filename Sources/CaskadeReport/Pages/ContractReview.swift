import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// What a reviewer asks of a contract, answered from its text and from what is known of the repository.
struct ContractReview: Sendable {
  let contract: Contract
  let policy: Policy
  let reach: ContractReach
  /// How many files the repository tracks.
  let tracked: Int
  let facts: ReviewFacts

  // MARK: The first three lines

  /// What will be true, what may be touched at worst, and what proves it.
  var head: [(label: String, line: ReviewLine)] {
    [("Will be true", ReviewLine(oneLine(contract.outcome.value))), ("May touch", atWorst), ("Proven by", proof)]
  }

  private var atWorst: ReviewLine {
    let files = "\(reach.changeable.count) of \(tracked.counted("tracked file"))"
    let creating = contract.paths.allow.filter { $0.may.contains(.create) }.map(\.pattern.text)
    let new =
      creating.isEmpty
      ? "no new file"
      : "new files in \(creating.prefix(3).joined(separator: ", "))\(creating.count > 3 ? " and \(creating.count - 3) more" : "")"
    let areas = (reach.areas.map(\.area) + reach.growing).filter { $0.band == reach.band }.map(\.title)
    let why = areas.isEmpty || reach.band == .low ? "" : " (\(areas.joined(separator: ", ")))"
    return ReviewLine(
      "at worst \(files), and \(new); band \(reach.band.rawValue)\(why)",
      reach.band == .high ? .grave : reach.band == .medium ? .doubt : .plain)
  }

  private var proof: ReviewLine {
    guard let commands = contract.validation, !commands.isEmpty else {
      return ReviewLine(
        contract.validation == nil ? "nothing: a check will be unproven" : "nothing, as the contract says", .risk)
    }
    var parts = [commands.count.counted("command")]
    let told = commands.count { $0.onBase == .fails || $0.onBase == .missing }
    if told > 0 { parts.append("\(told) \(told == 1 ? "has" : "have") to fail without the change") }
    let open = contract.acceptance.count { $0.proof == nil }
    if !contract.acceptance.isEmpty {
      parts.append(
        "\(contract.acceptance.count - open) of \(contract.acceptance.count.counted("acceptance line")) by name")
    }
    return ReviewLine(parts.joined(separator: ", "), told == 0 ? .note : .good)
  }

  // MARK: What would make it unsafe

  var dangers: [ReviewLine] {
    opened + tools + wide + areas + growing + checks + reachOfCommands + people + others
  }

  /// The line that a signer has to have read; nil where nothing is more than ordinary.
  var riskiest: ReviewLine? {
    dangers.filter { $0.weight >= .doubt }.max { $0.weight < $1.weight }
  }

  private var opened: [ReviewLine] {
    let named = contract.paths.allow.compactMap(\.pattern.namedPath).filter { path in
      policy.protected.contains { $0.covers(FoldedPath(path)) }
    }
    return named.map { ReviewLine("opens the protected file \($0.display)", .grave) }
  }

  /// Tools whose use can't be taken back, and the network.
  private var tools: [ReviewLine] {
    var lines: [ReviewLine] = []
    for (entries, how) in [(contract.tools.allow, "without asking"), (contract.tools.ask, "after asking")] {
      for entry in entries {
        switch entry.tool {
        case .shell(let pattern):
          guard let why = IrreversibleCommand.why(pattern) else { continue }
          lines.append(ReviewLine("may use '\(pattern)' \(how): \(why)", how == "after asking" ? .risk : .grave))
        case .web(nil): lines.append(ReviewLine("may use the network \(how), with any host", .doubt))
        case .web(let host?): lines.append(ReviewLine("may use the network \(how), with \(host)", .note))
        case .read, .search, .edit, .agent, .mcp: break
        }
      }
    }
    return lines
  }

  private var wide: [ReviewLine] {
    var lines: [ReviewLine] = []
    if tracked > 0, reach.changeable.count * 2 > tracked {
      lines.append(ReviewLine("may change \(reach.changeable.count * 100 / tracked) % of the repository", .risk))
    }
    if contract.branch.isEmpty { lines.append(ReviewLine("governs every branch", .doubt)) }
    if contract.expires == nil { lines.append(ReviewLine("never expires", .doubt)) }
    return lines
  }

  private var areas: [ReviewLine] {
    let band = ContractBand(contract, policy: policy)
    return [ReviewLine("band \(band.band.rawValue): \(band.reason)")]
      + reach.areas.map { area, count in
        let what = "may change \(count.counted("file")) of the area \(raised(area, band.band))"
        return ReviewLine(what + IrreversibleCommand.lasting(area.name), weight(area))
      }
  }

  private var growing: [ReviewLine] {
    let band = ContractBand(contract, policy: policy).band
    return reach.growing.map {
      ReviewLine("may add files to the area \(raised($0, band))\(IrreversibleCommand.lasting($0.name))", weight($0))
    }
  }

  private func raised(_ area: Area, _ band: Band) -> String {
    area.title + (area.band > band ? ", which makes it band \(area.band.rawValue)" : "")
  }

  private func weight(_ area: Area) -> ReviewLine.Weight {
    switch area.band {
    case .low: .plain
    case .medium: .note
    case .high: .risk
    }
  }

  private var checks: [ReviewLine] {
    var lines: [ReviewLine] = []
    if !contract.paths.checksMayChange.isEmpty {
      let patterns = contract.paths.checksMayChange.map(\.pattern)
      let files = reach.changeable.count { path in patterns.contains { $0.matches(path) } }
      let places = patterns.map(\.text).joined(separator: ", ")
      lines.append(ReviewLine("checks may be removed or loosened in \(places) (\(files.counted("file")))", .risk))
    }
    for allowance in contract.paths.unseen {
      lines.append(
        ReviewLine("gates may leave \(allowance.pattern.text) unseen: \(allowance.reason)", .doubt))
    }
    return lines
  }

  private var reachOfCommands: [ReviewLine] {
    let commands = contract.validation ?? []
    var lines = commands.filter(\.isUncontained).map {
      ReviewLine("'\($0.name)' runs uncontained, and may reach the rest of the machine", .risk)
    }
    let online = commands.count { !$0.isOffline }
    if online > 0 {
      lines.append(ReviewLine("\(online) of \(commands.count.counted("command")) may use the network"))
    }
    return lines
  }

  private var people: [ReviewLine] {
    var lines: [ReviewLine] = []
    if let owners = facts.owners, !owners.isEmpty {
      lines.append(ReviewLine("owners to ask: \(list(owners, "file"))", .note))
    }
    if let history = facts.history {
      let of = "\(history.touching) of the last \(history.commits.counted("commit"))"
      var text = "\(of) changed these files"
      if !history.busiest.isEmpty { text += ", most often \(list(history.busiest, nil))" }
      lines.append(ReviewLine(text, history.touching * 4 > max(history.commits, 20) ? .note : .plain))
      if !history.authors.isEmpty { lines.append(ReviewLine("who worked there lately: \(list(history.authors, nil))")) }
    }
    return lines
  }

  private func list(_ counted: [ReviewFacts.Counted], _ noun: String?) -> String {
    let shown = counted.prefix(4).map { one in
      "\(one.name) (\(noun.map { one.count.counted($0) } ?? "\(one.count)"))"
    }
    return shown.joined(separator: ", ") + (counted.count > 4 ? " and \(counted.count - 4) more" : "")
  }

  /// Other contracts.
  private var others: [ReviewLine] {
    var lines = facts.neighbours.map { neighbour -> ReviewLine in
      guard let example = neighbour.example else { return ReviewLine("may overlap with \(neighbour.name)", .doubt) }
      let files =
        neighbour.files == 0
        ? "no file that is there, but could be \(example.display)"
        : "\(neighbour.files.counted("file")), the first is \(example.display)"
      return ReviewLine("overlaps with \(neighbour.name): \(files)", .doubt)
    }
    lines += facts.joint.map { ReviewLine(BoardPhrases.joint($0), .risk) }
    for wait in facts.turn.waits where !wait.ending.isDone {
      lines.append(ReviewLine("isn't in force before \(wait.name) is closed as done", .note))
    }
    for lock in facts.turn.locks {
      switch lock.holder {
      case .itself: lines.append(ReviewLine("takes the lock \(lock.name)"))
      case .other(let path), .unknown(let path):
        lines.append(
          ReviewLine("waits for the lock \(lock.name), as \(ContractFolder.name(of: path)) takes it too", .note))
      }
    }
    return lines
  }

  // MARK: What no command proves

  var unproven: [ReviewLine] {
    var lines = contract.acceptance.filter { $0.proof == nil }.map { ReviewLine(oneLine($0.says), .doubt) }
    if contract.acceptance.isEmpty {
      lines.append(ReviewLine("whether the outcome, as a whole, is what was wanted", .doubt))
    }
    for condition in contract.stopWhen {
      if case .question(let text) = condition.kind {
        lines.append(ReviewLine("whether it has to stop: \(oneLine(text))", .note))
      }
    }
    return lines
  }

  // MARK: Approvals

  var approvals: [ReviewLine] {
    let found = facts.approvals
    guard found.needed > 0 || !found.signatures.isEmpty else {
      return [ReviewLine("band \(reach.band.rawValue) asks for no signature: its bytes on the base are enough")]
    }
    let isMet = found.people >= found.needed && found.missingGroups.isEmpty
    var lines = [
      ReviewLine(
        "band \(reach.band.rawValue) asks for \(found.needed.counted("signature")), and \(found.people) "
          + (found.people == 1 ? "counts" : "count"), isMet ? .good : .doubt)
    ]
    for signature in found.signatures {
      let band = signature.band.map { " for band \($0.rawValue)" } ?? ""
      lines.append(
        ReviewLine(
          "signed by \(signature.principal)\(band)" + (signature.refusal.map { ", which doesn't count: \($0)" } ?? ""),
          signature.refusal == nil ? .good : .doubt))
    }
    lines += found.missingGroups.map { ReviewLine("nobody of \($0) has signed", .doubt) }
    if !isMet, !found.signers.isEmpty {
      lines.append(ReviewLine("who can sign: \(found.signers.prefix(8).joined(separator: ", "))"))
    }
    return lines
  }

  private func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
