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

    package init(_ request: CheckRequest) {
      allowSelfDeclared = request.allowSelfDeclared
      skipValidation = request.skipValidation
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
  package let policy: Policy
  package let changes: ChangeSet
  /// The changes that scope, protected and budget judge.
  package let judgedChanges: [Change]
  /// The run's.
  package let band: RunBand
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
  /// Compiled once from the policy, the added lines' hits, and the contract's paths.
  let areas: AreaFinder
  let scope: ScopeRules
  package let validation: ValidationFacts
  package let request: Request

  /// - Parameters:
  ///   - areaHits: what `AreaContentScanner` found in the added lines.
  ///   - areas: the same, compiled already.
  ///   - judged: which of the changes are judged, found out already.
  package init(
    contract: Contract, standing: ContractStanding, policy: Policy, changes: ChangeSet, links: LinkMap?,
    nestedRepositories: [RepositoryPath], branch: String?, baseName: String, mergeBase: ObjectID, pinned: Bool,
    today: CalendarDate, secrets: SecretScan?, integrity: [IntegrityFinding]? = nil, areaHits: [AreaHit] = [],
    validation: ValidationFacts, request: Request, refused: [RepositoryPath] = [], passing: [PassingChange] = [],
    unreadableSubmodules: [RepositoryPath] = [], areas: AreaFinder? = nil, judged: JudgedChanges? = nil
  ) {
    self.contract = contract
    self.standing = standing
    self.policy = policy
    self.changes = changes
    self.links = links
    self.nestedRepositories = nestedRepositories
    self.branch = branch
    self.baseName = baseName
    self.mergeBase = mergeBase
    self.pinned = pinned
    self.today = today
    self.secrets = secrets
    self.integrity = integrity
    let areas = areas ?? AreaFinder(policy, hits: areaHits)
    self.areas = areas
    let judged =
      judged ?? JudgedChanges(changes.changes, contract: contract, standing: standing, areas: areas)
    (judgedChanges, band) = (judged.changes, judged.band)
    scope = ScopeRules(contract.paths)
    self.validation = validation
    self.request = request
    self.refused = refused
    self.passing = passing
    self.unreadableSubmodules = unreadableSubmodules
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

/// What a scan of the range's added lines found.
package struct SecretScan: Hashable, Sendable {
  package struct Hit: Hashable, Sendable {
    package let path: RepositoryPath
    package let line: Int
    /// What kind of secret, for people; never the value.
    package let kind: String
    package let rule: String
    /// The commit that added it, for one that the head has no more.
    package let commit: ObjectID?

    package init(path: RepositoryPath, line: Int, kind: String, rule: String, commit: ObjectID? = nil) {
      self.path = path
      self.line = line
      self.kind = kind
      self.rule = rule
      self.commit = commit
    }
  }

  package let hits: [Hit]
  package let addedLines: Int

  package init(hits: [Hit], addedLines: Int) {
    self.hits = hits
    self.addedLines = addedLines
  }
}
