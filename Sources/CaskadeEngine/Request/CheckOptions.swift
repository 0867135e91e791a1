import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// What a check is asked for.
package struct CheckOptions: Sendable {
  let contract: String?
  let base: String?
  let head: String?
  let branch: String?
  /// What the caller vouches for in the base's place: a revision, or a contract's file.
  let contractFrom: String?
  let thorough: Bool
  /// List the ignored files by name.
  let ignored: Bool
  let skipValidation: Bool
  let allowSelfDeclared: Bool
  let noBaseChecks: Bool
  /// Gates and validation commands by name, not yet told apart: that takes the contract.
  let only: [String]
  let merged: Merged

  /// Whether the commands run on the merge of the base's tip and the head.
  package enum Merged: Sendable {
    /// Where the policy or the place of the check asks for it.
    case usual
    case always, never
  }
  package var validation: ValidationOptions
  /// Which share of the commands runs, from 1, of how many; nil for all.
  package var share: (number: Int, of: Int)?
  /// Files with evidence from which validation is taken, as the caller wrote them; none where the commands run here.
  package var join: [String] = []
  /// Transcripts of the run: files as the caller wrote them, or `auto`.
  package var transcripts: [String] = []
  /// What the guard told the run that this check ends, as a transcript: it was heard, and not read from a file.
  package var heard: [UInt8]?
  /// The caller stands for what nobody signed.
  package var vouch = false
  /// Who did the work, by the caller's word: it is recorded, and decides nothing.
  package var agent: String?
  package var model: String?

  package init(
    contract: String? = nil, base: String? = nil, head: String? = nil, branch: String? = nil,
    contractFrom: String? = nil, thorough: Bool = false, ignored: Bool = false, skipValidation: Bool = false,
    allowSelfDeclared: Bool = false, noBaseChecks: Bool = false, only: [String] = [],
    validation: ValidationOptions = ValidationOptions(),
    merged: Merged = .usual
  ) {
    self.contract = contract
    self.base = base
    self.head = head
    self.branch = branch
    self.contractFrom = contractFrom
    self.thorough = thorough
    self.ignored = ignored
    self.skipValidation = skipValidation
    self.allowSelfDeclared = allowSelfDeclared
    self.noBaseChecks = noBaseChecks
    self.only = only
    self.validation = validation
    self.merged = merged
  }

  /// The file that the caller vouches for: whatever ends as contracts do. Everything else is a revision.
  var vouchedFile: String? {
    contractFrom.flatMap { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") ? $0 : nil }
  }

  /// Nobody has said by what to judge, so that the check has to say what it has before it.
  var asksForOccasion: Bool { contract == nil && contractFrom == nil && !allowSelfDeclared }

  /// The base is given as a full object id.
  var isPinned: Bool { base.flatMap { ObjectID($0) } != nil }

  /// Nothing is trusted that whoever can write `.git` could have forged.
  var isThorough: Bool { thorough || isPinned }

  /// What the evidence records of the request. Gates are told from commands: with a gate named, only the named gates are
  /// judged, and `validation` when a command is. Without a contract every other name is taken for a command's.
  func request(for contract: Contract?) throws(CommandError) -> CheckRequest {
    var request = CheckRequest()
    (request.contract, request.contractFrom) = (self.contract, contractFrom)
    (request.base, request.head, request.branch) = (base, head, branch)
    (request.allowSelfDeclared, request.skipValidation) = (allowSelfDeclared, skipValidation)
    request.noBaseChecks = noBaseChecks
    (request.baseline, request.isolated) = (validation.baseline, validation.isolated)
    (request.thorough, request.noCache) = (thorough, validation.noCache)
    request.merged = merged == .always
    request.hunks = validation.hunks
    request.passed = validation.passed.keys.sorted()
    (request.agent, request.model) = (agent, model)
    request.transcripts = transcripts
    guard !only.isEmpty else { return request }
    let commands = contract?.validation?.map(\.name) ?? []
    var gates: Set<GateName> = []
    var named: Set<String> = []
    for name in only {
      if let gate = GateName(rawValue: name) {
        gates.insert(gate)
      } else if contract == nil || commands.contains(name) {
        named.insert(name)
      } else {
        let known = GateName.allCases.map(\.rawValue) + commands
        throw CommandError(
          "--only '\(name)' names neither a gate nor a validation command of the contract",
          hint: Suggestion.closest(to: name, among: known).map { "did you mean '\($0)'?" }
            ?? "gates: \(GateName.allCases.map(\.rawValue).joined(separator: ", "))")
      }
    }
    if !named.isEmpty {
      request.onlyCommands = named.sorted()
      if !gates.isEmpty { gates.insert(.validation) }
    }
    if !gates.isEmpty { request.onlyGates = GateName.allCases.filter(gates.contains) }
    return request
  }
}
