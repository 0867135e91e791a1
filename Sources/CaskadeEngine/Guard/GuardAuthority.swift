import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// What governs the work that goes on in a repository, as the tip of its base has it.
///
/// It is read anew for each call, by object id: from the repository's own files, and where those are unusual in one process
/// of git. A cache would lie where the agent can write.
enum GuardAuthority {
  case contract(Contract, GuardPolicy, path: String)
  /// The work needs a contract, and none is for it.
  case missing(why: String)
  /// By its branch the work needs none; by the files that it touches it may.
  case ungoverned(GuardPolicy)
  /// The base has nothing of caskade's.
  case notSetUp

  var isOpinion: Bool {
    switch self {
    case .contract, .missing: true
    case .ungoverned, .notSetUp: false
    }
  }
}

/// The base's policy, of which only so much is read as a call needs: to compile every pattern of the built-in one takes
/// longer than all else.
struct GuardPolicy {
  enum Part: Int {
    /// What it denies, and what is governed.
    case tools
    /// The protected set besides.
    case files
    case all
  }

  /// Nil where the base has none.
  private let source: SourceText?
  private let known: Policy?

  init(_ source: SourceText?) {
    self.source = source
    known = nil
  }

  init(_ policy: Policy) {
    known = policy
    source = nil
  }

  /// - Throws: what is unreadable is an error, never the built-in one.
  func read(_ part: Part) throws(CommandError) -> Policy {
    if let known { return known }
    guard let source else {
      switch part {
      case .tools: return Policy(areas: [], protected: [])
      case .files: return BuiltInPolicy.protection
      case .all: return BuiltInPolicy.policy
      }
    }
    // What names a built-in area is read with them.
    if part != .all {
      let over = part == .tools ? Policy(areas: [], protected: []) : BuiltInPolicy.protection
      if let policy = PolicyReader.read(source, over: over, patterns: .deferred).policy { return policy }
    }
    guard let policy = PolicyReader.read(source, patterns: .deferred).policy else {
      throw CommandError("the policy '\(source.name)' on the base can't be read")
    }
    return policy
  }
}

/// Reads it.
struct GuardAuthorityReader {
  let host: Host
  let folders: GitFolders
  /// The contract as the hook's command line names it.
  let word: String?
  let now: Int

  private static let patience = Duration.seconds(4)
  private static let mostContracts = 200

  func authority() -> GuardAuthority {
    do throws(CommandError) {
      return try read()
    } catch {
      return .missing(why: error.message)
    }
  }

  private func read() throws(CommandError) -> GuardAuthority {
    let named = word.map {
      ContractFolder.isName($0) ? "\($0).yaml" : ContractFolder.name(of: RepositoryPath($0)) + ".yaml"
    }
    let wanted = ["policy.yaml"] + (named.map { [$0] } ?? seen())
    let target = host.ci.targetBranch.map { $0.hasPrefix("refs/heads/") ? String($0.dropFirst(11)) : $0 }
    var base = try GuardBase(RevisionReader.usualNames(target: target), files: wanted, self)
    guard let first = base else {
      return word == nil ? .notSetUp : .missing(why: "there is no base branch here")
    }
    var policy = first.policy
    // A policy that is found by the usual names may redirect once.
    if target == nil, let name = try policy.read(.tools).base, name != first.branch {
      base = try GuardBase(RevisionReader.usualNames(target: name), files: wanted, self)
      guard let second = base else { throw CommandError("the base '\(name)' that the policy names isn't there") }
      policy = second.policy
    }
    guard let base else { return .notSetUp }
    guard !base.isEmpty || base.isSignedOnTheBranch else {
      return word == nil ? .notSetUp : .missing(why: "\(base.branch) has no contracts")
    }
    // A signed contract, or a signed amendment, that is only on the branch: that takes all that a check does for it.
    if base.isSignedOnTheBranch, let signed = try SignedOnBranch(host, folders, word, now).authority() { return signed }
    try base.load(Self.mostContracts, only: named, self)
    return try settled(base, policy, named)
  }

  /// The contracts on the disk: those that are asked for at once; what else the base has is asked for afterwards.
  private func seen() -> [String] {
    let names = (try? FileSystem.entries(of: folders.root.appending(ContractFolder.folder))) ?? []
    return names.filter { ContractFolder.holdsContract(ContractFolder.path(of: $0.bytes)) }.map(\.text)
      .prefix(Self.mostContracts).map { $0 }
  }

  private func settled(_ base: GuardBase, _ policy: GuardPolicy, _ named: String?) throws(CommandError)
    -> GuardAuthority
  {
    if let named {
      guard let contract = try base.contract(named) else {
        return .missing(
          why: "there is no contract '\(ContractFolder.folder.display)/\(named)' on \(base.branch)")
      }
      return judged(contract, policy, named)
    }
    let branch = folders.branch
    var open: [(String, Contract)] = []
    var fault: CommandError?
    for name in base.contracts {
      do throws(CommandError) {
        if let contract = try base.contract(name) { open.append((name, contract)) }
      } catch { fault = fault ?? error }
    }
    let matching = branch.map { branch in open.filter { $0.1.governs(branch: branch) } } ?? []
    if matching.count > 1 {
      let names = matching.map(\.0).joined(separator: ", ")
      return .missing(why: "\(matching.count) contracts are for branch '\(branch ?? "")': \(names)")
    }
    if let (name, contract) = matching.first { return judged(contract, policy, name) }
    if let fault { throw fault }
    if open.count == 1, let (name, contract) = open.first, contract.branch.isEmpty {
      return judged(contract, policy, name)
    }
    var work = Governance.Work()
    work.branch = branch
    guard try Governance(policy.read(.tools).governed, work).isGoverned else { return .ungoverned(policy) }
    let place = branch.map { "branch '\($0)'" } ?? "a detached head"
    return .missing(why: "no open contract on \(base.branch) is for \(place)")
  }

  private func judged(_ contract: Contract, _ policy: GuardPolicy, _ name: String) -> GuardAuthority {
    let path = "\(ContractFolder.folder.display)/\(EscapedText.line(name))"
    if let expires = contract.expires?.value, expires < CalendarDate(secondsSince1970: now) {
      return .missing(why: "\(path) was in force until \(expires.text)")
    }
    if !contract.blanks.isEmpty { return .missing(why: "\(path) is a draft") }
    return .contract(contract, policy, path: path)
  }

  fileprivate func objects(_ names: [String]) throws(CommandError) -> NamedObjects {
    if let stored = NamedObjects(names, storedIn: folders) { return stored }
    let programs = ProgramFinder(path: host.environment["PATH"] ?? "")
    let path: ByteString
    do throws(ProgramFinder.Failure) {
      path = try programs.find("git", outside: [folders.root])
    } catch {
      throw CommandError(error.message)
    }
    let git = GitProgram.unasked(path, runner: host.runner, host: host.environment)
    return try asking(try NamedObjects(names, in: folders.own, git: git, deadline: Self.patience))
  }
}

/// The contracts and the policy at the tip of the base.
private final class GuardBase {
  /// As people know it.
  let branch: String
  private let reference: String
  private let entries: [String: ObjectID]
  /// The branch has approvals that the base has not, of a contract that the base has not.
  let isSignedOnTheBranch: Bool
  /// Of the files that were read.
  private var texts: [String: [UInt8]] = [:]

  /// The first of the references that is there; nil for none.
  init?(_ references: [String], files: [String], _ reader: GuardAuthorityReader) throws(CommandError) {
    let folder = ContractFolder.folder.display
    let names = references.flatMap { reference in
      ["\(reference)^{commit}", "\(reference):\(folder)"] + files.map { "\(reference):\(folder)/\($0)" }
        + files.dropFirst().map { "\(reference):\(Self.approvals($0))" }
    }
    let own = files.dropFirst().flatMap { ["HEAD:\(folder)/\($0)", "HEAD:\(Self.approvals($0))"] }
    let objects = try reader.objects(names + own)
    guard let reference = references.first(where: { objects["\($0)^{commit}"] != nil }) else { return nil }
    self.reference = reference
    branch = String(
      reference.split(separator: "/").dropFirst(reference.hasPrefix("refs/remotes/") ? 3 : 2)
        .joined(separator: "/"))
    var entries: [String: ObjectID] = [:]
    for entry in objects["\(reference):\(folder)"]?.entries ?? [] {
      // A link in the place of a contract is none.
      guard entry.mode.kind == FileMode.regular.kind || entry.mode.bits == 0o40000 else { continue }
      entries[String(decoding: entry.name, as: UTF8.self)] = entry.id
    }
    self.entries = entries
    isSignedOnTheBranch = files.dropFirst().contains { file in
      guard let contract = objects["HEAD:\(folder)/\(file)"], let approvals = objects["HEAD:\(Self.approvals(file))"]
      else {
        return false
      }
      return contract.id != entries[file] && approvals.id != objects["\(reference):\(Self.approvals(file))"]?.id
    }
    for file in files {
      // What the listing names: a fetch may come in between.
      if let object = objects["\(reference):\(folder)/\(file)"], object.kind == "blob", object.id == entries[file] {
        texts[file] = object.content
      }
    }
  }

  private static func approvals(_ file: String) -> String {
    ContractStanding.approvals(of: ContractFolder.path(of: file.utf8)).display
  }

  var isEmpty: Bool { entries.isEmpty }

  var contracts: [String] {
    entries.keys.filter { ContractFolder.holdsContract(ContractFolder.path(of: $0.utf8)) }.sorted()
  }

  /// Reads the contracts that weren't read yet.
  func load(_ most: Int, only named: String?, _ reader: GuardAuthorityReader) throws(CommandError) {
    let missing = (named.map { [$0] } ?? contracts).filter { entries[$0] != nil && texts[$0] == nil }
    guard !missing.isEmpty else { return }
    guard missing.count <= most else { throw CommandError("\(branch) has more than \(most) open contracts") }
    let objects = try reader.objects(missing.compactMap { entries[$0]?.text })
    for name in missing {
      guard let id = entries[name], let object = objects[id.text], object.kind == "blob" else { continue }
      texts[name] = object.content
    }
  }

  private func source(_ file: String) -> SourceText? {
    guard let bytes = texts[file] else { return nil }
    return SourceText(name: "\(ContractFolder.folder.display)/\(EscapedText.line(file))", bytes: bytes)
  }

  var policy: GuardPolicy {
    GuardPolicy(entries["policy.yaml"] == nil ? nil : source("policy.yaml") ?? SourceText(name: "", bytes: []))
  }

  func contract(_ file: String) throws(CommandError) -> Contract? {
    guard entries[file] != nil else { return nil }
    guard let source = source(file), let contract = ContractReader.read(source, patterns: .deferred).contract else {
      throw CommandError(
        "the contract '\(ContractFolder.folder.display)/\(EscapedText.line(file))' on \(branch) can't be read")
    }
    return contract
  }
}
