package import CaskadeSyntax

/// Git could not answer, or its answer can't be judged by. A check ends with it, and never with a verdict.
package struct GitError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case programMissing
    case tooOld(version: String)
    case notARepository(folder: String)
    case refusedByGit(folder: String, reason: String)
    case bareRepository(folder: String)
    case insideGitDirectory(folder: String)
    case workTreeElsewhere(folder: String, workTree: String)
    case unusablePath(String)
    case notRegular(String)
    case noCommits
    case unmergedPaths([String])
    case noBase(tried: [String])
    case unknownRevision(String, role: String)
    case onlyATag(String, role: String)
    case shortID(String, role: String)
    case ambiguous(String, role: String, readings: [String])
    case notACommit(String, role: String)
    case noMergeBase(base: String, head: String, shallow: Bool)
    case missingObject(ObjectID)
    case forgedObject(ObjectID)
    /// The reference is symbolic, or leads to no commit.
    case notNotes(String)
    case remoteFailed(remote: String, reason: String)
    case badAnswer(command: String, reason: String)
    case failed(command: String, reason: String)
    case interrupted
  }

  package let kind: Kind

  package init(_ kind: Kind) {
    self.kind = kind
  }
}
