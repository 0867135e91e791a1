package import CaskadeContracts
import CaskadeCore
package import CaskadeSyntax
import CaskadeSystem

/// The policy by which contracts count here: the base's, as `check` finds it.
package struct PolicyInForce {
  package let policy: Policy
  /// The policy's file; nil where the built-in one rules alone.
  private let path: String?
  /// Nil without a repository, or where it has no base yet.
  private let base: Revision?

  package init(_ host: Host) throws(CommandError) {
    guard EnclosingFolder.withRepository(above: host.directory) != nil else {
      self.init(BuiltInPolicy.policy, nil, base: nil)
      return
    }
    self = try Session.run(host) { (session) throws(CommandError) in
      guard try BaseAndHead.isThere(session) else { return Self(BuiltInPolicy.policy, nil, base: nil) }
      let base = try BaseAndHead.base(nil, session)
      let found = try ContractTree(of: base.commit, session.repository.objects).policy()
      return Self(found.policy, found.record.path, base: base)
    }
  }

  private init(_ policy: Policy, _ path: String?, base: Revision?) {
    self.policy = policy
    self.path = path
    self.base = base
  }

  /// Which policy was taken, for people.
  package var line: String {
    let place = base.map { "\($0.name) \($0.commit.short)" }
    if let path, let place { return "by the policy '\(path)' on \(place)" }
    return "by the built-in policy: " + (place.map { "\($0) has none of its own" } ?? "there is no base here")
  }

  /// What was taken; each is `null` where there is none.
  package var json: JSONValue {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    return .object([
      JSONMember("path", text(path)), JSONMember("base", text(base?.name)),
      JSONMember("commit", text(base?.commit.text)),
    ])
  }
}
