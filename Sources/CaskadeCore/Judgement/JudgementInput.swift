package import CaskadeContracts
package import CaskadeInspection
package import CaskadeSyntax

/// Every fact that a judgement rests on. It is gathered outside; a judgement itself knows no clock, file or git.
package struct JudgementInput: Sendable {
  /// What the caller left out by name.
  package struct Request: Hashable, Sendable {
    package var allowSelfDeclared = false
    package var skipValidation = false
    /// Every command ran on the base too.
    package var baseline = false
    /// Nil for all gates.
    package var onlyGates: Set<GateName>?
    /// Nil for all validation commands; else the names of those that run.
    package var onlyCommands: Set<String>?

    package init() {}

    package func asks(for gate: GateName) -> Bool {
      onlyGates?.contains(gate) ?? true
    }
  }

  package let contract: Contract
  package let standing: ContractStanding
  package let policy: Policy
  package let changes: ChangeSet
  /// The changes that scope, protected and budget judge: all but the governing contract and its approvals, as long as
  /// they are files that were created or amended.
  package let judgedChanges: [Change]
  /// The links of the head tree, where the change makes or retargets one; else nil.
  package let links: LinkMap?
  /// Folders of the working tree that are repositories of their own and no submodules.
  package let nestedRepositories: [RepositoryPath]
  /// Submodules of the working tree of which git can't say at which commit they are.
  package let unreadableSubmodules: [RepositoryPath]
  /// Files of the working tree that git refuses to store.
  package let refused: [RepositoryPath]
  /// Paths that commits of the range changed and that are in the end as they were.
  package let passing: [PassingChange]
  package let branch: String?
  package let baseName: String
  package let mergeBase: ObjectID
  package let pinned: Bool
  package let today: CalendarDate
  package let secrets: SecretScan?
  /// Nil if the checks of base and head were not compared.
  package let integrity: [IntegrityFinding]?
  /// What gates had to look at and couldn't.
  package let unseen: [Unseen]
  /// Compiled once from the policy, the added lines' hits, and the contract's paths.
  let areas: AreaFinder
  let scope: ScopeRules
  package let validation: ValidationFacts
  package let request: Request

  /// - Parameters:
  ///   - areaHits: what `AreaContentScanner` found in the added lines.
  ///   - areas: the same, compiled already.
  package init(
    contract: Contract, standing: ContractStanding, policy: Policy, changes: ChangeSet, links: LinkMap?,
    nestedRepositories: [RepositoryPath], branch: String?, baseName: String, mergeBase: ObjectID, pinned: Bool,
    today: CalendarDate, secrets: SecretScan?, integrity: [IntegrityFinding]? = nil, areaHits: [AreaHit] = [],
    validation: ValidationFacts, request: Request, refused: [RepositoryPath] = [], passing: [PassingChange] = [],
    unreadableSubmodules: [RepositoryPath] = [], areas: AreaFinder? = nil, unseen: [Unseen] = []
  ) {
    self.contract = contract
    self.standing = standing
    self.policy = policy
    self.changes = changes
    let isOwn = standing.ownPaths
    judgedChanges = changes.changes.filter { !Self.isPaper($0, isOwn) }
    self.links = links
    self.nestedRepositories = nestedRepositories
    self.branch = branch
    self.baseName = baseName
    self.mergeBase = mergeBase
    self.pinned = pinned
    self.today = today
    self.secrets = secrets
    self.integrity = integrity
    self.areas = areas ?? AreaFinder(policy, hits: areaHits)
    scope = ScopeRules(contract.paths)
    self.validation = validation
    self.request = request
    self.refused = refused
    self.passing = passing
    self.unreadableSubmodules = unreadableSubmodules
    self.unseen = unseen
  }

  /// What keeps a gate from passing: all that it couldn't look at, but where somebody accepts that.
  func unseen(by gate: GateName) -> [Unseen] {
    unseen.filter { $0.gate == gate && !acceptsUnseen($0.path) }
  }

  /// Whether a file may go unseen.
  func acceptsUnseen(_ path: RepositoryPath) -> Bool { false }

  private static func isPaper(_ change: Change, _ isOwn: (RepositoryPath) -> Bool) -> Bool {
    switch change.operation {
    case .create, .modify: isOwn(change.path) && change.newMode.kind == FileMode.regular.kind
    case .delete, .submodule: false
    }
  }
}

/// A path that a commit of the range changed, and that base and head have alike.
package struct PassingChange: Hashable, Sendable {
  package let path: RepositoryPath
  /// The first such commit.
  package let commit: ObjectID

  package init(path: RepositoryPath, commit: ObjectID) {
    self.path = path
    self.commit = commit
  }
}

/// What a scan of all that the range adds found.
package struct SecretScan: Hashable, Sendable {
  package let hits: [SecretHit]
  package let addedLines: Int

  package init(hits: [SecretHit], addedLines: Int) {
    self.hits = hits
    self.addedLines = addedLines
  }
}
