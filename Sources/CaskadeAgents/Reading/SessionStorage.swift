package import CaskadeSyntax

/// Sessions that lie in many small files: one for each session, one for each of its messages, one for each part of those.
///
/// Source: the layout of OpenCode's older storage as third parties describe it, versions 1.0 to 1.1:
/// `session/PROJECT/SESSION.json`, `message/SESSION/MESSAGE.json`, `part/MESSAGE/PART.json`. Later versions keep a database
/// (`SessionDatabase`).
package struct SessionStorage: Hashable, Sendable {
  /// What a session's own file tells.
  package struct Session: Hashable, Sendable {
    package let id: String
    package let folder: String
    /// Milliseconds since 1970; nil where it tells none.
    package let updated: Int?
    /// Whose sub-agent's it is, and whose that one is.
    package var ancestors: [String] = []
    /// In which it worked too.
    package var otherFolders: [String] = []
    /// In which the first version of the agent has it, where that is told apart.
    package var firstFolder: String?

    package var folders: [String] { [folder] + otherFolders }

    /// It is this one, or that of a sub-agent below it.
    package func belongs(to id: String) -> Bool { self.id == id || ancestors.contains(id) }
  }

  package let agent: Agent
  private let folder: String

  init(folder: String, agent: Agent) {
    self.folder = folder
    self.agent = agent
  }

  /// - Parameter file: where a session's own file would lie in it; nil where no session's does.
  package init?(holding file: String) {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 4, parts[parts.count - 3] == "session", file.hasSuffix(Self.ending) else { return nil }
    self.init(folder: parts.dropLast(3).joined(separator: "/"), agent: .opencode)
  }

  package static let ending = ".json"

  /// Has a folder for each project.
  package var projects: String { "\(folder)/session" }

  /// Has a folder for each session, of its messages.
  package var messages: String { "\(folder)/message" }

  package var sessions: TranscriptPlaces.Place { place("session", depth: 1) }

  package func messages(of session: Session) -> TranscriptPlaces.Place { place("message/\(session.id)", depth: 0) }

  /// - Parameter message: the name of its file, without the ending.
  package func parts(of message: String) -> TranscriptPlaces.Place { place("part/\(message)", depth: 0) }

  private func place(_ name: String, depth: Int) -> TranscriptPlaces.Place {
    TranscriptPlaces.Place(agent: agent, folder: "\(folder)/\(name)", depth: depth, ending: Self.ending, isOwn: false)
  }

  /// Nil for what is no session's file.
  package static func session(_ bytes: [UInt8]) -> Session? {
    guard let value = try? JSONReader.read(bytes), let id = value["id"]?.string, isName(id),
      let folder = value["directory"]?.string
    else { return nil }
    return Session(id: id, folder: folder, updated: value["time"]?["updated"]?.integer)
  }

  /// One component of a path, and no dots.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      }
  }

  /// A file's record on one line: a line break is nothing but space between the parts of a JSON text.
  package static func line(_ bytes: [UInt8]) -> [UInt8] {
    bytes.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 } + [0x0A]
  }
}
