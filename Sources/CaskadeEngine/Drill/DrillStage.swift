import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// A repository that borrows this one's objects, and into which a drill's commits are written. Nothing of it reaches the
/// repository: it lies in the session's scratch folder, and goes with it.
struct DrillStage {
  private let repository: ThrowawayRepository

  var folder: ByteString { repository.folder }

  init(_ session: Session) throws(CommandError) {
    repository = try asking(
      ThrowawayRepository(at: session.repository.scratch.appending("drill"), borrowingFrom: session.repository))
  }

  /// Commits a tree with files over it, as a root: histories don't matter, and a shallow clone has none.
  func base(on tree: ObjectID, _ files: [DrillGround.File]) throws(CommandError) -> ObjectID {
    var stream = Self.head("refs/heads/main") + Array("M 040000 \(tree.text) \"\"\n".utf8)
    for file in files { stream += Self.file(file.path, file.bytes, mode: "100644") }
    return try asking(repository.commit(stream))
  }

  func commit(_ drill: Drill, on base: ObjectID) throws(CommandError) -> ObjectID {
    let name = "refs/heads/\(DrillPack.branch)-\(drill.name)"
    var stream = Self.head(name) + Array("from \(base.text)\n".utf8)
    for edit in drill.edits {
      switch edit {
      case .write(let path, let bytes): stream += Self.file(path, bytes, mode: "100644")
      case .link(let path, let target): stream += Self.file(path, Array(target.utf8), mode: "120000")
      case .remove(let path): stream += Array("D ".utf8) + Self.quoted(path) + [0x0A]
      case .move(let path, let other):
        stream += Array("R ".utf8) + Self.quoted(path) + [0x20] + Self.quoted(other) + [0x0A]
      }
    }
    return try asking(repository.commit(stream))
  }

  private static func head(_ name: String) -> [UInt8] {
    Array("commit \(name)\nmark :1\ncommitter Drill <drill@example.com> 1767225600 +0000\ndata 6\nDrill\n\n".utf8)
  }

  private static func file(_ path: RepositoryPath, _ bytes: [UInt8], mode: String) -> [UInt8] {
    Array("M \(mode) inline ".utf8) + quoted(path) + Array("\ndata \(bytes.count)\n".utf8) + bytes + [0x0A]
  }

  /// A path in quotes as C has them (git-fast-import(1), "filemodify").
  private static func quoted(_ path: RepositoryPath) -> [UInt8] {
    var text: [UInt8] = [UInt8(ascii: "\"")]
    for byte in path.bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
      case 0x20...0x7E: text.append(byte)
      default:
        let digits = String(byte, radix: 8)
        text += Array(("\\" + String(repeating: "0", count: 3 - digits.count) + digits).utf8)
      }
    }
    return text + [UInt8(ascii: "\"")]
  }
}
