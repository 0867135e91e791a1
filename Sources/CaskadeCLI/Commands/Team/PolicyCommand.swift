import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade policy show`: the rules in force on the base, and where each was set.
struct PolicyCommand: Command {
  private let action: String
  private let key, base: String?
  private let validate: String?
  private let format: Format

  private enum Format: String, OptionChoice { case text, json }

  static let words = CommandWords(
    name: "policy", group: .team,
    summary: "show the rules in force on the base, and where each was set; drill what they stop",
    examples: ["caskade policy show", "caskade policy show --why bands.high", "caskade policy drill"],
    exits: "0 done; drill: 1 where a cheat was let through or honest work was stopped")

  init(_ read: inout ArgumentReader) {
    action = read.operand("show|drill", .words(["show", "drill"]))
    key = read.value("--why", "KEY", "only this key, or all below it")
    base = read.value("--base", "REV", "the branch that has the policy")
    validate = read.value("--validate", "COMMAND", "with drill: a command of the repository's own that runs along")
    format = read.choice("--format", "FORMAT", "with drill: text (default) or json", standard: .text)
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    if action == "drill" { return try PolicyDrill(base: base, command: validate, isJSON: format == .json).run(host) }
    guard action == "show" else {
      throw CommandError("'caskade policy' can't '\(action)'", hint: "caskade policy show")
    }
    return try Session.run(host) { (session) throws(CommandError) in
      let comparison = try PolicyRoot(base, session)
      let listing = PolicyListing(comparison.policy, source: comparison.source)
      if let key { return try Self.why(key, listing, comparison, session) }
      let width = listing.values.map(\.key.count).max() ?? 0
      var lines = [comparison.heading, ""]
      for value in listing.values {
        let gap = String(repeating: " ", count: width - value.key.count + 2)
        lines.append("\(value.key)\(gap)\(value.text)  (\(comparison.origin(of: value)))")
      }
      try session.host.write(lines.joined(separator: "\n") + "\n")
      return .good
    }
  }

  private static func why(
    _ key: String, _ listing: PolicyListing, _ root: PolicyRoot, _ session: Session
  ) throws(CommandError) -> ExitCode {
    let found = listing.values.filter { $0.key == key || $0.key.hasPrefix("\(key).") }
    guard !found.isEmpty else {
      let close = Suggestion.closest(to: key, among: listing.values.map(\.key))
      throw CommandError(
        "the policy has no key '\(key)'",
        hint: close.map { "did you mean '\($0)'?" } ?? "caskade policy show lists them")
    }
    try session.host.write(found.map { "\($0.key): \($0.text)\n  \(root.origin(of: $0))\n" }.joined())
    return .good
  }
}

/// The policy at the tip of the base, with its text.
private struct PolicyRoot {
  let policy: Policy
  let source: SourceText?
  private let tip: Revision

  init(_ base: String?, _ session: Session) throws(CommandError) {
    let tip = try BaseAndHead.base(base, session)
    let shelf = try ContractTree(of: tip.commit, session.repository.objects)
    policy = try shelf.policy().policy
    source = try shelf.source(of: ContractFolder.policy)
    self.tip = tip
  }

  var heading: String {
    let place = source.map { "'\($0.name)' over the built-in policy" } ?? "the built-in policy"
    return "In force on \(tip.name) \(tip.commit.short) (\(tip.pinned ? "pinned" : "not pinned")): \(place)"
  }

  func origin(of value: PolicyListing.Value) -> String {
    guard let line = value.line, let source else { return "built-in" }
    return value.isAdded ? "built-in, and \(source.name):\(line)" : "\(source.name):\(line)"
  }
}
