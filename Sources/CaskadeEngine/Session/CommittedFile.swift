import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// Reads files of the working tree as git would commit them: so every verb reads the bytes that a check judges.
enum CommittedFile {
  /// A file outside the repository is read as it is, and so is one whose committed form can't be known.
  static func read(_ file: ByteString, limit: Int, _ session: Session) throws(CommandError) -> [UInt8] {
    let bytes = try touching(FileReader.read(file, limit: limit))
    guard let path = session.repository.path(of: file) else { return bytes }
    let form = try asking(session.repository.storedForm(of: path, onDisk: bytes))
    if case .content(let stored) = form { return stored }
    return bytes
  }

  /// Refuses a file of which git would commit something else than what was read.
  static func refuseUnknown(_ path: RepositoryPath, read bytes: [UInt8], _ session: Session) throws(CommandError) {
    let file = session.repository.location.workTree.appending(path)
    guard FileSystem.exists(file) else { return }
    let present = try touching(FileReader.read(file, limit: SourceText.mostBytes))
    switch try asking(session.repository.storedForm(of: path, onDisk: present)) {
    case .content(let stored):
      guard stored != bytes else { return }
      throw CommandError("'\(path.display)' has changed since it was read", hint: "start again")
    case .link:
      throw CommandError(
        "'\(path.display)' is a link: git commits where it leads, and not what would be signed",
        hint: "put the contract itself there")
    case .filtered:
      throw CommandError(
        "'\(path.display)' is behind a filter (.gitattributes): what git would commit of it can't be known",
        hint: "take the folder Contracts out of the filter: a line 'Contracts/** -filter' in .gitattributes")
    }
  }
}
