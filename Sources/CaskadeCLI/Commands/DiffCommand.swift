import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade diff`: what changed between two contracts, as authority; 1 if it grew.
enum DiffCommand {
  private enum Format: String, CaseIterable { case text, json }

  static func run(_ arguments: Arguments, _ host: Host) throws(CommandError) -> ExitCode {
    let word = arguments.value("--format") ?? "text"
    guard let format = Format(rawValue: word) else {
      throw CommandError("'--format' can't be '\(word)'", hint: "one of: text, json")
    }
    let old = try contract(arguments.operands[0], host)
    let new = try contract(arguments.operands[1], host)
    let rules = try PolicyInForce(host)
    let difference = AuthorityDifference(from: old, to: new, policy: rules.policy)
    switch format {
    case .text:
      let lines = difference.changes.isEmpty ? ["the same authority"] : difference.lines
      try host.write((lines + [rules.line]).joined(separator: "\n") + "\n")
    case .json:
      let json = JSONValue.object((difference.json.object ?? []) + [JSONMember("policy", rules.json)])
      try host.write(JSONWriter(.pretty, order: .sorted).bytes(json) + [0x0A])
    }
    return difference.grew ? .bad : .good
  }

  /// A file, or `REV:PATH` as git writes a file of a commit.
  private static func contract(_ word: String, _ host: Host) throws(CommandError) -> Contract {
    let source = try source(word, host)
    let result = ContractReader.read(source)
    guard let contract = result.contract else {
      throw CommandError.unreadable("the contract '\(source.name)'", result.diagnostics, in: source)
    }
    return contract
  }

  private static func source(_ word: String, _ host: Host) throws(CommandError) -> SourceText {
    guard !FileSystem.exists(host.path(word)), word != "-", let colon = word.firstIndex(of: ":") else {
      return try SourceFile.read(word, host)
    }
    let revision = String(word[..<colon])
    let path = RepositoryPath(String(word[word.index(after: colon)...]))
    return try Session.run(host) { (session) throws(CommandError) in
      let repository = session.repository
      let bytes = try asking { () throws(GitError) -> [UInt8]? in
        let commit = try repository.revisions.read(revision, role: "revision").commit
        let tree = try repository.objects.tree(of: commit)
        guard let entry = try repository.objects.entry(at: path, in: tree), entry.mode != .submodule else { return nil }
        return try repository.objects.trustedBlob(entry.id)
      }
      guard let bytes else {
        throw CommandError("'\(revision)' has no file '\(path.display)'", hint: "write REV:Contracts/NAME.yaml")
      }
      return SourceText(name: EscapedText.line(word), bytes: bytes)
    }
  }
}
