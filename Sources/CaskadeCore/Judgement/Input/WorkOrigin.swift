package import CaskadeSyntax

/// What is known of where the head comes from, beside the branch's own work.
///
/// None of it grants anything: a reference that somebody made can take a pass or a hint away, never give one.
package struct WorkOrigin: Hashable, Sendable {
  /// Nil unless the base was pinned and is behind a tip that would judge otherwise.
  package var newerTip: NewerTip?
  /// The head is a merge queue's, and nobody said whose work it is.
  package var isQueue: Bool

  /// What other branches have of the head's commits; later states of the base first.
  package var brought: [BroughtWork]

  package static let plain = WorkOrigin()

  package init(newerTip: NewerTip? = nil, isQueue: Bool = false, brought: [BroughtWork] = []) {
    self.newerTip = newerTip
    self.isQueue = isQueue
    self.brought = brought
  }

  /// What says whose work a merge queue's branch holds.
  package static let queueHint =
    "give the branch of the pull request that the queue's ref names: --branch NAME (gh pr view N --json headRefName)"
}

/// A later state of the branch whose pinned id is the root of trust, as a remote-tracking reference shows it.
package struct NewerTip: Hashable, Sendable {
  /// What of the authority differs there, in the order in which it is told.
  package enum Part: Hashable, Sendable, CaseIterable {
    case contract, approvals, policy, signers

    var words: String {
      switch self {
      case .contract: "another contract"
      case .approvals: "other approvals"
      case .policy: "another policy"
      case .signers: "other signers"
      }
    }
  }

  /// `origin/main`.
  package let name: String
  package let commit: ObjectID
  /// Not empty.
  package let differing: [Part]
  /// The option by which the older id was given.
  package let option: String

  package init(name: String, commit: ObjectID, differing: [Part], option: String) {
    self.name = name
    self.commit = commit
    self.differing = differing
    self.option = option
  }

  var message: String {
    let words = differing.map(\.words)
    let list = words.count > 1 ? "\(words.dropLast().joined(separator: ", ")) and \(words[words.count - 1])" : words[0]
    return "the \(option == "--base" ? "base" : "root of trust") given is behind \(name), which has \(list)"
  }
}
