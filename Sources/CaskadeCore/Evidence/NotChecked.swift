package import CaskadeSyntax

/// One thing that no gate has looked at.
package struct NotChecked: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A condition that only a recorded run could show.
    case stopCondition = "stop condition"
    /// The ignored files of the working tree, altogether.
    case ignoredFiles = "ignored files"
    /// One of them, or a folder that holds nothing else.
    case ignored
    /// What a command of an earlier check left, a folder at a time.
    case leftover
    case sparseCheckout = "sparse checkout"
    /// Files that a filter driver stores, by the word of git's stat data.
    case filteredFiles = "filtered files"
    /// One whose stored form isn't known.
    case filtered
    /// Files whose line endings git changes while it stores them.
    case lineEndings = "line endings"
    /// A file that couldn't be searched.
    case secrets
    /// A file that is a check, and couldn't be read.
    case check
    /// What lies behind a link that leaves the repository.
    case link
    /// What a Git LFS pointer stands for.
    case pointer
    case submodule
    /// What is in another worktree of the repository.
    case worktree
    /// What a clean checkout lacks of the tree.
    case checkout
    /// What the commands do on the merge with the base's tip.
    case merge
    /// What an earlier check says of a command on the base.
    case baseRun = "run on the base"
    /// Whether a command notices wrong checks, where the policy asks for that of every change.
    case wrongChecks = "wrong checks"
    /// Which hunks of the change a command notices.
    case hunks
    /// One that none does.
    case hunk
    /// What a command was not kept from.
    case containment
    /// What a transcript tells, by its own word.
    case transcript
    /// What the file was written without.
    case notRecorded = "not recorded"
    /// What stands in the file in a word that this version doesn't know.
    case unknownWord = "unknown word"
    case other
  }

  package let kind: Kind
  /// The path, the command or the condition that it is about; empty where there is no single one.
  package let subject: String
  /// One line for a person.
  package let text: String

  init(_ kind: Kind, _ subject: String, _ text: String) {
    self.kind = kind
    self.subject = subject
    self.text = text
  }

  /// A line of a file that says no more than that, as caskade 0.1.0 wrote them.
  package init(line: String) {
    self.init(.other, "", line)
  }

  /// It tells of the working tree that was read, not of what was judged.
  package var isOfThisTree: Bool {
    switch kind {
    case .ignoredFiles, .ignored, .leftover, .sparseCheckout, .submodule, .worktree: true
    case .stopCondition, .filteredFiles, .lineEndings, .filtered, .secrets, .check, .link, .pointer, .checkout, .merge,
      .hunks, .hunk,
      .baseRun, .wrongChecks, .containment, .transcript, .notRecorded, .unknownWord, .other:
      false
    }
  }

  /// Whether the other, from a file, says the same; a bare line can only say it in the same words.
  package func isSaid(by other: NotChecked) -> Bool {
    self == other || other.kind == .other && other.text == text
  }

  package static let form = ObjectForm<NotChecked>(
    "what no gate has looked at",
    FormKey("kind", .word(else: .other), "what it is", \.kind),
    FormKey("subject", .text, "a path, a command or a condition; empty: no single one", \.subject),
    FormKey("text", .text, "one line for a person", \.text)
  ) { NotChecked($0, $1, $2) }.form.orOlder(.text) { NotChecked(line: $0) }
}
