import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeReport
import CaskadeSyntax
import CaskadeSystem

/// `caskade policy`: the rules in force on the base, what other rules would have done, and cases that rules have to decide.
struct PolicyCommand: Command {
  private let action: String
  private let files: [String]
  private let key, base, policy, validate: String?
  private let last: Int
  private let format: Format

  private enum Format: String, OptionChoice { case text, json }

  static let words = CommandWords(
    name: "policy", group: .team,
    summary: "show the rules in force on the base, try others on what was merged, test them, drill what they stop",
    examples: [
      "caskade policy show", "caskade policy show --why bands.high", "caskade policy try ../policy.yaml --last 300",
      "caskade policy test policy-cases.yaml", "caskade policy drill",
    ],
    exits:
      "0 shown, tried, or all cases hold; 1 a case doesn't, or a drill let a cheat through or stopped honest work; 2 "
      + "something can't be read")

  init(_ read: inout ArgumentReader) {
    action = read.operand("show|try|test|drill", .words(["show", "try", "test", "drill"]))
    files = read.operands("[POLICY [EVIDENCE...]|CASES]", 0...1_000)
    key = read.value("--why", "KEY", "show: only this key, or all below it")
    base = read.value("--base", "REV", "the branch that has the policy, and what was merged")
    last = read.value("--last", "N", "try: so many of the newest merged changes (120)", as: Self.count) ?? Self.usual
    policy = read.value("--policy", "FILE", "test: the policy, in place of the one in the working tree")
    validate = read.value("--validate", "COMMAND", "drill: a command of the repository's own that runs along")
    format = read.choice("--format", "FORMAT", "try and drill: text (default) or json", standard: .text)
  }

  private static let usual = 120
  private static let most = 100_000

  private static func count(_ word: String) throws(CommandError) -> Int {
    guard let number = Int(word), (0...most).contains(number) else {
      throw CommandError("'--last' can't be '\(EscapedText.line(word))'", hint: "a number from 0 to \(most)")
    }
    return number
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    switch action {
    case "show" where files.isEmpty: try show(host)
    case "show": throw CommandError("'policy show' takes no file", hint: "caskade policy try FILE tries one")
    case "try": try attempt(host)
    case "test": try test(host)
    case "drill" where files.isEmpty:
      try PolicyDrill(base: base, command: validate, isJSON: format == .json).run(host)
    case "drill": throw CommandError("'policy drill' takes no file", hint: "caskade policy drill")
    case _: throw CommandError("'caskade policy' can't '\(action)'", hint: "caskade policy show, try, test or drill")
    }
  }

  // MARK: Trying and testing

  private func attempt(_ host: Host) throws(CommandError) -> ExitCode {
    guard let name = files.first else {
      throw CommandError("'policy try' needs a policy to try", hint: "caskade policy try Contracts/policy.yaml")
    }
    let tried = try Self.policy(SourceFile.read(name, host))
    let given = try files.dropFirst().map { (file) throws(CommandError) in
      let read = try EvidenceFile(file, host)
      return TriedWork(read.evidence, name: read.name)
    }
    return try Session.run(host) { (session) throws(CommandError) in
      let tip = try BaseAndHead.base(base, session)
      let today = try PolicyRoot(base, session).policy
      let merged = last == 0 ? [] : try MergedWork.all(to: tip.commit, atMost: last, tried, session)
      let works = try merged + MergedWork.recorded(session) + given
      let page = PolicyTrialText(PolicyTrial.compare(tried, today: today, on: works))
      try host.write(format == .json ? JSONWriter(.pretty).text(page.json) + "\n" : page.text)
      return .good
    }
  }

  private func test(_ host: Host) throws(CommandError) -> ExitCode {
    guard files.count == 1 else {
      throw CommandError("'policy test' needs one file of cases", hint: "caskade policy test policy-cases.yaml")
    }
    let source = try SourceFile.read(files[0], host)
    let read = PolicyCaseReader.read(source)
    guard let cases = read.cases else {
      throw CommandError.unreadable("'\(source.name)'", read.diagnostics, in: source)
    }
    let trial = PolicyTrial(try tested(host))
    var failed = 0
    for one in cases {
      let faults = one.faults(under: trial)
      let name = EscapedText.line(one.name)
      if faults.isEmpty {
        try host.write("ok      \(name)\n")
      } else {
        failed += 1
        try host.write("FAILED  \(name) (\(source.name):\(one.line))\n")
        for fault in faults { try host.write("  \(EscapedText.line(fault))\n") }
      }
    }
    try host.write("\(cases.count - failed) of \(cases.count.counted("case")) hold\n")
    return failed == 0 ? .good : .bad
  }

  /// The policy that is being written, which tests are for.
  private func tested(_ host: Host) throws(CommandError) -> Policy {
    if let policy { return try Self.policy(SourceFile.read(policy, host)) }
    return try Session.run(host) { (session) throws(CommandError) in
      let file = session.repository.location.workTree.appending(ContractFolder.policy)
      guard FileSystem.exists(file) else { return BuiltInPolicy.policy }
      let source = try SourceFile.read(file.text, host)
      return try Self.policy(SourceText(name: ContractFolder.policy.display, bytes: source.bytes))
    }
  }

  private static func policy(_ source: SourceText) throws(CommandError) -> Policy {
    let read = PolicyReader.read(source)
    guard let policy = read.policy else {
      throw CommandError.unreadable("'\(source.name)'", read.diagnostics, in: source)
    }
    return policy
  }

  // MARK: Showing

  private func show(_ host: Host) throws(CommandError) -> ExitCode {
    try Session.run(host) { (session) throws(CommandError) in
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
