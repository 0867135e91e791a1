import CaskadeContracts
package import CaskadeCore
import CaskadeSyntax
package import CaskadeSystem

/// Signs what a check found, with a key that no command of it could read.
///
/// That is a security key, which asks for a touch, or a key's file that is hidden from every command by a namespace. A
/// key that an agent holds is neither: whatever runs here could ask that agent.
package struct EvidenceSigner {
  /// To be hidden from all commands.
  package let hidden: [ByteString]
  private let key: SigningKey
  private let principal: Principal
  private let program: SigningProgram
  private let session: Session

  /// Refuses, before anything runs, a key that a command could read.
  ///
  /// - Parameters:
  ///   - name: the runner's; nil looks for the key among the base's signers.
  ///   - base: as the caller named it.
  package init(
    _ word: String, as name: String?, base: String?, _ session: Session
  ) throws(CommandError) {
    self.session = session
    program = try session.signingProgram()
    key = try SigningKey(word, program, session)
    principal = try Self.principal(name, key.key, base, session)
    guard !key.key.isSecurityKey else {
      hidden = []
      return
    }
    let file = try touching(FileSystem.realPath(key.file))
    let shown = EscapedText.line(file.bytes)
    let bytes = try touching(FileReader.read(file, limit: 1 << 20))
    guard SSHPublicKey(line: String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)) == nil else {
      throw CommandError(
        "'\(shown)' is a public key: an agent holds the other half, and a command could ask it as well",
        hint: "name the file of a private key, or use a security key: ssh-keygen -t ed25519-sk")
    }
    guard FileSystem.isSingleFile(file) else {
      throw CommandError(
        "'\(shown)' has other names in the file system, by which a command could read it",
        hint: "keep the key in a file of its own")
    }
    let tree = try touching(FileSystem.realPath(session.repository.location.workTree))
    guard !file.isInside(tree) else {
      throw CommandError("'\(shown)' lies in the working tree", hint: "keep the key outside of the repository")
    }
    hidden = [file]
    try probe(file, shown)
  }

  /// Looks in the way of a command whether the file can be read.
  private func probe(_ file: ByteString, _ shown: String) throws(CommandError) {
    let shell = try Shell(session)
    var containment = ContainmentOptions.contained
    containment.hidden = hidden
    let request = ProcessRequest(
      shell.path, ["-c", "test -f \"$1\" || test -s \"$1\"", "sh", file], environment: [:], directory: "/",
      outputLimit: .first(4_096), deadline: .seconds(60), placement: .session, containment: containment)
    var reason = "it can be read there"
    do throws(ProcessError) {
      let result = try session.host.runner.run(request)
      if result.termination == .exited(1), result.containment.tier == .contained { return }
    } catch {
      reason = error.message
    }
    try session.stopIfInterrupted()
    throw CommandError(
      "'\(shown)' can't be hidden from the commands on this machine, so what is signed with it would prove nothing: "
        + reason,
      hint: "sign where user namespaces are allowed, or with a security key: ssh-keygen -t ed25519-sk")
  }

  /// The evidence with a signature under it, which was verified.
  package func signed(_ evidence: Evidence, now: Int) throws(CommandError) -> Evidence {
    let document = EvidenceWriter.value(evidence)
    let digest = EvidenceDigest.text(document)
    let record = KeptRecord.digest(EvidenceRecord(evidence, document))
    let time = Timestamp.text(now)
    let statement = EvidenceSignature.statement(evidence: digest, record: record, principal: principal, time: time)
    let armour = try signing(
      program.sign(statement, for: .evidence, key: key.file, environment: session.host.environment))
    guard let signature = SSHSignature(armour: armour), signature.key == key.key,
      try signing(
        program.verify([
          SigningProgram.Question(principal: principal, signature: signature, message: statement, use: .evidence)
        ]))[0].isGood
    else {
      throw CommandError(
        "the signature is not by the key that was named: it changed while the commands ran",
        hint: "find out what changed it, and don't trust this machine until then")
    }
    return evidence.signed(
      EvidenceSignature(
        principal: principal, time: time, record: record, armour: String(decoding: armour, as: UTF8.self)))
  }

  private static func principal(
    _ named: String?, _ key: SSHPublicKey, _ base: String?, _ session: Session
  ) throws(CommandError) -> Principal {
    if let named {
      guard let principal = Principal(named) else {
        throw CommandError("'--as' can't be '\(named)'", hint: "one literal name, such as ci@example.com")
      }
      return principal
    }
    let tip = try BaseAndHead.base(base, session)
    let runners = try ContractTree(of: tip.commit, session.repository.objects).signers().runners
    let known = Set(runners.filter { $0.key == key }.map(\.principal)).sorted()
    guard let only = known.first, known.count == 1 else {
      throw CommandError(
        known.isEmpty
          ? "\(EscapedText.line(tip.name)) names no runner with this key in \(ContractFolder.signers.display)"
          : "the key stands under several names: \(known.map(\.text).joined(separator: ", "))",
        hint: "say whose it is: --as ci@example.com")
    }
    return only
  }
}
