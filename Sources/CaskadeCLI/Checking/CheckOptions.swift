import CaskadeCore
import CaskadeSyntax

/// What a check is asked for, read from the command line.
struct CheckOptions: Sendable {
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
  /// Gates and validation commands by name, not yet told apart: that takes the contract.
  let only: [String]
  var validation = ValidationOptions()

  /// For a check that no command line describes.
  init(base: String? = nil, branch: String? = nil) {
    contract = nil
    self.base = base
    head = nil
    self.branch = branch
    contractFrom = nil
    thorough = false
    ignored = false
    skipValidation = false
    allowSelfDeclared = false
    only = []
  }

  init(_ arguments: Arguments, contract: String?) {
    self.contract = contract
    base = arguments.value("--base")
    head = arguments.value("--head")
    branch = arguments.value("--branch")
    contractFrom = arguments.value("--contract-from")
    thorough = arguments.has("--thorough")
    ignored = arguments.has("--ignored")
    skipValidation = arguments.has("--skip-validation")
    allowSelfDeclared = arguments.has("--allow-self-declared")
    only = arguments.all("--only")
  }

  /// The file that the caller vouches for: whatever ends as contracts do. Everything else is a revision.
  var vouchedFile: String? {
    contractFrom.flatMap { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") ? $0 : nil }
  }

  /// The base is given as a full object id.
  var isPinned: Bool { base.flatMap { ObjectID($0) } != nil }

  /// Nothing is trusted that whoever can write `.git` could have forged.
  var isThorough: Bool { thorough || isPinned }

  /// Tells gates from commands. With a gate named, only the named gates are judged, and `validation` when a command is.
  func request(for contract: Contract) throws(CommandError) -> JudgementInput.Request {
    var request = JudgementInput.Request()
    request.allowSelfDeclared = allowSelfDeclared
    request.skipValidation = skipValidation
    request.baseline = validation.baseline
    guard !only.isEmpty else { return request }
    let commands = (contract.validation ?? []).map(\.name)
    var gates: Set<GateName> = []
    var named: Set<String> = []
    for name in only {
      if let gate = GateName(rawValue: name) {
        gates.insert(gate)
      } else if commands.contains(name) {
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
      request.onlyCommands = named
      if !gates.isEmpty { gates.insert(.validation) }
    }
    if !gates.isEmpty { request.onlyGates = gates }
    return request
  }
}
