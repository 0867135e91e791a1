package import CaskadeSyntax

/// One way to cheat, or one honest piece of work, as small edits that need no language.
package struct Drill: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable { case cheat, honest }

  package enum Edit: Hashable, Sendable {
    case write(RepositoryPath, [UInt8])
    case link(RepositoryPath, to: String)
    case remove(RepositoryPath)
    case move(RepositoryPath, to: RepositoryPath)
  }

  /// As it is named in the output: `test-deleted`.
  package let name: String
  package let kind: Kind
  /// What is done, in a few words.
  package let about: String
  package let edits: [Edit]

  init(_ name: String, _ kind: Kind, _ about: String, _ edits: [Edit]) {
    (self.name, self.kind, self.about, self.edits) = (name, kind, about, edits)
  }
}

/// What a drill finds in the repository, and edits.
package struct DrillGround: Hashable, Sendable {
  package struct File: Hashable, Sendable {
    package let path: RepositoryPath
    package let bytes: [UInt8]

    package init(_ path: RepositoryPath, _ bytes: [UInt8]) {
      (self.path, self.bytes) = (path, bytes)
    }
  }

  /// A test of the repository's own; nil where none is known by its name. So with the others.
  package var test: File?
  package var pipeline: File?
  package var instructions: File?
  package var policy: File?
  package var signers: File?
  package var owners: File?
  /// A file that no check looks at, outside of the drill's folder.
  package var other: File?

  package init() {}
}

/// What became of one drill.
package struct DrillOutcome: Hashable, Sendable {
  package enum Answer: Hashable, Sendable {
    /// The gates that failed or stayed unproven, of those that the drill looks at.
    case stopped([String])
    case passed
    /// Why it wasn't played.
    case left(String)
  }

  package let drill: Drill
  package let answer: Answer
  /// Of the findings, the gravest first.
  package let rules: [String]

  package init(_ drill: Drill, _ answer: Answer, rules: [String]) {
    (self.drill, self.answer, self.rules) = (drill, answer, rules)
  }

  /// As it should be: the cheat was stopped, the honest work wasn't.
  package var isRight: Bool {
    switch answer {
    case .stopped: drill.kind == .cheat
    case .passed: drill.kind == .honest
    case .left: false
    }
  }
}

package struct DrillReport: Sendable {
  package let base: String
  package let commit: ObjectID
  package let outcomes: [DrillOutcome]
  /// Gates that no honest work passes here, so that they tell nothing: each with why.
  package let blind: [(gate: String, why: String)]
  package let milliseconds: Int
  /// The command of the repository's own that ran along; nil for none.
  package let command: String?

  package init(
    base: String, commit: ObjectID, outcomes: [DrillOutcome], blind: [(gate: String, why: String)], milliseconds: Int,
    command: String?
  ) {
    (self.base, self.commit, self.outcomes, self.blind) = (base, commit, outcomes, blind)
    (self.milliseconds, self.command) = (milliseconds, command)
  }

  package func count(_ kind: Drill.Kind) -> Int { outcomes.count { $0.drill.kind == kind } }
  package func right(_ kind: Drill.Kind) -> Int { outcomes.count { $0.drill.kind == kind && $0.isRight } }
  package var isRight: Bool { outcomes.allSatisfy(\.isRight) }
}
