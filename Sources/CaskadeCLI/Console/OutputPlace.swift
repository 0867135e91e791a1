import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// Where a command was told to write.
enum OutputPlace {
  /// Refuses a place inside the working tree: the file would be part of what is judged. An ignored one may be written.
  static func check(_ name: String, _ session: Session) throws(CommandError) {
    guard name != "-" else { return }
    let path = session.host.path(name)
    let folder = ByteString(bytes: path.bytes[..<(path.bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0)])
    guard FileSystem.isFolder(folder.bytes.isEmpty ? "/" : folder) else {
      throw CommandError("there is no folder for '\(name)'", hint: "make the folder first, or name another place")
    }
    guard let inside = session.repository.path(of: path) else { return }
    let isIgnored = try asking(session.repository.isIgnored(inside))
    guard !isIgnored else { return }
    throw CommandError(
      "'\(name)' is inside the tree that is judged", hint: "name a place outside of it, such as ../evidence.json")
  }

  /// `-` is standard output; a file is whole or not there.
  static func write(_ bytes: [UInt8], _ name: String, _ host: Host) throws(CommandError) {
    if name == "-" {
      try host.write(bytes)
    } else {
      try touching(AtomicFile.write(bytes, to: host.path(name), replacing: true))
    }
  }
}
