import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade diff`: what changed between two contracts, as authority; 1 if it grew.
struct DiffCommand: Command {
  private enum Format: String, OptionChoice { case text, json }

  private let old, new: String
  private let format: Format

  static let words = CommandWords(
    name: "diff", group: .also, summary: "say what authority one contract has over another",
    examples: ["caskade diff main:Contracts/login.yaml Contracts/login.yaml"],
    exits: "0 authority didn't grow, 1 it grew, 2 a contract can't be read")

  init(_ read: inout ArgumentReader) {
    old = read.operand("OLD")
    new = read.operand("NEW")
    format = read.choice("--format", "FORMAT", standard: .text)
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    let old = try Self.contract(old, host)
    let new = try Self.contract(new, host)
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
