import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// What is run, on which trees, and in which order: known before anything is.
struct RunPlan: Sendable {
  /// In the order in which they are run.
  let trees: [PlannedTree]

  /// What the progress counts.
  var steps: [RunStep] {
    trees.flatMap { tree in tree.runs.map { RunStep(.validation, $0.command.name, tree.place) } }
  }
}

/// A tree, and the commands that run on it.
struct PlannedTree: Sendable {
  /// What is checked out; nil for the working tree as it lies.
  struct Source: Sendable {
    let tree: ObjectID
    /// Nil makes one.
    let commit: ObjectID?
    /// Tells its checkout from others of the same check.
    let number: Int
    /// What is put into the checkout before anything runs.
    var carried: CarriedFiles = .none
  }

  let place: ValidationRecord.Place
  let source: Source?
  var runs: [PlannedRun]
}

/// One command on one tree.
struct PlannedRun: Sendable {
  let command: ValidationCommand
}
