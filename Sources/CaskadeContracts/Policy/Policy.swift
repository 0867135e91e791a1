import CaskadeSyntax

/// The standing rules of a repository: the built-in ones, tightened by `Contracts/policy.yaml` on the base.
package struct Policy: Hashable, Sendable {
  /// What a band asks for before its run may be merged.
  package struct BandRule: Hashable, Sendable {
    /// Signatures by different people; 0 means that the contract's bytes on the base are enough.
    package var approvals: Int
    /// Groups of which at least one member has to be among the signers, each.
    package var from: [String]
    /// Validation runs in a clean checkout, never in place.
    package var isolated: Bool
    /// The base has to be given as a full object id.
    package var pinned: Bool
    /// The most files and lines that a contract may state, and that a run of this band may change; nil: no cap.
    package var files: Int?
    package var lines: Int?
    /// Commands run without a network.
    package var isOffline = false
    /// Commands run in a sandbox; where there is none the gate is unproven.
    package var isSandboxed = false
    /// Beside what the gates ask for in every band.
    package var tools: ToolsDemand?
    /// Stands before what holds in every band.
    package var proof = ProofRule()
    /// Stands before what holds in every band.
    package var hunks = HunkRule()

    package init(
      approvals: Int = 0, from: [String] = [], isolated: Bool = false, pinned: Bool = false, files: Int? = nil,
      lines: Int? = nil
    ) {
      self.approvals = approvals
      self.from = from
      self.isolated = isolated
      self.pinned = pinned
      self.files = files
      self.lines = lines
    }

    /// The cap on what such a condition counts.
    package func cap(on unit: StopCondition.Unit) -> Int? {
      switch unit {
      case .files: files
      case .lines: lines
      case .linesOfCode, .minutes, .failedValidations, .toolCalls, .tokens, .dollars: nil
      }
    }
  }

  /// Whether commands run once more with the base's checks.
  package enum BaseChecks: String, Hashable, Sendable, CaseIterable {
    /// They run, and what they show counts.
    case required
    /// They run, and nothing rests on it.
    case shown
    case off

    /// How little is asked for.
    fileprivate var leniency: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Without a word this is required, which a policy may loosen.
    package static func isLooser(_ new: Self?, than old: Self?) -> Bool {
      guard let new else { return true }
      return new.leniency > (old ?? .required).leniency
    }
  }

  /// Whether commands run once more with each assertion of the base's checks turned round, and on the base as well.
  package enum Turned: String, Hashable, Sendable, CaseIterable {
    /// Whatever the change does.
    case always
    /// Where the change has words by which code reaches what runs it.
    case suspected
    case off

    /// How little is asked for.
    fileprivate var leniency: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Without a word this is `suspected`, which a policy may loosen.
    package static func isLooser(_ new: Self?, than old: Self?) -> Bool {
      (new ?? .suspected).leniency > (old ?? .suspected).leniency
    }
  }

  /// What counts as proof.
  package struct ProofRule: Hashable, Sendable {
    /// Nil for what holds without a word.
    package var baseChecks: BaseChecks?
    /// One command at least has to say how many tests it ran.
    package var isCounted = false
    /// The commands run on the merge of the base's tip and the head. Nil for what holds without a word: where it binds
    /// and git can.
    package var isMerged: Bool?
    /// Nil for what holds without a word.
    package var turned: Turned?
    /// The commands run once more where the change's code can't tell that it is tested. Nil for what holds without a
    /// word: they don't, for what keeps tests off the world outside is taken away so.
    package var isAsShipped: Bool?

    package init() {}
  }

  /// What gate `tools` has to rest on.
  package enum ToolsDemand: String, Hashable, Sendable, CaseIterable {
    /// A transcript, by the word of its file.
    case required
    /// Only what `caskade run` heard itself.
    case witnessed

    /// How much is asked for.
    package var strictness: Int { self == .witnessed ? 2 : 1 }
  }

  /// How many hunks of a change are taken back, to see whether a command notices.
  package struct HunkRule: Hashable, Sendable {
    /// Nil for none, but where the caller asks.
    package var sample: Int?

    package init() {}
  }

  /// What the policy says of a template; one that it doesn't name is standard.
  package struct TemplateRule: Hashable, Sendable {
    package enum Standing: String, Hashable, Sendable, CaseIterable {
      case standard
      /// To be tried, and changed without notice.
      case experimental
      /// Nothing is drafted from it any more.
      case retired
    }

    package let name: String
    package var standing: Standing
    /// Who answers for the template.
    package var owner: String?

    package init(name: String, standing: Standing = .standard, owner: String? = nil) {
      self.name = name
      self.standing = standing
      self.owner = owner
    }
  }

  package struct Group: Hashable, Sendable {
    package let name: String
    package let members: [String]

    package init(name: String, members: [String]) {
      self.name = name
      self.members = members
    }
  }

  /// What a change of policy or signers needs.
  package struct ChangeRule: Hashable, Sendable {
    /// Signatures by different people.
    package var approvals = 0
    /// Groups of which at least one member has to be among the signers, each.
    package var from: [String] = []

    package init() {}
  }

  /// The branch that contracts are merged to; nil leaves the choice to the usual names.
  package var base: String?
  /// May a contract that nobody approved be judged to a pass?
  package var judgesSelfDeclared = false
  package var low = BandRule()
  package var medium = BandRule()
  package var high = BandRule()
  package var groups: [Group] = []
  package var areas: [Area]
  package var protected: [ProtectedRule]
  /// Gates beyond the ones that are always required.
  package var requiredGates: Set<GateName> = []
  /// Gate `tools` passes on nothing but what `caskade run` heard itself.
  package var asksForWitnessedTools = false
  package var deniedTools: [ToolEntry] = []
  /// Texts that look like secrets, and are harmless.
  package var secretAllowances: [Allowance] = []
  /// Files that a gate may leave unseen.
  package var unseen: [Allowance] = []
  /// Nil where all work is governed.
  package var governed: GovernedWork?
  package var policyChanges = ChangeRule()
  package var proof = ProofRule()
  /// What commands find of a person's home in their own, `~/.m2`: folders and files.
  package var caches: [String] = []
  /// A flaky command fails, whatever retries a contract grants.
  package var failsFlaky = false
  package var hunks = HunkRule()
  package var templates: [TemplateRule] = []
  /// Whose signed evidence of validation counts, by their names among the base's signers.
  package var runners: [String] = []
  /// Nil where nothing goes without a person.
  package var fastLane: FastLane?

  package init(areas: [Area], protected: [ProtectedRule]) {
    self.areas = areas
    self.protected = protected
  }

  package subscript(band: Band) -> BandRule {
    get {
      switch band {
      case .low: low
      case .medium: medium
      case .high: high
      }
    }
    set {
      switch band {
      case .low: low = newValue
      case .medium: medium = newValue
      case .high: high = newValue
      }
    }
  }

  package func baseChecks(in band: Band) -> BaseChecks {
    self[band].proof.baseChecks ?? proof.baseChecks ?? .required
  }

  /// - Parameter isSuspected: the change has words by which code reaches what runs it.
  package func asksForTurned(in band: Band, _ isSuspected: Bool) -> Bool {
    switch turned(in: band) {
    case .always: true
    case .suspected: isSuspected
    case .off: false
    }
  }

  /// With what holds in a band without a word, where the other says it: only so can the two be compared.
  func spellingOut(_ other: Policy) -> Policy {
    var all = self
    for band in Band.allCases {
      let (own, said) = (self[band].proof, other[band].proof)
      if own.turned == nil, said.turned != nil { all[band].proof.turned = turned(in: band) }
      if own.isAsShipped == nil, said.isAsShipped != nil { all[band].proof.isAsShipped = asksAsShipped(in: band) }
    }
    return all
  }

  package func turned(in band: Band) -> Turned { self[band].proof.turned ?? proof.turned ?? .suspected }

  /// Whether the commands run where the change's code can't tell that it is tested.
  package func asksAsShipped(in band: Band) -> Bool { self[band].proof.isAsShipped ?? proof.isAsShipped ?? false }

  /// Whether one command at least has to say how many tests it ran.
  package func asksForCounts(in band: Band) -> Bool { self[band].proof.isCounted || proof.isCounted }

  /// Whether the commands run on the merge of the base's tip and the head; nil leaves that to where the check runs.
  package func merged(in band: Band) -> Bool? {
    self[band].proof.isMerged ?? proof.isMerged
  }

  /// How many hunks are taken back without a word of the caller; nil for none.
  package func hunkSample(in band: Band) -> Int? {
    self[band].hunks.sample ?? hunks.sample
  }

  /// What gate `tools` has to rest on; nil where it needn't pass.
  package func tools(in band: Band) -> ToolsDemand? {
    let everywhere: ToolsDemand? =
      requiredGates.contains(.tools) ? asksForWitnessedTools ? .witnessed : .required : nil
    return [everywhere, self[band].tools].compactMap { $0 }.max { $0.strictness < $1.strictness }
  }

  package func template(named name: String) -> TemplateRule {
    templates.first { $0.name == name } ?? TemplateRule(name: name)
  }

  /// By the area's key, or by what the repository calls it: no two areas share any of these.
  package func area(named name: String) -> Area? {
    areas.first { $0.isCalled(name) }
  }
}
