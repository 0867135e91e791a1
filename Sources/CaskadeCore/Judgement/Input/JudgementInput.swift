package import CaskadeContracts
package import CaskadeInspection
package import CaskadeSyntax

/// Every fact that a judgement rests on, with what is worked out from them once for all gates. The facts are gathered
/// outside; a judgement itself knows no clock, file or git.
package struct JudgementInput: Sendable {
  /// What the caller left out by name.
  package struct Request: Hashable, Sendable {
    package var allowSelfDeclared = false
    package var skipValidation = false
    package var noBaseChecks = false
    /// Nil for all commands.
    package var share: CheckRequest.Share?
    /// Every command ran on the base too.
    package var baseline = false
    /// Nil for all gates.
    package var onlyGates: Set<GateName>?
    /// Nil for all validation commands; else the names of those that run.
    package var onlyCommands: Set<String>?

    package init() {}

    package init(_ request: CheckRequest) {
      allowSelfDeclared = request.allowSelfDeclared
      skipValidation = request.skipValidation
      noBaseChecks = request.noBaseChecks
      share = request.share
      baseline = request.baseline
      onlyGates = request.onlyGates.map(Set.init)
      onlyCommands = request.onlyCommands.map(Set.init)
    }

    package func asks(for gate: GateName) -> Bool {
      onlyGates?.contains(gate) ?? true
    }
  }

  package let contract: Contract
  package let standing: ContractStanding
  /// Changed paths to which the base's attributes give `linguist-generated`, where a limit asks for it.
  let generated: Set<RepositoryPath>
  package let policy: Policy
  package let changes: ChangeSet
  /// The changes that scope, protected and budget judge, and their band.
  package let run: JudgedRun
  /// Folders of the working tree that are repositories of their own and no submodules.
  package let nestedRepositories: [RepositoryPath]
  /// Submodules of the working tree of which git can't say at which commit they are.
  package let unreadableSubmodules: [RepositoryPath]
  /// Files of the working tree that git refuses to store.
  package let refused: [RepositoryPath]
  package let branch: String?
  package let baseName: String
  /// As messages name it: a commit by the beginning of its id.
  var shownBase: String { ObjectID(baseName).map(\.short) ?? EscapedText.line(baseName) }
  package let mergeBase: ObjectID
  package let pinned: Bool
  package let today: CalendarDate
  package let secrets: SecretScan?
  /// Nil if the checks of base and head were not compared.
  package let integrity: [IntegrityFinding]?
  /// Nil where the commands were to run on the head as it is.
  package let merged: MergedRecord?
  /// What transcripts tell of the run; nil where none was given.
  package let tools: ToolsRecord?
  /// Where the code seems to know the answer of a test.
  package let special: SpecialCase?
  /// What gates had to look at and couldn't.
  package let unseen: [Unseen]
  package let validation: ValidationFacts
  /// Contracts that may loosen, or loosened, what guards this one's work.
  let joint: [JointWork]
  /// Nil where the branch touched no check file.
  package let baseChecks: BaseChecks?
  package let request: Request
  package let origin: WorkOrigin
  /// Of the policy, and of the lines that the changes add.
  let areas: AreaFinder
  /// What contract and policy say of each changed path.
  let paths: PathDecisions
  /// Commands that may be flaky.
  private let retried: Set<String>
  /// Nil where neither policy nor signers change.
  package let signedRules: SignedRules?
  /// Who approved what judges, and who has to, in the band of the run.
  let tally: ApprovalTally
  /// What became of each acceptance line, in the contract's order.
  let acceptance: [AcceptanceRecord]

  /// - Parameters:
  ///   - links: those of the head tree, where the change makes or retargets one; else nil.
  ///   - passing: paths that commits of the range changed and that are in the end as they were.
  ///   - areas: of the policy, and of the lines that the changes add.
  ///   - run: worked out from this contract, its standing, and these changes.
  package init(
    contract: Contract, standing: ContractStanding, policy: Policy, changes: ChangeSet, run: JudgedRun,
    links: LinkMap?, nestedRepositories: [RepositoryPath], branch: String?, baseName: String, mergeBase: ObjectID,
    pinned: Bool, today: CalendarDate, secrets: SecretScan?, integrity: [IntegrityFinding]? = nil,
    validation: ValidationFacts, request: Request, refused: [RepositoryPath] = [], passing: [PassingChange] = [],
    unreadableSubmodules: [RepositoryPath] = [], generated: Set<RepositoryPath> = [], origin: WorkOrigin = .plain,
    areas: AreaFinder, unseen: [Unseen] = [], signedRules: SignedRules? = nil, baseChecks: BaseChecks? = nil,
    special: SpecialCase? = nil, merged: MergedRecord? = nil, tools: ToolsRecord? = nil,
    joint: [JointWork] = []
  ) {
    self.joint = joint
    self.tools = tools
    self.contract = contract
    self.standing = standing
    self.generated = generated
    self.policy = policy
    self.changes = changes
    self.run = run
    self.nestedRepositories = nestedRepositories
    self.branch = branch
    self.baseName = baseName
    self.mergeBase = mergeBase
    self.pinned = pinned
    self.today = today
    self.secrets = secrets
    self.integrity = integrity
    self.validation = validation
    self.request = request
    self.refused = refused
    self.unreadableSubmodules = unreadableSubmodules
    self.origin = origin
    self.areas = areas
    self.unseen = unseen
    self.special = special
    self.merged = merged
    self.signedRules = signedRules
    self.baseChecks = baseChecks
    paths = PathDecisions(
      contract: contract, policy: policy, scope: ScopeRules(contract.paths), areas: areas, changes: run.changes,
      links: links, passing: passing.filter { !standing.isOwn($0.path) })
    tally = standing.approvals.tally(
      for: run.band.band, policy: policy, atLeast: policy.judgesSelfDeclared ? 0 : standing.leastApprovals)
    let isApproved = standing.leastApprovals == 0 || tally.people > 0
    retried =
      isApproved && !policy.failsFlaky
      ? Set((contract.validation ?? []).filter { $0.retries > 0 }.map(\.name)) : []
    let acceptance = AcceptanceJudgement(
      validation: validation, baseChecks: baseChecks, acceptsFlaky: retried.contains,
      commands: contract.validation ?? [])
    self.acceptance = contract.acceptance.map(acceptance.record)
  }

  /// A flaky run of the command is accepted: an approved contract runs it again, and the policy has nothing against it.
  func acceptsFlaky(_ command: String) -> Bool { retried.contains(command) }

  /// The command passed on the judged tree, perhaps not at once.
  func passes(_ record: ValidationRecord) -> Bool {
    record.run.state == .pass || record.run.state == .flaky && acceptsFlaky(record.name)
  }

  /// What a gate couldn't look at. A contract that nobody has approved accepts nothing.
  func unseen(by gate: GateName) -> UnseenFiles {
    let isApproved = standing.leastApprovals == 0 || tally.people > 0
    return UnseenFiles(
      unseen.filter { $0.gate == gate }, acceptedBy: policy.unseen + (isApproved ? contract.paths.unseen : []),
      today: today)
  }

  /// The sentences about changed paths.
  var wording: PathWording {
    PathWording(mergeBase: mergeBase, amendment: standing.amendCommand, brought: origin.brought)
  }
}
