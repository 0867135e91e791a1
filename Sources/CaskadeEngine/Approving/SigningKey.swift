package import CaskadeContracts
import CaskadeSyntax
package import CaskadeSystem

/// The key that a person signs with, and where it was found.
package struct SigningKey {
  package let key: SSHPublicKey
  /// What `ssh-keygen -f` is given: a private key's file, or a public one's whose other half the agent holds.
  package let file: ByteString
  /// For people: `--key ~/.ssh/id_ed25519`.
  package let origin: String

  /// `--key`, else git's own choice for SSH signatures (git-config(1), `user.signingKey`), else the agent's first key, else
  /// one in `~/.ssh` under a name that OpenSSH looks for.
  package init(_ named: String?, _ program: SigningProgram, _ session: Session) throws(CommandError) {
    if let named {
      try self.init(file: session.host.path(Self.expanded(named, session.host)), "--key \(named)", program, session)
      return
    }
    let format = try asking(session.repository.setting("gpg.format"))
    if format == "ssh",
      let text = try asking(session.repository.setting("user.signingkey"))
    {
      let literal = text.hasPrefix("key::") ? String(text.dropFirst(5)) : text
      if let key = SSHPublicKey(line: literal) {
        try self.init(held: key, "git's user.signingkey", session)
      } else {
        try self.init(
          file: session.host.path(Self.expanded(text, session.host)), "git's user.signingkey", program, session)
      }
      return
    }
    if let key = try Self.agentKeys(session).first {
      try self.init(held: key, "the first key of the ssh-agent", session)
    } else if let name = Self.usualFile(session.host) {
      try self.init(file: session.host.path(Self.expanded(name, session.host)), name, program, session)
    } else {
      throw CommandError(
        "there is no key to sign with: no --key, no user.signingkey of gpg.format ssh, no key in an ssh-agent or in ~/.ssh",
        hint: "name one: --key ~/.ssh/id_ed25519 (ssh-keygen -t ed25519-sk makes one that asks for a touch)")
    }
  }

  /// The default identities of ssh(1) that have both halves there; one that asks for a touch comes first.
  private static func usualFile(_ host: Host) -> String? {
    let names = ["id_ed25519_sk", "id_ecdsa_sk", "id_ed25519", "id_ecdsa", "id_rsa"].map { "~/.ssh/\($0)" }
    return names.first { name in
      let file = host.path(expanded(name, host))
      guard FileSystem.exists(file) else { return false }
      let text = try? FileReader.read(ByteString(bytes: file.bytes + Array(".pub".utf8)), limit: 1 << 20)
      return text.flatMap { SSHPublicKey(line: firstLine($0)) } != nil
    }
  }

  /// A key of which only the public half is at hand: the agent has to hold the other.
  private init(held key: SSHPublicKey, _ origin: String, _ session: Session) throws(CommandError) {
    self.key = key
    self.origin = origin
    file = session.repository.scratch.appending("signing/key.pub")
    let path = file
    try touching(AtomicFile.write(Array("\(key.text)\n".utf8), to: path, mode: 0o600, replacing: true))
  }

  private init(
    file: ByteString, _ origin: String, _ program: SigningProgram, _ session: Session
  ) throws(CommandError) {
    self.origin = EscapedText.line(origin)
    self.file = file
    let environment = session.host.environment
    let text = try touching(FileReader.read(file, limit: 1 << 20))
    if let key = SSHPublicKey(line: Self.firstLine(text)) {
      self.key = key
      return
    }
    let beside = ByteString(bytes: file.bytes + Array(".pub".utf8))
    if let text = try? FileReader.read(beside, limit: 1 << 20), let key = SSHPublicKey(line: Self.firstLine(text)) {
      self.key = key
      return
    }
    key = try signing(program.publicKey(of: file, environment: environment))
  }

  private static func agentKeys(_ session: Session) throws(CommandError) -> [SSHPublicKey] {
    guard session.host.environment["SSH_AUTH_SOCK"] != nil,
      let program = try? session.programs.find("ssh-add", outside: session.untrusted)
    else { return [] }
    do throws(ProcessError) {
      return try KeyAgent.keys(program, runner: session.host.runner, environment: session.host.environment)
    } catch {
      throw CommandError(error)
    }
  }

  private static func firstLine(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  private static func expanded(_ name: String, _ host: Host) -> String {
    guard name.hasPrefix("~/"), let home = host.environment["HOME"] else { return name }
    return home + name.dropFirst()
  }
}
