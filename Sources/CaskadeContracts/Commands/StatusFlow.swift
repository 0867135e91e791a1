import CaskadeSyntax

/// Follows the exit status through a command line, as `/bin/sh -c` gives it, and notes whose status is lost on the way.
///
/// What a command is for is told by its program's name: a runner's failure matters, that of a clean-up doesn't. Where a
/// script looks at `$?` itself, it is believed.
struct StatusFlow {
  /// Each kind once, in the order of the text.
  private(set) var flaws: [CommandFlaw] = []
  private var depth = 0

  /// What the shell does about failures.
  private struct Mode {
    /// `set -e`
    var stops = false
    /// `set -o pipefail`
    var seesPipes = false
  }

  init(of script: ShellScript, text: String) {
    guard !text.contains("$?"), !text.contains("PIPESTATUS"), !text.contains("pipestatus") else { return }
    judge(script.list, Mode())
  }

  private mutating func note(_ flaw: CommandFlaw) {
    if !flaws.contains(where: { $0 == flaw }) { flaws.append(flaw) }
  }

  // MARK: Lists

  /// Pipelines joined by `&&` and `||`.
  private struct Chain {
    var pipelines: [ShellPipeline] = []
    /// What stands before each but the first.
    var joints: [ShellList.Joint] = []
    var isBackground = false

    var written: String {
      zip(pipelines, [nil] + joints.map { $0 as ShellList.Joint? }).reduce("") { text, part in
        let joint = part.1.map { $0 == .and ? " && " : " || " } ?? ""
        return text + joint + part.0.written
      }
    }

    /// Up to the pipeline of this index, without what it is an alternative to.
    func segment(before index: Int) -> ArraySlice<ShellPipeline> {
      var start = index
      while start > 0, start == index || joints[start - 1] == .and { start -= 1 }
      return pipelines[start..<index]
    }
  }

  private static func chains(of list: ShellList) -> [Chain] {
    var chains: [Chain] = []
    var chain = Chain()
    for item in list.items {
      chain.pipelines.append(item.pipeline)
      switch item.joint {
      case .and, .or: chain.joints.append(item.joint)
      case .sequence, .background:
        chain.isBackground = item.joint == .background
        chains.append(chain)
        chain = Chain()
      }
    }
    if !chain.pipelines.isEmpty { chains.append(chain) }
    return chains
  }

  private mutating func judge(_ list: ShellList, _ outer: Mode) {
    depth += 1
    defer { depth -= 1 }
    guard depth < 12 else { return }
    var mode = outer
    let chains = Self.chains(of: list)
    let waits = list.items.contains { item in
      item.pipeline.commands.contains { command in
        guard case .simple(let simple) = command else { return false }
        return simple.words.first?.text == "wait" && simple.words.count > 1
      }
    }
    for (index, chain) in chains.enumerated() {
      Self.setOptions(chain, &mode)
      let isLast = index == chains.count - 1
      if chain.isBackground {
        let isLost = isLast ? !Self.isHarmless(chain.pipelines) : Self.holdsRunner(chain.pipelines) && !waits
        if isLost { note(.background(lost: chain.written)) }
        continue
      }
      if isLast || mode.stops {
        judge(chain, mode)
      } else if !Self.isHarmless(chain.pipelines),
        !(chain.joints.last == .or && chain.pipelines.last.map(Self.alwaysFails) ?? false)
      {
        note(.followed(lost: chain.written, by: chains[index + 1].written))
      }
    }
  }

  private static func setOptions(_ chain: Chain, _ mode: inout Mode) {
    guard case .simple(let simple) = chain.pipelines.first?.commands.first, simple.words.first?.text == "set" else {
      return
    }
    read(simple.words.dropFirst(), &mode)
  }

  /// Options of the shell, as `set` and the shell itself take them.
  private static func read(_ words: ArraySlice<ShellWord>, _ mode: inout Mode) {
    for (word, next) in zip(words, words.dropFirst().map(\.text) + [""]) where word.text.hasPrefix("-") {
      let letters = word.text.hasPrefix("--") ? "" : word.text
      if letters.contains("e") { mode.stops = true }
      if letters.hasSuffix("o"), next == "errexit" { mode.stops = true }
      if letters.hasSuffix("o"), next == "pipefail" { mode.seesPipes = true }
      if letters.contains("c") { return }
    }
  }

  // MARK: What joins them

  private mutating func judge(_ chain: Chain, _ mode: Mode) {
    var masked: Set<Int> = []
    for index in chain.pipelines.indices.dropFirst() where chain.joints[index - 1] == .or {
      let left = chain.segment(before: index)
      let right = chain.pipelines[index]
      // A later `&&` with something that can fail decides after all.
      let rest = zip(chain.joints[index...], chain.pipelines[(index + 1)...]).filter { $0.0 == .and }.map(\.1)
      let isDecided = rest.contains { !Self.alwaysPasses($0) }
      let text = left.map(\.written).joined(separator: " && ")
      if Self.alwaysPasses(right) {
        let matters = isDecided ? Self.holdsRunner(Array(left)) : !Self.isCleanUp(left)
        if matters { note(.masked(lost: text, by: right.written)) }
        masked.formUnion(left.indices)
      } else if !Self.alwaysFails(right) {
        let isHushed = left.last?.isHushed ?? false
        let asks = left.last.map(Self.asks) ?? false
        if Self.holdsRunner(Array(left)) || isHushed && !asks && !Self.isHarmless(Array(left)) {
          note(.alternative(lost: text, by: right.written))
          masked.formUnion(left.indices)
        }
      }
    }
    for (index, pipeline) in chain.pipelines.enumerated() where !masked.contains(index) { judge(pipeline, mode) }
  }

  private mutating func judge(_ pipeline: ShellPipeline, _ mode: Mode) {
    guard let last = pipeline.commands.last else { return }
    if pipeline.isNegated {
      if !Self.asks(last) { note(.negated(lost: ShellPipeline(isNegated: false, commands: pipeline.commands).written)) }
      return
    }
    if !mode.seesPipes, let lost = Self.lostInPipe(pipeline.commands) {
      note(.pipe(lost: lost.written, last: last.written, whole: pipeline.written))
    }
    for command in mode.seesPipes ? pipeline.commands : [last] { judge(command, mode) }
  }

  private mutating func judge(_ command: ShellCommand, _ mode: Mode) {
    switch command {
    case .simple(let simple): judge(simple.words, mode)
    case .compound(let compound):
      switch compound.kind {
      case .group, .subshell: for body in compound.bodies { judge(body, mode) }
      case .loop:
        if !mode.stops, let body = compound.bodies.last, let lost = Self.lostInLoop(body) { note(.loop(lost: lost)) }
      case .branch: judgeBranch(compound.bodies, mode)
      case .choice: for body in compound.bodies { judge(body, mode) }
      case .condition, .arithmetic, .function, .coprocess: break
      }
    }
  }

  private mutating func judge(_ words: [ShellWord], _ mode: Mode) {
    depth += 1
    defer { depth -= 1 }
    guard depth < 12, let first = words.first else { return }
    let name = first.text.split(separator: "/").last.map(String.init) ?? ""
    if name == "find" {
      if let lost = Self.lostInFind(words.dropFirst()) { note(.each(lost: lost)) }
      return
    }
    let inner = ShellWrapper.inner(of: words)
    for found in inner {
      switch found {
      case .words(let words), .wordsAndMore(let words): judge(words, mode)
      case .text(let text):
        guard text.isLiteral, let script = try? ShellParser.parse(text.text) else { continue }
        var mode = mode
        if ShellWrapper.shells.contains(name) {
          mode = Mode()
          Self.read(words.dropFirst(), &mode)
        }
        judge(script.list, mode)
      case .unknown: break
      }
    }
    guard inner.isEmpty, let runner = RunnerWords(words) else { return }
    if let flaw = RunnerOptions.flaw(of: runner), flaw.kind == .statusLost { note(flaw) }
  }

  /// A condition is no check: what fails there only decides what is done next.
  private mutating func judgeBranch(_ bodies: [ShellList], _ mode: Mode) {
    let hasElse = !bodies.count.isMultiple(of: 2)
    for index in stride(from: 0, to: bodies.count - 1, by: 2) {
      let condition = bodies[index]
      let runner = condition.items.map(\.pipeline).first { !$0.isNegated && Self.holdsRunner([$0]) }
      let otherwise = bodies.last
      if let runner, !(hasElse && otherwise.map { !Self.alwaysPasses($0) } ?? false) {
        note(.condition(lost: runner.written))
      }
      judge(bodies[index + 1], mode)
    }
    if hasElse, let last = bodies.last { judge(last, mode) }
  }
}
