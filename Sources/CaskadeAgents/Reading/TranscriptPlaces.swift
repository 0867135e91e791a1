import CaskadeSyntax

/// Where agents keep their transcripts, from a person's home and environment. Folders are absolute paths.
///
/// Sources: the vendors' documentation of sessions and configuration folders, November 2026.
package struct TranscriptPlaces: Sendable {
  package struct Place: Hashable, Sendable {
    package let folder: String
    /// Folders below it that are looked into.
    package let depth: Int
    package let ending: String
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
    return roots.map { Place(folder: "\(claude)/projects/\(Self.munged($0))", depth: 0, ending: ".jsonl") }
      + [
        Place(folder: "\(codex)/sessions", depth: 3, ending: ".jsonl"),
        Place(folder: "\(codex)/archived_sessions", depth: 0, ending: ".jsonl"),
        Place(folder: "\(copilot)/session-state", depth: 1, ending: ".jsonl"),
      ]
      + roots.flatMap { root in
        let folder = "\(home)/.gemini/tmp/\(SHA256.text(Array(root.utf8)))/chats"
        return [Place(folder: folder, depth: 0, ending: ".json"), Place(folder: folder, depth: 0, ending: ".jsonl")]
      }
  }

  /// Beside a session's file: what its sub-agents left.
  package static func besides(_ file: String) -> Place? {
    guard file.hasSuffix(".jsonl") else { return nil }
    return Place(folder: "\(file.dropLast(6))/subagents", depth: 0, ending: ".jsonl")
  }

  /// The name of a folder's sessions: everything but letters and digits is a hyphen.
  static func munged(_ folder: String) -> String {
    String(
      folder.unicodeScalars.map { scalar in
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)) ? Character(scalar) : "-"
      })
  }
}
