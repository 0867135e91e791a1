import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// The contract that a check goes by, and why it is this one.
struct GoverningContract {
  let contract: Contract
  var standing: ContractStanding
  let blob: ObjectID
  let source: SourceText
  /// The head's version, where the base's was found and the head has another one.
  var amended: GoverningAmendment?
}

/// A version of the contract that only the branch has.
struct GoverningAmendment {
  let source: SourceText
  let blob: ObjectID
  /// Nil when it can't be read or is a draft.
  let contract: Contract?
}

/// Finds the contract that governs: the one that the caller names, else the one open contract for this branch.
///
/// The base's contracts come before the branch's own, so that a contract added on the branch can't take the place of an
/// approved one.
struct ContractFinder {
  let session: Session
  let base: ContractTree
  let head: ContractTree
  /// Of the merge base: a contract that the head has as it was there isn't amended by the branch.
  let fork: ContractTree
  let branch: String?
  /// Set where the head is a merge queue's, and the branch unknown for that.
  let isQueue: Bool
  /// Where contracts are approved: the base's name, or what the caller named in its place.
  let baseName: String
  /// Set where the caller named another root of trust than the base.
  let callersRoot: String?

  func find(_ word: String?) throws(CommandError) -> GoverningContract {
    if let word { return try named(word) }
    switch try governing() {
    case .contract(let contract): return contract
    case .nobody(let error): throw error
    }
  }

  // MARK: Named by the caller

  private func named(_ word: String) throws(CommandError) -> GoverningContract {
    let isName = ContractFolder.isName(word)
    let inRepository = isName ? ContractFolder.path(named: word) : session.repository.path(of: session.host.path(word))
    if let path = inRepository {
      if path == ContractFolder.policy || ContractFolder.isMisnamed(path) { throw .misnamed(path) }
      if base.blob(at: path) != nil { return try read(path, from: base, why: "named by the caller") }
      if head.blob(at: path) != nil { return try read(path, from: head, why: "named by the caller") }
    }
    let file = session.host.path(word)
    guard !isName, FileSystem.exists(file) else { throw missing(word, isName: isName) }
    return try outside(file, word)
  }

  private func missing(_ word: String, isName: Bool) -> CommandError {
    let known = (base.contracts + head.contracts).map { ContractFolder.name(of: $0) }
    let close = Suggestion.closest(to: ContractFolder.name(of: RepositoryPath(word)), among: known)
    let what = isName ? "contract '\(word)' (Contracts/\(word).yaml)" : "contract '\(word)'"
    let hint =
      close.map { "did you mean '\($0)'?" }
      ?? (known.isEmpty
        ? "write one: caskade draft 'What has to be done'"
        : "open contracts: \(Set(known).sorted().prefix(10).joined(separator: ", "))")
    return CommandError("there is no \(what), neither on \(baseName) nor on the head", hint: hint)
  }

  /// A file that the caller vouches for, wherever it lies.
  func vouchedFor(_ word: String) throws(CommandError) -> GoverningContract {
    let file = session.host.path(word)
    let found = try outside(file, word)
    let path = session.repository.path(of: file)
    let standing = ContractStanding(
      source: .file, path: path, name: path?.display ?? found.standing.name, why: "named by the caller", amendment: nil,
      callersRoot: word)
    return GoverningContract(
      contract: found.contract, standing: standing, blob: found.blob, source: found.source)
  }

  private func outside(_ file: ByteString, _ word: String) throws(CommandError) -> GoverningContract {
    let bytes = try CommittedFile.read(file, limit: SourceText.mostBytes, session)
    let source = SourceText(name: EscapedText.line(word), bytes: bytes)
    let what = "the contract '\(source.name)'"
    let contract = try Self.contract(source, what)
    try checkRestrictions(contract, source, what)
    let blob = try asking(session.repository.objects.hash(bytes))
    let standing = ContractStanding(
      source: .file, path: nil, name: source.name, why: "named by the caller", amendment: nil,
      callersRoot: callersRoot)
    return GoverningContract(contract: contract, standing: standing, blob: blob, source: source)
  }

  // MARK: Found by its branch

  private struct Candidate {
    let path: RepositoryPath
    let shelf: ContractTree
    let contract: Contract
  }

  enum Search {
    case contract(GoverningContract)
    /// No open contract is for the branch, and there isn't one alone; how that is said to who asked for one.
    case nobody(CommandError)
  }

  func governing() throws(CommandError) -> Search {
    let approved = try candidates(base.contracts, in: base)
    let added = try candidates(head.contracts.filter { base.blob(at: $0) == nil }, in: head)
    if let branch {
      for pool in [approved.readable, added.readable] {
        let matching = pool.filter { $0.contract.governs(branch: branch) }
        if matching.count > 1 { throw several(matching, "may govern branch '\(branch)'") }
        if let only = matching.first {
          let pattern = only.contract.branch.first { $0.matches(branch) }?.pattern.text ?? branch
          let why = "its branch '\(pattern)' matches '\(branch)'"
          return .contract(try read(only.path, as: only.contract, from: only.shelf, why: why))
        }
      }
    }
    // From here on the choice would hang on what an unreadable contract says.
    if let fault = approved.fault ?? added.fault { throw fault }
    for pool in [approved.readable, added.readable] {
      if pool.count > 1 {
        let head = isQueue ? "a merge queue's branch is nobody's work" : "the head is on no branch"
        return .nobody(
          several(pool, branch.map { "are open, and none is for branch '\($0)'" } ?? "are open, and \(head)"))
      }
      if let only = pool.first {
        return .contract(try read(only.path, as: only.contract, from: only.shelf, why: "the only open contract"))
      }
    }
    return .nobody(
      CommandError(
        "there is no open contract, neither on \(baseName) nor on the head",
        hint: "write one: caskade draft 'What has to be done'"))
  }

  private func candidates(
    _ paths: [RepositoryPath], in shelf: ContractTree
  ) throws(CommandError) -> (readable: [Candidate], fault: CommandError?) {
    try shelf.load(paths)
    var readable: [Candidate] = []
    var fault: CommandError?
    for path in paths {
      guard let source = try shelf.source(of: path) else { continue }
      let result = ContractReader.read(source)
      if let contract = result.contract {
        readable.append(Candidate(path: path, shelf: shelf, contract: contract))
      } else if fault == nil {
        fault = CommandError.unreadable("the contract '\(source.name)'", result.diagnostics, in: source)
      }
    }
    return (readable, fault)
  }

  private func several(_ candidates: [Candidate], _ what: String) -> CommandError {
    let names = candidates.map { ContractFolder.name(of: $0.path) }
    let shown = names.prefix(10).joined(separator: ", ")
    return CommandError(
      "\(candidates.count) contracts \(what): \(shown)",
      hint: isQueue ? WorkOrigin.queueHint : "name one: caskade check \(names[0])")
  }

  // MARK: Reading

  /// - Parameter known: the contract, where it was read already.
  private func read(
    _ path: RepositoryPath, as known: Contract? = nil, from shelf: ContractTree, why: String
  ) throws(CommandError) -> GoverningContract {
    guard let source = try shelf.source(of: path), let blob = shelf.blob(at: path) else {
      throw CommandError("there is no contract '\(path.display)'", hint: nil)
    }
    let isApproved = shelf.tree == base.tree
    let what = "the contract '\(source.name)' on \(isApproved ? baseName : "the head")"
    let contract =
      if let known { try Self.complete(known, source, what) } else { try Self.contract(source, what) }
    try checkRestrictions(contract, source, what)
    var amendment: ContractStanding.Amendment?
    var amended: GoverningAmendment?
    if isApproved {
      let now = head.blob(at: path)
      let isBranchs = now != blob && now != fork.blob(at: path)
      amendment = !isBranchs ? nil : now != nil ? .changed : try isClosed(path, source) ? .closed : .deleted
      if amendment == .changed, let now, let source = try head.source(of: path) {
        amended = GoverningAmendment(source: source, blob: now, contract: try? Self.contract(source, ""))
      }
    }
    let standing = ContractStanding(
      source: isApproved ? .base : .branch, path: path, name: path.display, why: why, amendment: amendment,
      callersRoot: callersRoot)
    return GoverningContract(contract: contract, standing: standing, blob: blob, source: source, amended: amended)
  }

  /// The branch moved the contract, as it is on the base or was where the branch began, among the closed ones as done.
  private func isClosed(_ path: RepositoryPath, _ source: SourceText) throws(CommandError) -> Bool {
    let closed = ContractFolder.closedPath(of: path)
    guard base.entry(at: closed) == nil, fork.entry(at: closed) == nil, let file = try head.source(of: closed) else {
      return false
    }
    let versions = [source, try fork.source(of: path)].compactMap { $0?.bytes }
    return versions.contains { ContractClosing(file.bytes, of: $0) == .done }
  }

  /// Refuses a contract that only seems to restrict something, by the base's files.
  private func checkRestrictions(_ contract: Contract, _ source: SourceText, _ what: String) throws(CommandError) {
    let misread = try RestrictionLint.errors(contract, source: source) { () throws(CommandError) in try base.files() }
    guard misread.isEmpty else {
      var error = CommandError(
        "\(what) can't be judged by: it seems to restrict what it doesn't",
        hint: "mend it, and 'caskade lint' until it is silent")
      error.diagnostics = misread.map { DiagnosticRenderer.render($0, in: source) }.joined(separator: "\n")
      throw error
    }
  }

  /// A contract that can be judged by: readable, and without a blank.
  private static func contract(_ source: SourceText, _ what: String) throws(CommandError) -> Contract {
    let result = ContractReader.read(source)
    guard let contract = result.contract else {
      throw CommandError.unreadable(what, result.diagnostics, in: source)
    }
    return try complete(contract, source, what)
  }

  private static func complete(
    _ contract: Contract, _ source: SourceText, _ what: String
  ) throws(CommandError) -> Contract {
    guard contract.blanks.isEmpty else {
      let blanks = contract.blanks.map { LintFinding.blank($0) }
      throw CommandError.unreadable("\(what) is a draft: it", blanks, in: source)
    }
    return contract
  }
}
