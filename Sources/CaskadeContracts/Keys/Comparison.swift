import CaskadeSyntax

/// What differs in authority between two values.
struct Comparison<Value: Sendable>: Sendable {
  let changes: @Sendable (_ old: Value, _ new: Value, ComparisonContext) -> [AuthorityChange]

  init(_ changes: @escaping @Sendable (_ old: Value, _ new: Value, ComparisonContext) -> [AuthorityChange]) {
    self.changes = changes
  }

  func of<Whole>(_ part: any KeyPath<Whole, Value> & Sendable) -> Comparison<Whole> {
    Comparison<Whole> { old, new, context in changes(old[keyPath: part], new[keyPath: part], context) }
  }
}

/// What a comparison may know beside the two values.
struct ComparisonContext: Sendable {
  /// The key that is compared.
  let key: String
  /// The policy that rules where the contracts count.
  let policy: Policy
  let index: PolicyIndex

  init(policy: Policy) {
    self.init(key: "", policy: policy, index: PolicyIndex(policy))
  }

  private init(key: String, policy: Policy, index: PolicyIndex) {
    self.key = key
    self.policy = policy
    self.index = index
  }

  func inside(_ name: String) -> ComparisonContext {
    ComparisonContext(key: key.isEmpty ? name : "\(key).\(name)", policy: policy, index: index)
  }

  func grew(_ words: String) -> AuthorityChange { AuthorityChange(key: key, effect: .grew, words: words) }
  func shrank(_ words: String) -> AuthorityChange { AuthorityChange(key: key, effect: .shrank, words: words) }
  func neutral(_ words: String) -> AuthorityChange { AuthorityChange(key: key, effect: .neutral, words: words) }

  func change(grew: Bool, _ words: String) -> AuthorityChange { grew ? self.grew(words) : shrank(words) }

  /// Changes in lists: what is gone, and what is new.
  func list(_ lost: [String], _ gained: [String], grows: ListGrowth) -> [AuthorityChange] {
    let lost = lost.map { change(grew: grows == .byLosing, $0) }
    let gained = gained.map { change(grew: grows == .byGaining, $0) }
    return grows == .byLosing ? lost + gained : gained + lost
  }

  enum ListGrowth { case byGaining, byLosing }
}

extension Comparison {
  /// The key grants nothing, and nobody needs to see that it changed.
  static var none: Comparison { Comparison { _, _, _ in [] } }
}

extension Comparison where Value: Hashable {
  /// Words that grant nothing, and that a reviewer should see have changed.
  static var reworded: Comparison {
    Comparison { old, new, context in old == new ? [] : [context.neutral("rewords the \(context.key)")] }
  }

  /// A change of one value: `files 12 → 30`.
  ///
  /// - Parameter grew: whether the later value grants more than the earlier; nil where neither does.
  static func value(
    _ text: @escaping @Sendable (Value) -> String, grew: @escaping @Sendable (_ old: Value, _ new: Value) -> Bool?
  ) -> Comparison {
    Comparison { old, new, context in
      guard old != new else { return [] }
      let words = "\(context.key) \(text(old)) → \(text(new))"
      return [grew(old, new).map { context.change(grew: $0, words) } ?? context.neutral(words)]
    }
  }
}
