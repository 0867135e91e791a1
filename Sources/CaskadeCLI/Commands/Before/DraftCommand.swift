import CaskadeAgents
import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem
import CaskadeTemplates

/// `caskade draft`: writes a contract from a ticket, a template and what the repository says.
struct DraftCommand: Command {
  private let title: String?
  private let template: String
  private let ticket: String?
  private let issue: String?
  private let fromDiff: String?
  private let allow, deny, validate, branches: [String]
  private let output, each: String?
  private let asks, isDry: Bool

  /// A draft is meant for work that begins now.
  private static let daysInForce = 14

  static let words = CommandWords(
    name: "draft", group: .before, summary: "write a contract from a ticket, a template and what the repository says",
    examples: [
      "caskade draft 'Fix the login redirect loop' --ticket ticket.md",
      "caskade draft 'Fix the login redirect loop' --ticket ticket.md --allow src/login/redirect.py",
      "caskade draft 'Fix the login redirect loop' --allow 'Sources/Login/**' --validate 'swift test'",
      "gh issue view 12 --json title,body,labels,number,url | caskade draft --issue -",
      "caskade draft 'As it was done' --from-diff HEAD~1..HEAD --output -",
      "caskade draft 'Move {target} to the new logger' --each 'packages/*' --template refactor",
    ])

  init(_ read: inout ArgumentReader) {
    let words = read.operands("[TITLE]", 0...64, .text)
    title = words.first
    if words.count > 1 {
      let one = words.joined(separator: " ")
      read.refuse(
        CommandError(
          "a title is one argument, and these are \(words.count): \(EscapedText.line(one))",
          hint:
            "quote the title ('Fix the login redirect loop'), and give each pattern or command an option of its own "
            + "(--allow src/a --allow src/b)"))
    }
    template =
      read.value(
        "--template", "NAME", "the kind of work (caskade template list); bug-fix when left out", .template) ?? "bug-fix"
    ticket = read.value("--ticket", "FILE", "the ticket's text, which the rest is drafted from; - reads standard input")
    issue = read.value(
      "--issue", "FILE", "the same from an issue as JSON (gh issue view --json, glab issue view -F json)")
    fromDiff = read.value(
      "--from-diff", "BASE..HEAD", "the narrowest contract that a past change fits, to learn from it")
    allow = read.values(
      "--allow", "GLOB",
      "a path that the agent may change; may be repeated. The draft adds what likely changes with a file or folder, and "
        + "nothing to a pattern")
    deny = read.values("--deny", "GLOB", "a path that it may not; may be repeated")
    validate = read.values("--validate", "CMD", "a command that proves the outcome; may be repeated")
    branches = read.values(
      "--branch", "NAME", "a branch that it governs; may be repeated. One of its own and those of agents when left out")
    output = read.value("--output", "FILE", "where to write; - prints. Contracts/<title>.yaml when left out")
    each = read.value(
      "--each", "GLOB",
      "a campaign: one narrow contract for each folder (else file) that the pattern matches; {target} in TITLE is its path"
    )
    isDry = read.flag("--dry-run", "print what would be written; write nothing")
    let mayAsk = !read.flag("--no-input", "never ask a question")
    asks = mayAsk && each == nil && !isDry
    if each != nil, fromDiff != nil || (output != nil && output != "-") {
      read.refuse(
        CommandError(
          "'--each' writes a contract for each target into Contracts/, and goes neither with '--from-diff' nor with a file",
          hint: "leave the other out; '--output -' prints them"))
    }
    if ticket != nil, issue != nil {
      read.refuse(CommandError("'--ticket' and '--issue' are two tickets", hint: "leave one of the two out"))
    }
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    if issue == nil, fromDiff == nil, ticket == nil { _ = try Self.checked(title) }
    let template = try TemplateShelf(host).named(template)
    for text in allow + deny + branches + [each].compactMap({ $0 }) { try Self.checkPattern(text) }
    let ticket = try Ticket(file: ticket, issue: issue, host)
    return try Session.run(host) { (session) throws(CommandError) in
      try TemplateCommand.judge(template, LintFacts.workingPolicy(session), host)
      let past = try fromDiff.map { (range) throws(CommandError) in try PastDiff(range, session) }
      let title = try Self.checked(title ?? ticket.title ?? past?.subject)
      let facts = try RepositoryFacts(session)
      if let each { return try campaign(each, title, template, ticket, facts, session) }
      let slug = Slug.text(title) ?? Self.free(in: session.repository.location.workTree)
      try checkName(slug, session)
      let query = ScopeQuery(title: title.utf8, ticket: past == nil ? ticket.text : [])
      let policy = try LintFacts.workingPolicy(session)
      var work = DraftWork(
        template, title: title, reader: try ScopeReader(query, session), policy: policy, session)
      if let doubt = ticket.doubt { host.note("caskade: \(doubt)") }
      work.past = past
      work.reference = ticket.reference ?? TicketID.find(inTitle: title)
      work.ticket = past == nil ? ticket.reading : nil
      work.owner = facts.owner
      let own = DraftBranches.own(slug, template: template.name)
      work.branches =
        branches.isEmpty
        ? DraftBranches.patterns(
          own: own, current: facts.branch, agents: AgentBranches.patterns, others: facts.contracts) : branches
      work.expires = Self.lastDay
      work.deny = deny
      work.validate = validate
      let tracked = work.reader.tracked.count
      if let past {
        work.scope = past.work.proposal(policy: policy, tracked: tracked)
      } else {
        let conversation = asks ? DraftConversation(session) : nil
        let given = allow.compactMap { try? PathPattern($0) }
        work.scope = work.reader.proposer.proposal(given: given)
        if let conversation, given.isEmpty, ContractDraft.asksForPaths(template.text) {
          work.scope = try conversation.scope(work.scope, work.reader.proposer)
        }
        if let conversation, work.lacksCommands { work.validate = try conversation.validation() }
      }
      guard asks, output != "-", let screen = DraftScreen(session) else {
        return try write(work.text, slug, session)
      }
      guard let text = try screen.review(work) else {
        host.note("caskade: nothing is written")
        return .good
      }
      return try write(text, slug, session)
    }
  }

  private static var lastDay: String {
    CalendarDate(secondsSince1970: WallClock.seconds() + daysInForce * 86_400).text
  }

  /// One contract for each target, all of them or none.
  private func campaign(
    _ each: String, _ title: String, _ template: BuiltInTemplate, _ ticket: Ticket, _ facts: RepositoryFacts,
    _ session: Session
  ) throws(CommandError) -> ExitCode {
    let query = ScopeQuery(title: title.utf8, ticket: ticket.text)
    let policy = try LintFacts.workingPolicy(session)
    var work = DraftWork(
      template, title: title, reader: try ScopeReader(query, session), policy: policy, session)
    if let doubt = ticket.doubt { session.host.note("caskade: \(doubt)") }
    work.reference = ticket.reference ?? TicketID.find(inTitle: title)
    work.ticket = ticket.reading
    work.owner = facts.owner
    work.expires = Self.lastDay
    work.deny = deny
    work.validate = validate
    let campaign = try DraftCampaign(each, title: title, tracked: work.reader.tracked)
    let drafts = campaign.drafts(of: work, allow: allow, branches: branches, facts)
    let modeline = Self.modeline(session.repository.location.workTree)
    let texts = drafts.map { (path: $0.path, text: modeline + $0.text) }
    if output == "-" || isDry {
      for draft in texts { try session.host.write("# \(draft.path.display)\n\(draft.text)\n") }
      if isDry { session.host.note("caskade: nothing is written: these would be \(texts.count.counted("contract"))") }
      return .good
    }
    try DraftCampaign.write(texts, below: session.repository.location.workTree)
    try session.host.write(campaign.nextSteps(texts))
    return .good
  }

  private static func checked(_ title: String?) throws(CommandError) -> String {
    guard let title, !title.split(whereSeparator: \.isWhitespace).isEmpty,
      title.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else {
      throw CommandError("a title is one line of text", hint: "caskade draft 'Fix the login redirect loop'")
    }
    return title
  }

  /// A contract of a name that policy and signers have would never be read, or be taken for the policy.
  private func checkName(_ slug: String, _ session: Session) throws(CommandError) {
    let path =
      switch output {
      case nil: ContractFolder.path(named: slug)
      case "-": nil as RepositoryPath?
      case let file?: session.repository.path(of: session.host.path(file))
      }
    guard let path, path == ContractFolder.policy || ContractFolder.isMisnamed(path) else { return }
    throw .misnamed(path, hint: "choose another title, or --output Contracts/NAME.yaml")
  }

  private func write(_ draft: String, _ slug: String, _ session: Session) throws(CommandError) -> ExitCode {
    let host = session.host
    let root = session.repository.location.workTree
    let text = Self.modeline(root) + draft
    if output == "-" {
      try host.write(text)
      return .good
    }
    let name = output ?? ContractFolder.path(named: slug).display
    if isDry {
      try host.write(text)
      host.note("caskade: nothing is written: this would be \(EscapedText.line(name))")
      return .good
    }
    let file = output.map(host.path) ?? root.appending(name)
    do throws(FileError) {
      if output == nil { try FileSystem.createFolders(root.appending(ContractFolder.folder)) }
      try AtomicFile.write(Array(text.utf8), to: file, replacing: false)
    } catch {
      guard error.kind == .exists else { throw CommandError(error) }
      throw CommandError(
        "'\(name)' is there already", hint: "choose another title, or --output FILE; a draft never replaces a file")
    }
    try host.write(Self.nextSteps(name, slug, text, isStandard: output == nil))
    return .good
  }

  /// What editors find the schema by, where the repository has one beside its contracts (yaml-language-server, README).
  private static func modeline(_ root: ByteString) -> String {
    let name = "contract.schema.json"
    guard FileSystem.exists(root.appending(ContractFolder.path(of: Array(name.utf8)))) else { return "" }
    return "# yaml-language-server: $schema=\(name)\n"
  }

  private static func nextSteps(
    _ name: String, _ slug: String, _ text: String, isStandard: Bool
  ) -> String {
    let source = SourceText(name: name, text)
    let result = ContractReader.read(source)
    var lines = ["\(name) is written."]
    let blanks = result.contract?.blanks ?? []
    if !blanks.isEmpty {
      lines.append("It is a draft: \(blanks.count) blank\(blanks.count == 1 ? " is" : "s are") left to fill in.")
      lines += blanks.map { blank in
        "  line \(blank.line): \(blank.text)" + (TemplateBlank(blank.text).map { "  (\($0.explanation))" } ?? "")
      }
    }
    lines.append("next:")
    if !blanks.isEmpty { lines.append("  1. fill in the blanks, until 'caskade lint' is silent") }
    let first = blanks.isEmpty ? 1 : 2
    let branch = result.contract?.branch.first?.pattern.text ?? "of its own"
    lines.append("  \(first). review what it grants: caskade show \(isStandard ? slug : name)")
    lines.append("  \(first + 1). approve it: commit it to the base branch, by a pull request if that is your way")
    lines.append("  \(first + 2). let the agent work on branch \(EscapedText.line(branch)), then: caskade check")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func checkPattern(_ text: String) throws(CommandError) {
    do throws(PathPatternError) {
      _ = try PathPattern(text)
    } catch {
      throw CommandError(error.message, hint: error.hint)
    }
  }

  /// `contract-1`, or the first number after it that is free, for a title of which no name can be made.
  private static func free(in root: ByteString) -> String {
    let number =
      (1...999).first { !FileSystem.exists(root.appending(ContractFolder.path(named: "contract-\($0)"))) } ?? 1000
    return "contract-\(number)"
  }
}
