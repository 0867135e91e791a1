import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax
package import CaskadeSystem

/// Reads the approvals of contracts, and has OpenSSH verify them against the signers that the root of trust names.
struct ApprovalReader {
  /// More approvals of one contract than this are somebody's attempt to keep a check busy.
  private static let mostApprovals = 200

  private let session: Session
  private let tip: ObjectID
  private let rootShelf: ContractTree
  private let signers: AllowedSigners
  private let branch: String?
  private let asksForBranch: Bool
  private let now: Int

  init(_ authority: VersionInForce) throws(CommandError) {
    try self.init(
      authority.session, tip: authority.root.commit, rootShelf: authority.rootShelf, branch: authority.branch,
      now: authority.now)
  }

  init(
    _ session: Session, tip: ObjectID, rootShelf: ContractTree, branch: String?, asksForBranch: Bool = true,
    now: Int
  ) throws(CommandError) {
    self.session = session
    self.tip = tip
    self.rootShelf = rootShelf
    signers = try rootShelf.signers()
    self.branch = branch
    self.asksForBranch = asksForBranch
    self.now = now
  }

  /// All approvals of a contract that lie in a tree, judged over these bytes of it.
  func roll(
    of contract: RepositoryPath, bytes: [UInt8], in shelf: ContractTree, isAmendment: Bool
  ) throws(CommandError) -> ContractApprovals {
    let entries = shelf.approvals(of: contract)
    let read = entries.prefix(Self.mostApprovals)
    // No need to hash these again: what is forged in them the signature doesn't fit.
    let contents = try asking(session.repository.objects.blobs(read.map(\.id)))
    let files = zip(read, contents).map { File(path: $0.path, blob: $0.id, bytes: $1) }
    let roll = try roll(of: contract, bytes: bytes, files: files, isAmendment: isAmendment)
    let rest = entries.dropFirst(Self.mostApprovals).map {
      ContractApprovals.Entry(path: $0.path, blob: $0.id, header: nil, refusal: .tooMany(limit: Self.mostApprovals))
    }
    return ContractApprovals(entries: roll.entries + rest, signers: signers, verifier: roll.verifier)
  }

  struct File {
    let path: RepositoryPath
    /// Nil for a file that git doesn't hold yet.
    let blob: ObjectID?
    let bytes: [UInt8]
  }

  /// The same for files from anywhere.
  func roll(
    of contract: RepositoryPath, bytes: [UInt8], files: [File], isAmendment: Bool
  ) throws(CommandError) -> ContractApprovals {
    guard !files.isEmpty else { return ContractApprovals(entries: [], signers: signers) }
    var entries: [ContractApprovals.Entry?] = []
    var parsed: [(index: Int, file: ApprovalFile)] = []
    for file in files {
      do throws(ApprovalFileError) {
        parsed.append((entries.count, try ApprovalFile(file.bytes)))
        entries.append(nil)
      } catch {
        entries.append(
          ContractApprovals.Entry(path: file.path, blob: file.blob, header: nil, refusal: .unreadable(error)))
      }
    }
    let context = ApprovalContext(
      contract: contract, signers: signers, branch: branch, asksForBranch: asksForBranch, secondsSince1970: now,
      isAmendment: isAmendment,
      bases: try bases(of: parsed.map(\.file.header.base), contract))
    let open = parsed.filter { context.refusal(of: $0.file) == nil }
    let program = open.isEmpty ? nil : try session.signingProgram()
    let answers = try verified(open.map(\.file), contract: bytes, by: program)
    let signed = zip(open, answers).filter { $0.1.isGood }.map(\.0.file)
    let withdrawals = isAmendment ? try withdrawals(of: signed, contract, bytes) : [:]
    for (index, file) in parsed {
      var refusal = context.refusal(of: file)
      var fingerprint: String?
      if refusal == nil, let place = open.firstIndex(where: { $0.index == index }) {
        switch answers[place] {
        case .good(let print): fingerprint = print
        case .bad: refusal = .badSignature(file.header.principal)
        }
      }
      if refusal == nil, let withdrawal = withdrawals[file.header] { refusal = .withdrawn(withdrawal) }
      entries[index] = ContractApprovals.Entry(
        path: files[index].path, blob: files[index].blob, header: file.header, fingerprint: fingerprint,
        refusal: refusal)
    }
    return ContractApprovals(
      entries: entries.compactMap { $0 }, signers: signers,
      verifier: program.map { EscapedText.line($0.path.bytes) })
  }

  /// What the root of trust took back since each of the approvals was given.
  private func withdrawals(
    of files: [ApprovalFile], _ contract: RepositoryPath, _ bytes: [UInt8]
  ) throws(CommandError) -> [ApprovalHeader: ApprovalWithdrawal] {
    guard !files.isEmpty else { return [:] }
    let repository = session.repository
    let folder = ContractStanding.approvals(of: contract)
    return try asking { () throws(GitError) in
      let blob = try repository.objects.hash(bytes)
      var found: [ApprovalHeader: ApprovalWithdrawal] = [:]
      for base in Set(files.map(\.header.base)).sorted() {
        let history = try repository.changes(below: ContractFolder.folder, from: base, to: tip)
        let losses = history.map { ApprovalWithdrawal.Loss(in: $0.commit, of: $0.lost) }
        let lost = Set(history.filter { $0.path.parent == folder }.flatMap { $0.oldIDs.compactMap { $0 } }).sorted()
        let contents = try repository.objects.blobs(lost)
        let approvals = zip(lost, contents).compactMap { id, bytes in (try? ApprovalFile(bytes)).map { (id, $0) } }
        for file in files where file.header.base == base {
          found[file.header] = ApprovalWithdrawal(in: losses, of: blob) { id in
            approvals.contains { $0.0 == id && $0.1.saysTheSame(as: file) }
          }
        }
      }
      return found
    }
  }

  private func verified(
    _ files: [ApprovalFile], contract: [UInt8], by program: SigningProgram?
  ) throws(CommandError) -> [SigningProgram.Answer] {
    guard let program else { return [] }
    let questions = files.map {
      SigningProgram.Question(
        principal: $0.header.principal, signature: $0.signature, message: $0.signedBytes(contract: contract))
    }
    return try signing(program.verify(questions))
  }

  /// What the commits were, on which approvals were given.
  private func bases(
    of commits: [ObjectID], _ contract: RepositoryPath
  ) throws(CommandError) -> [ObjectID: ApprovalContext.Base] {
    let repository = session.repository
    let distinct = Set(commits).sorted()
    return try asking { () throws(GitError) in
      let ancestors = try repository.ancestors(among: distinct, of: tip)
      let known = distinct.filter(ancestors.contains)
      let contracts = try repository.blobs(at: contract, in: known)
      let lists = try repository.blobs(at: ContractFolder.signers, in: known)
      let blobs = Set(lists.values).sorted()
      let texts = Dictionary(zip(blobs, try repository.objects.blobs(blobs))) { first, _ in first }
      let now = rootShelf.blob(at: contract)
      var bases: [ObjectID: ApprovalContext.Base] = [:]
      for commit in known {
        let signers = lists[commit].flatMap { texts[$0] }.map { AllowedSigners($0) } ?? .none
        bases[commit] = ApprovalContext.Base(
          isAncestor: true, holdsSameContract: contracts[commit] == now, signers: signers)
      }
      return bases
    }
  }
}

extension Session {
  /// OpenSSH's `ssh-keygen`, never from inside the repository.
  package func signingProgram() throws(CommandError) -> SigningProgram {
    let path: ByteString
    do throws(ProgramFinder.Failure) {
      path = try programs.find("ssh-keygen", outside: untrusted)
    } catch {
      throw CommandError(SigningError(.programMissing(error.message)))
    }
    let scratch = repository.scratch.appending("signing")
    try touching(FileSystem.createFolders(scratch, mode: 0o700))
    return SigningProgram(path: path, runner: host.runner, scratch: scratch)
  }
}
