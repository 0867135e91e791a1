import CaskadeSyntax

/// Where agents keep their transcripts, from a person's home and environment. Folders are absolute paths.
///
/// Sources: the vendors' documentation of sessions and configuration folders, November 2026.
package struct TranscriptPlaces: Sendable {
  package struct Place: Hashable, Sendable {
    package let agent: Agent
    package let folder: String
    /// Folders below it that are looked into.
    package let depth: Int
    package let ending: String
    /// It was made for the repository's folder alone.
    package let isOwn: Bool
  }

  private let home: String
  private let environment: [String: String]

  package init(home: String, environment: [String: String]) {
    self.home = home
    self.environment = environment
  }

  /// - Parameter roots: the folders of the repository and of its worktrees.
  package func places(of roots: [String]) -> [Place] {
    let claude = environment["CLAUDE_CONFIG_DIR"] ?? "\(home)/.claude"
    let codex = environment["CODEX_HOME"] ?? "\(home)/.codex"
    let copilot = environment["COPILOT_HOME"] ?? "\(home)/.copilot"
    return roots.map {
      Place(agent: .claude, folder: "\(claude)/projects/\(Self.munged($0))", depth: 0, ending: ".jsonl", isOwn: true)
    }
      + [
        Place(agent: .codex, folder: "\(codex)/sessions", depth: 3, ending: ".jsonl", isOwn: false),
        Place(agent: .codex, folder: "\(codex)/archived_sessions", depth: 0, ending: ".jsonl", isOwn: false),
        Place(agent: .copilot, folder: "\(copilot)/session-state", depth: 1, ending: ".jsonl", isOwn: false),
      ]
      + roots.flatMap { root in
        let folder = "\(home)/.gemini/tmp/\(SHA256.text(Array(root.utf8)))/chats"
        return [".json", ".jsonl"].map {
          Place(agent: .gemini, folder: folder, depth: 0, ending: $0, isOwn: true)
        }
      }
  }

  /// Where sessions lie in many small files each.
  package var storages: [SessionStorage] {
    [SessionStorage(folder: "\(opencode)/storage", agent: .opencode)]
  }

  /// Where sessions lie in databases: each folder with the files in it that may be one, or the only one that counts.
  ///
  /// Source: OpenCode's own, versions 1.2 to 1.18: `opencode.db`, for other channels `opencode-CHANNEL.db`; `OPENCODE_DB`
  /// names another.
  package var databases: (agent: Agent, folder: String, only: String?) {
    guard let only = environment["OPENCODE_DB"], !only.isEmpty, only != ":memory:" else {
      return (.opencode, opencode, nil)
    }
    return (.opencode, opencode, only.hasPrefix("/") ? only : "\(opencode)/\(only)")
  }

  private var opencode: String {
    let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.local/share"
    return "\(data)/opencode"
  }

  /// Beside a session's file: what its sub-agents left.
  package static func besides(_ file: String) -> Place? {
    guard file.hasSuffix(".jsonl") else { return nil }
    return Place(
      agent: .claude, folder: "\(file.dropLast(6))/subagents", depth: 0, ending: ".jsonl", isOwn: true)
  }

  /// The name of a folder's sessions: everything but letters and digits is a hyphen.
  static func munged(_ folder: String) -> String {
    String(
      folder.unicodeScalars.map { scalar in
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)) ? Character(scalar) : "-"
      })
  }
}
