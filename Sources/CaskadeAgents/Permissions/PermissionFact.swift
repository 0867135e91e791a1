import CaskadeInspection
import CaskadeSyntax

/// One thing that a settings file says about what may be done.
struct PermissionFact: Hashable {
  enum Direction: Hashable {
    /// It lets something be done.
    case grants
    /// It forbids something, or has it asked about.
    case restricts
    /// It runs something: new it is more, and without it what it refused isn't refused any more.
    case runs
    /// One value of an order, 0 the strictest.
    case ranked(Int)
    /// Which way it works isn't known.
    case plain
  }

  /// Which setting; of those that are lists it has many facts.
  let what: String
  let value: String
  let direction: Direction
  /// The setting has one value: another one takes its place.
  var isSingle = false

  static func single(_ what: String, _ value: String, _ direction: Direction = .plain) -> PermissionFact {
    PermissionFact(what: what, value: value, direction: direction, isSingle: true)
  }
}

/// The difference between what two versions of a file say.
struct PermissionDifference {
  let path: RepositoryPath
  let subject: String

  /// In the order of the settings' names.
  func changes(from old: [PermissionFact], to new: [PermissionFact]) -> [PermissionChange] {
    let (before, after) = (Set(old), Set(new))
    var changes: [PermissionChange] = []
    var paired: Set<String> = []
    let olds = Dictionary(old.filter(\.isSingle).map { ($0.what, $0) }) { $1 }
    for fact in Self.once(new) where !before.contains(fact) {
      if fact.isSingle, let other = olds[fact.what] {
        paired.insert(fact.what)
        changes.append(change(Self.kind(from: other, to: fact), fact.what, other.value, fact.value))
      } else {
        changes.append(change(Self.kind(ofNew: fact), fact.what, nil, fact.value))
      }
    }
    for fact in Self.once(old) where !after.contains(fact) && !(fact.isSingle && paired.contains(fact.what)) {
      changes.append(change(Self.kind(ofGone: fact), fact.what, fact.value, nil))
    }
    return changes.sorted { one, other in
      (one.what, one.before ?? "", one.after ?? "") < (other.what, other.before ?? "", other.after ?? "")
    }
  }

  private static func once(_ facts: [PermissionFact]) -> [PermissionFact] {
    var seen: Set<PermissionFact> = []
    return facts.filter { seen.insert($0).inserted }
  }

  private func change(
    _ kind: PermissionChange.Kind, _ what: String, _ before: String?, _ after: String?
  ) -> PermissionChange {
    PermissionChange(path: path, subject: subject, kind: kind, what: what, before: before, after: after)
  }

  private static func kind(from old: PermissionFact, to new: PermissionFact) -> PermissionChange.Kind {
    guard case .ranked(let before) = old.direction, case .ranked(let after) = new.direction else { return .changed }
    return before == after ? .changed : before < after ? .widened : .takenAway
  }

  private static func kind(ofNew fact: PermissionFact) -> PermissionChange.Kind {
    switch fact.direction {
    case .grants, .runs: .granted
    case .restricts, .ranked(0): .takenAway
    case .ranked: .granted
    case .plain: .changed
    }
  }

  private static func kind(ofGone fact: PermissionFact) -> PermissionChange.Kind {
    switch fact.direction {
    case .grants: .takenAway
    case .restricts, .runs, .ranked(0): .widened
    case .ranked: .takenAway
    case .plain: .changed
    }
  }
}
