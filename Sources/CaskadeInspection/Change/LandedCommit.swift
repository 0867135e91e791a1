package import CaskadeSyntax

/// A commit that reached a branch by itself: one of its first-parent history. Names and message are its own word.
package final class LandedCommit: Sendable {
  package let id: ObjectID
  package let tree: ObjectID
  package let parents: [ObjectID]
  /// When it was made, in seconds since 1970, as it says itself.
  package let seconds: Int
  package let author: String
  package let authorMail: String
  package let committer: String
  package let committerMail: String
  /// Empty where it wasn't asked for.
  package let message: [UInt8]

  package init(
    id: ObjectID, tree: ObjectID, parents: [ObjectID], seconds: Int, author: String, authorMail: String,
    committer: String, committerMail: String, message: [UInt8]
  ) {
    (self.id, self.tree, self.parents, self.seconds) = (id, tree, parents, seconds)
    (self.author, self.authorMail) = (author, authorMail)
    (self.committer, self.committerMail) = (committer, committerMail)
    self.message = message
  }

  /// The message's first line.
  package var subject: String {
    String(decoding: message.prefix { $0 != 0x0A }, as: UTF8.self)
  }
}

extension LandedCommit: Hashable {
  package static func == (one: LandedCommit, other: LandedCommit) -> Bool {
    one === other
      || one.id == other.id && one.tree == other.tree && one.parents == other.parents && one.seconds == other.seconds
        && one.author == other.author && one.authorMail == other.authorMail && one.committer == other.committer
        && one.committerMail == other.committerMail && one.message == other.message
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
