package import CaskadeInspection

/// A transcript as it was handed to a check.
package struct GivenTranscript: Sendable {
  /// The file, as it was named or found.
  package let name: String
  /// Nil for one that couldn't be read.
  package let transcript: Transcript?
  /// What of it is not in its calls, a sentence each.
  package let faults: [String]

  package init(name: String, transcript: Transcript?, faults: [String]) {
    self.name = name
    self.transcript = transcript
    self.faults = faults
  }
}

/// Where the repository lies on this machine.
package struct TranscriptSetting: Sendable {
  let roots: [[String]]
  let home: String?

  /// - Parameter roots: the folders of the repository and of its worktrees.
  package init(roots: [String], home: String?) {
    self.roots = roots.map { AgentPath($0, in: nil).parts }
    self.home = home
  }

  /// One of the folders is the repository's, or lies in it.
  package func holds(anyOf folders: [String]) -> Bool {
    folders.contains { folder in
      let parts = AgentPath(folder, in: nil).parts
      return roots.contains { parts.starts(with: $0) }
    }
  }
}
