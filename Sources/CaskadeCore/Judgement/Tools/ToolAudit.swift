package import CaskadeContracts
package import CaskadeInspection
package import CaskadeSyntax

/// Sets what transcripts tell against the contract, the change and what the commands showed here.
///
/// No text of a transcript leaves it but without its secrets, and shortened.
package struct ToolAudit {
  private let contract: Contract
  private let rules: ToolRules
  private let setting: TranscriptSetting
  private let changed: [RepositoryPath]
  private let mask = TextMask()
  private var claims: ValidationClaims

  private var record = ToolsRecord()
  private var uses = ToolTally()
  private var refusals = ToolTally()
  private var marks = MarkTally()
  private var limits: LimitCounter
  private var allowancesUsed: Set<Tool> = []
  private var written: Set<RepositoryPath> = []
  private var edited: Set<RepositoryPath> = []
  private var seen: Set<String> = []

  private static let mostEntries = 300
  private static let mostCharacters = 160
  /// The same command again so many times in a row is a loop.
  private static let loop = 8

  package static func record(
    _ given: [GivenTranscript], contract: Contract, policy: Policy, changes: ChangeSet, validation: ValidationFacts,
    setting: TranscriptSetting
  ) -> ToolsRecord {
    var audit = ToolAudit(
      contract: contract, policy: policy, changes: changes, validation: validation, setting: setting)
    for transcript in given { audit.add(transcript) }
    return audit.finished()
  }

  private init(
    contract: Contract, policy: Policy, changes: ChangeSet, validation: ValidationFacts, setting: TranscriptSetting
  ) {
    self.contract = contract
    self.setting = setting
    rules = ToolRules(contract, policy)
    changed = changes.changes.map(\.path)
    claims = ValidationClaims(contract.validation ?? [], validation)
    limits = LimitCounter(contract)
  }

  // MARK: One transcript

  private mutating func add(_ given: GivenTranscript) {
    var source = ToolsRecord.Source(
      name: shown(given.name), agent: "", format: "", writtenFor: "", standing: .unreadable, calls: 0, started: nil,
      models: [], faults: given.faults.map(shown), isComplete: false)
    guard let transcript = given.transcript else {
      record.sources.append(source)
      return
    }
    (source.agent, source.format, source.writtenFor) = (transcript.agent, transcript.format, transcript.writtenFor)
    source.calls = transcript.uses.count
    source.started = transcript.start.map { InstantText.text(milliseconds: $0) }
    source.models = transcript.models.prefix(20).map(shown)
    source.isComplete = transcript.reading.isComplete
    if let roots = TranscriptRoots.roots(of: transcript, setting, changed: changed) {
      source.standing = .read
      read(transcript, source.name, roots)
    } else {
      source.standing = .foreign
    }
    record.sources.append(source)
  }

  private mutating func read(_ transcript: Transcript, _ name: String, _ roots: [[String]]) {
    for (escalation, line) in transcript.escalations.sorted(by: { $0.value < $1.value }) {
      marks.add(.escalation, escalation.rawValue, "\(name):\(line)")
    }
    var (last, times, start) = ("", 0, "")
    for use in transcript.uses {
      if let id = use.name ?? use.id, !seen.insert("\(transcript.format) \(id)").inserted { continue }
      let place = "\(name):\(use.line)"
      judge(use, place, roots)
      let command = use.action == .shell ? use.command?.text ?? "" : ""
      if command.isEmpty || command != last { (last, times, start) = (command, 0, place) }
      times += 1
      if times == Self.loop { marks.add(.loop, shown(command), start, calls: times) }
      if times > Self.loop { marks.add(.loop, shown(command), start) }
    }
    record.milliseconds += transcript.workMilliseconds
    record.tokens += transcript.tokens
    if let cost = transcript.cost { record.cost = (record.cost ?? 0) + cost }
    limits.end(transcript)
  }

  // MARK: One call

  private mutating func judge(_ use: ToolUse, _ place: String, _ roots: [[String]]) {
    let parts = ToolParts(use)
    let isRefused = use.status == .rejected || use.answer == "deny"
    let isFailed = use.status == .error
    var isViolation = false
    for tool in parts.tools {
      let answer = rules.answer(tool)
      if isRefused {
        refusals.add(shown(tool.text), answer, isFailed: false, place)
      } else {
        uses.add(shown(tool.text), answer, isFailed: isFailed, place)
        isViolation = isViolation || answer.decision.isViolation
        allowancesUsed.formUnion(rules.allowing(tool))
      }
    }
    if parts.isUnknown {
      let text = use.action == .shell ? "shell: \(use.command?.text ?? use.tool)" : use.tool
      let answer = rules.answerToUnknown
      if isRefused {
        refusals.add(shown(text), answer, isFailed: false, place)
      } else {
        uses.add(shown(text), answer, isFailed: isFailed, place)
        isViolation = isViolation || answer.decision.isViolation
      }
    }
    guard !isRefused else {
      record.refused += 1
      return
    }
    record.calls += 1
    if isViolation { record.violations += 1 }
    limits.count(use, claims.command(of: use, parts))
    claims.note(use, parts, place)
    look(use, parts, place, roots)
  }

  private mutating func look(_ use: ToolUse, _ parts: ToolParts, _ place: String, _ roots: [[String]]) {
    if let escalation = use.escalation {
      marks.add(.escalation, "\(escalation.rawValue): \(shown(use.command?.text ?? use.tool))", place)
    }
    if let text = use.command?.text {
      let masked = mask.maskedStrictly(text)
      if masked != text { marks.add(.secret, shortened(masked), place) }
    }
    for host in ProductionHost.hosts(in: use, parts) { marks.add(.production, shown(host), place) }
    let folder = use.ownFolder.map { AgentPath($0, in: use.folder, home: setting.home).text } ?? use.folder
    for file in use.files { look(file.path, file.operation.isWrite, isEdit: true, use, folder, place, roots) }
    for file in parts.actions?.writes ?? [] {
      if file == ShellActions.unknown {
        marks.add(.wroteUnknown, shown(use.command?.text ?? ""), place)
      } else {
        look(file, true, isEdit: false, use, folder, place, roots)
      }
    }
  }

  private mutating func look(
    _ text: String, _ isWrite: Bool, isEdit: Bool, _ use: ToolUse, _ folder: String?, _ place: String,
    _ roots: [[String]]
  ) {
    let path = AgentPath(text, in: folder, home: setting.home)
    if path.isCredential { marks.add(.secret, shown(path.text), place) }
    guard let inside = path.inside(roots) else {
      let isRoot = roots.contains(path.parts)
      if isWrite, !path.isTemporary, !isRoot {
        marks.add(.wroteOutside, shown(path.text), place)
      } else if !isWrite, !isRoot, use.action != .search {
        marks.add(.readOutside, shown(path.text), place)
      }
      return
    }
    guard isWrite, use.status != .error else { return }
    written.insert(inside)
    if isEdit { edited.insert(inside) }
  }

  // MARK: The end

  private mutating func finished() -> ToolsRecord {
    for claim in claims.broken { marks.add(.claim, shown(claim.command), claim.place) }
    let changedSet = Set(changed)
    let byName = changed.filter { path in !written.contains(path) && !isBelowWritten(path) }
    record.unexplained = Array(byName.prefix(Self.mostEntries))
    let gone = edited.filter { !changedSet.contains($0) }.sorted()
    record.gone = Array(gone.prefix(Self.mostEntries))
    record.unused = rules.allowing.map(\.tool).filter { !allowancesUsed.contains($0) }.map(\.text)
    let (all, asked, seen) = (uses.rows, refusals.rows, marks.rows)
    record.uses = Array(all.prefix(Self.mostEntries))
    record.refusals = Array(asked.prefix(Self.mostEntries))
    record.marks = Array(seen.prefix(Self.mostEntries))
    record.limits = limits.limits(record)
    record.omitted =
      [byName.count, gone.count, all.count, asked.count, seen.count].reduce(0) { $0 + max(0, $1 - Self.mostEntries) }
    return record
  }

  /// A command that writes a folder may write all in it.
  private func isBelowWritten(_ path: RepositoryPath) -> Bool {
    path.bytes.indices.contains {
      path.bytes[$0] == UInt8(ascii: "/") && written.contains(RepositoryPath(bytes: path.bytes[..<$0]))
    }
  }

  private func shown(_ text: String) -> String { shortened(mask.maskedStrictly(text)) }

  private func shortened(_ text: String) -> String {
    text.count > Self.mostCharacters ? "\(text.prefix(Self.mostCharacters))…" : text
  }
}
