import CaskadeSyntax

/// A session as its row in a database tells it.
struct SessionRow {
  let id: String
  private(set) var folder: String
  /// Others in which versions of the agent have it.
  private(set) var otherFolders: [String] = []
  /// The one in which the first version has it, where the second one has it too.
  private(set) var firstFolder: String?
  /// Milliseconds since 1970; nil where it tells none.
  private(set) var updated: Int?
  /// Whose sub-agent it is.
  private(set) var parent: String?
  private var project: String
  private var version: String

  /// Nil for what is no session.
  init?(_ row: SQLiteRow) {
    guard let id = row["id"]?.text, SessionStorage.isName(id), let folder = row["directory"]?.text else { return nil }
    (self.id, self.folder) = (id, folder)
    updated = row["time_updated"]?.integer
    parent = row["parent_id"]?.text
    project = row["project_id"]?.text ?? ""
    version = row["version"]?.text ?? ""
  }

  /// The first version of the agent keeps it too: what was written last holds, and every folder does.
  mutating func merge(_ other: SessionRow) {
    let before = self
    if other.updated ?? .min > updated ?? .min {
      self = other
      parent = other.parent ?? before.parent
    }
    firstFolder = other.folder
    otherFolders = (before.otherFolders + [before.folder, other.folder]).filter { $0 != folder }
  }

  /// As its file would be.
  var line: [UInt8] {
    var members = [
      JSONMember("id", .string(id)), JSONMember("projectID", .string(project)),
      JSONMember("directory", .string(folder)), JSONMember("version", .string(version)),
    ]
    if let parent { members.append(JSONMember("parentID", .string(parent))) }
    return JSONWriter(.compact).bytes(.object(members)) + [0x0A]
  }
}
