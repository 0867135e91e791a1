package import CaskadeSyntax

/// One difference in authority between two versions of a contract.
package struct AuthorityChange: Hashable, Sendable {
  package enum Effect: String, Hashable, Sendable, CaseIterable {
    /// More may be done, or less is asked for.
    case grew
    case shrank
    case neutral
  }

  package enum Kind: Hashable, Sendable {
    case band(Band, Band)
    case anyBranch
    case someBranches
    case branchAdded(String)
    case branchDropped(String)
    case expires(CalendarDate?, CalendarDate?)
    /// Known: the earlier version had an entry for the same pattern.
    case allowed(String, [Operation], isKnown: Bool)
    /// Known: the later version has an entry for the same pattern.
    case noLongerAllowed(String, [Operation], isKnown: Bool)
    case denyAdded(String)
    case denyDropped(String)
    case checksOpened(String)
    case checksClosed(String)
    case toolAllowed(Tool)
    case noLongerAsked(Tool)
    case toolAsked(Tool)
    case toolDropped(Tool)
    case toolDenyAdded(Tool)
    case toolDenyDropped(Tool)
    case setupChanged
    case checkAdded(String)
    case checkDropped(String)
    case checkChanged(String, CheckPart)
    /// The contract says that there is nothing to run, and said nothing before.
    case validationWaived
    case validationNoLongerWaived
    case limit(StopCondition.Unit, Int?, Int?)
    case conditionAdded(String)
    case conditionDropped(String)
    /// A key whose text grants nothing.
    case reworded(String)
  }

  /// What differs in a validation command.
  package enum CheckPart: Hashable, Sendable {
    case run(String, String)
    case onBase(ValidationCommand.OnBase?, ValidationCommand.OnBase?)
    case expect(Int, Int)
    case directory(RepositoryPath?, RepositoryPath?)
    case environment
    case carry
    case timeout(TimeSpan, TimeSpan)
  }

  package let kind: Kind
  package let effect: Effect

  package init(kind: Kind, effect: Effect) {
    self.kind = kind
    self.effect = effect
  }

  /// The contract's key that it is about.
  package var key: String {
    switch kind {
    case .band: "band"
    case .anyBranch, .someBranches, .branchAdded, .branchDropped: "branch"
    case .expires: "expires"
    case .allowed, .noLongerAllowed: "paths.allow"
    case .denyAdded, .denyDropped: "paths.deny"
    case .checksOpened, .checksClosed: "paths.checks_may_change"
    case .toolAllowed, .noLongerAsked, .toolAsked, .toolDropped: "tools"
    case .toolDenyAdded, .toolDenyDropped: "tools.deny"
    case .setupChanged: "setup"
    case .checkAdded, .checkDropped, .checkChanged, .validationWaived, .validationNoLongerWaived: "validation"
    case .limit, .conditionAdded, .conditionDropped: "stop_when"
    case .reworded(let key): key
    }
  }
}
