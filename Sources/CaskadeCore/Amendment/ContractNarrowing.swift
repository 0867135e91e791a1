package import CaskadeContracts
package import CaskadeSyntax

/// A contract's text without what it grants and no run used: patterns of `paths.allow` that no changed file matches, and
/// tools that none of them called.
///
/// Lines and items of lists are taken out; every other byte stays, comments too. It never grants more: what can't be told
/// unused stays, and a list keeps its last entry.
package struct ContractNarrowing: Sendable {
  /// What is known of one run under the contract.
  package struct Run: Sendable {
    /// Nil where it isn't told of every file.
    package let changed: [RepositoryPath]?
    package let tools: Tools

    package enum Tools: Hashable, Sendable {
      /// Texts of the allowances that its transcripts show nothing of.
      case unused(Set<String>)
      /// No transcript was read whole.
      case unread
      /// A record holds no tools.
      case untold
    }

    package init(changed: [RepositoryPath]?, tools: Tools) {
      (self.changed, self.tools) = (changed, tools)
    }
  }

  package struct Removal: Hashable, Sendable {
    /// `paths.allow`
    package let key: String
    package let text: String
    package let reason: String
  }

  package let bytes: [UInt8]
  package let contract: Contract
  package let removals: [Removal]
  /// What stays though nothing shows a use of it, or though that can't be told, a sentence each.
  package let kept: [String]

  package init(
    _ source: SourceText, _ contract: Contract, runs: [Run], policy: Policy
  ) throws(ContractAmendment.Failure) {
    var text = AmendedText(source)
    var removals: [Removal] = []
    var kept: [String] = []
    let told = runs.compactMap(\.changed)
    let paths = contract.paths.allow
    var unusedPaths = paths.indices.filter { index in
      !told.contains { $0.contains { paths[index].pattern.matches($0) } }
    }
    if told.count < runs.count || runs.isEmpty {
      unusedPaths = []
      kept.append("paths stay: not every run tells all the files that it changed")
    } else if unusedPaths.count == paths.count {
      unusedPaths = []
      if !paths.isEmpty { kept.append("paths stay: no run changed a file under any of them") }
    }
    let tools = contract.tools.allow
    let silent = runs.compactMap { run -> Set<String>? in
      if case .unused(let texts) = run.tools { texts } else { nil }
    }
    let untold = runs.count { $0.tools == .untold }
    var unusedTools = tools.indices.filter { index in silent.allSatisfy { $0.contains(tools[index].tool.text) } }
    if tools.isEmpty {
      unusedTools = []
    } else if silent.isEmpty || runs.contains(where: { $0.tools == .unread }) {
      unusedTools = []
      kept.append(
        silent.isEmpty && untold == runs.count
          ? "tools stay: records don't hold them; give the runs' evidence (--evidence FILE)"
          : "tools stay: not of every run a transcript was read whole (caskade check --transcript FILE)")
    } else if unusedTools.count == tools.count {
      unusedTools = []
      kept.append("tools stay: no run used any of them, and a contract that names none allows every one")
    }
    if !unusedTools.isEmpty, untold > 0 {
      kept.append("\(untold.counted("run")) on record tell nothing of tools: give their evidence too")
    }
    let many = runs.count.counted("run")
    let heard = silent.count.counted("run")
    // The last lines first, so that an item's place among others of its line stays.
    for index in unusedPaths.reversed() {
      let entry = paths[index]
      guard text.takeOut(index, of: paths.map(\.line)) else {
        kept.append("'\(entry.pattern.text)' is unused, and has to be taken out by hand (line \(entry.line))")
        continue
      }
      removals.append(
        Removal(
          key: "paths.allow", text: entry.pattern.text, reason: "no file that \(many) changed lies under it"))
    }
    for index in unusedTools.reversed() {
      let entry = tools[index]
      guard text.takeOut(index, of: tools.map(\.line)) else {
        kept.append("'\(entry.tool.text)' is unused, and has to be taken out by hand (line \(entry.line))")
        continue
      }
      removals.append(
        Removal(
          key: "tools.allow", text: entry.tool.text, reason: "\(heard), whose transcripts were read, never called it"))
    }
    let ofPaths = removals.filter { $0.key == "paths.allow" }
    self.removals = ofPaths.reversed() + removals.dropFirst(ofPaths.count).reversed()
    self.kept = kept
    bytes = text.bytes
    let result = ContractReader.read(SourceText(name: source.name, bytes: bytes))
    guard let narrowed = result.contract else { throw .unreadable }
    let gone = Set(removals)
    func stays(_ key: String, _ text: String) -> Bool { !gone.contains { $0.key == key && $0.text == text } }
    guard !AuthorityDifference(from: contract, to: narrowed, policy: policy).grew,
      narrowed.paths.allow.map(\.pattern.text) == paths.map(\.pattern.text).filter({ stays("paths.allow", $0) }),
      narrowed.tools.allow.map(\.tool) == tools.map(\.tool).filter({ stays("tools.allow", $0.text) }),
      narrowed.paths.deny.map(\.pattern.text) == contract.paths.deny.map(\.pattern.text),
      narrowed.tools.deny.map(\.tool) == contract.tools.deny.map(\.tool),
      narrowed.stopWhen.map(\.kind) == contract.stopWhen.map(\.kind)
    else { throw .unreadable }
    self.contract = narrowed
  }
}
