package import CaskadeSyntax

/// What running the validation commands showed.
package struct ValidationFacts: Hashable, Sendable {
  package let records: [ValidationRecord]
  /// The lines of `setup:` that ran, on the head and on the base.
  package let setup: [ValidationRecord.Setup]

  /// One line for each name that stands for another commit since the commands ran.
  package let moved: [String]
  /// Where all of it was taken from; nil where it ran here.
  package let joined: JoinedParts?

  package static let none = ValidationFacts(records: [])

  package init(
    records: [ValidationRecord], setup: [ValidationRecord.Setup] = [], moved: [String] = [],
    joined: JoinedParts? = nil
  ) {
    self.joined = joined
    self.records = records
    self.setup = setup
    self.moved = moved
  }

  /// One line that says why nothing could be run on the head.
  package var failedSetup: String? {
    setup.first { $0.run.place.isJudgedTree && $0.run.state != .pass }?.failure
  }

  /// Paths that were changed in the judged tree, and the command that ran meanwhile; in the order of the runs. In a working
  /// tree somebody else may have done it.
  package var disturbed: [(path: RepositoryPath, during: String)] {
    runsOnHead.flatMap { name, run in run.disturbed.map { ($0, name) } }
  }

  /// What was left behind in the working tree, a folder at a time, and the command that did it; in the order of the runs.
  package var left: [(folder: LeftFolder, by: String)] {
    runsOnHead.flatMap { name, run in LeftFolder.folded(run.left).map { ($0, name) } }
  }

  private var runsOnHead: [(name: String, run: ValidationRecord.Run)] {
    setup.filter(\.run.place.isJudgedTree).map { ($0.command, $0.run) } + records.map { ($0.name, $0.run) }
  }
}

extension ValidationRecord.Setup {
  /// "the setup command 'make' exited with 2 in a clean checkout of the head"
  package var failure: String {
    "the setup command '\(EscapedText.line(command))' \(run.ending) in a \(run.place.rawValue)"
  }
}
