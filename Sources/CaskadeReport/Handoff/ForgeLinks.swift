import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// Addresses of files at the commit that was judged, where the forge is known and the commit is one that it can have.
struct ForgeLinks: Sendable {
  private let forge: ForgeRecord
  private let head: ObjectID
  private let base: ObjectID
  private let gone: Set<RepositoryPath>

  /// Bytes of an address that is still worth its room.
  private static let longest = 500

  /// Nil where there is nothing to link to: uncommitted work is on no forge.
  init?(_ evidence: Evidence) {
    guard let forge = evidence.forge, !evidence.head.uncommitted else { return nil }
    self.forge = forge
    head = evidence.head.commit
    base = evidence.base.tip
    gone = Set(evidence.changes.filter { $0.operation == .delete }.map(\.path))
  }

  /// A file of the head; one that it has no more, as the base has it.
  func file(_ path: RepositoryPath, line: Int? = nil) -> String? {
    gone.contains(path) ? address(path, at: base, line: nil) : address(path, at: head, line: line)
  }

  /// A file of the base, such as the contract that judged.
  func ofBase(_ path: RepositoryPath, line: Int? = nil) -> String? { address(path, at: base, line: line) }

  private func address(_ path: RepositoryPath, at commit: ObjectID, line: Int?) -> String? {
    guard !path.bytes.isEmpty else { return nil }
    let (folder, anchor) =
      switch forge.kind {
      case .gitHub: ("blob", "L")
      case .gitLab: ("-/blob", "L")
      case .bitbucket: ("src", "lines-")
      }
    guard path.bytes.count <= Self.longest else { return nil }
    let end = line.map { "#\(anchor)\($0)" } ?? ""
    let text = "\(forge.address)/\(folder)/\(commit.text)/\(Self.escaped(path))\(end)"
    return text.utf8.count <= Self.longest ? text : nil
  }

  /// Percent-encoded but for what needs it nowhere (RFC 3986, 2.3).
  private static func escaped(_ path: RepositoryPath) -> String {
    var text = ""
    for byte in path.bytes {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-._~/".utf8.contains(byte)
      if isPlain {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + EscapedText.hexadecimal(UInt32(byte), width: 2)
      }
    }
    return text
  }
}
