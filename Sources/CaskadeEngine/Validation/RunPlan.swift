import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// A tree, and the commands that run on it.
struct PlannedTree: Sendable {
  /// What is checked out.
  struct Source: Sendable {
    let tree: ObjectID
    /// Nil makes one.
    let commit: ObjectID?
    /// Tells its checkout from others of the same check.
    let number: Int
    /// What is put into the checkout before anything runs.
    var overlay: CheckoutOverlay = .none
  }

  let place: ValidationRecord.Place
  let source: Source
  let runs: [PlannedRun]
}

/// One command on one tree.
struct PlannedRun: Sendable {
  private(set) var command: ValidationCommand
  /// Nobody asked for it here but for a command that begins in what it leaves: what becomes of it goes on no record.
  let isFoundation: Bool
  var purpose = Purpose.planned

  /// What it runs for.
  enum Purpose {
    /// The contract asks for it.
    case planned
    /// To be compared with another run.
    case comparison
    /// Beside scripts of the head's that the base's checks have run without.
    case ownScripts
    /// With each assertion of the checks turned round, so that it has to fail.
    case turned
    /// Where the code can't tell that it is tested.
    case asShipped
  }

  init(command: ValidationCommand, isFoundation: Bool) {
    (self.command, self.isFoundation) = (command, isFoundation)
  }

  /// With the time that it may take from the one that was asked for.
  func limited(as asked: [ValidationCommand]) -> PlannedRun {
    guard let wanted = asked.first(where: { $0.name == command.name }) else { return self }
    var run = self
    run.command.timeout = wanted.timeout
    return run
  }

  /// How often it is run again where it fails.
  var retries: Int { purpose == .turned ? 0 : command.retries }

  func occasion(_ attempt: Int) -> RunStep.Occasion {
    if attempt > 1 { return .again(attempt, of: command.retries + 1) }
    if isFoundation { return .foundation }
    return switch purpose {
    case .planned: .planned
    case .comparison: .comparison
    case .ownScripts: .ownScripts
    case .turned: .turned
    case .asShipped: .asShipped
    }
  }

  /// The commands and all that they build on, in the contract's order: each comes after the one that it begins in.
  static func all(_ asked: [ValidationCommand], of contract: Contract) -> [PlannedRun] {
    let wanted = Set(asked.map(\.name))
    var needed = wanted
    let commands = contract.validation ?? []
    for command in commands.reversed() where needed.contains(command.name) {
      if let before = command.begins { needed.insert(before) }
    }
    return commands.filter { needed.contains($0.name) }.map {
      PlannedRun(command: $0, isFoundation: !wanted.contains($0.name))
    }
  }
}

extension [PlannedRun] {
  /// Those that are joined by `with:`, a group each, in their order: groups have nothing to do with each other.
  var chains: [[Index]] {
    var chains: [[Index]] = []
    var chain: [String: Int] = [:]
    for index in indices {
      let command = self[index].command
      if let known = command.begins.flatMap({ chain[$0] }) {
        chains[known].append(index)
        chain[command.name] = known
      } else {
        chain[command.name] = chains.count
        chains.append([index])
      }
    }
    return chains
  }

  /// How often a world is begun in each state, at most: by the command that left it, nil for what `setup:` left.
  var uses: [String?: Int] {
    var uses: [String?: Int] = [:]
    for run in self { uses[run.command.begins, default: 0] += 1 + run.command.retries }
    return uses
  }
}
