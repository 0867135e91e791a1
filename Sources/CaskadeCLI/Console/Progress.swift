import CaskadeCore
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem
import Dispatch

/// Says on standard error which commands run and what became of them.
///
/// On a terminal they are a table that is drawn again in its place, and what a failed one printed comes above it as soon
/// as it has failed; elsewhere there is a line at the start of each and one at its end; in GitHub Actions each command's
/// output is folded below its last line.
final class Progress: ProgressSink {
  enum Style: Hashable, Sendable {
    case lines, actions
    case terminal(colored: Bool)
  }

  private struct State: Sendable {
    var table: ProgressTable
    var numbered = 0
    /// Lines at the bottom of the terminal that the next drawing replaces.
    var drawn = 0
    var isOver = false
  }

  private let style: Style
  private let isVerbose: Bool
  private let total: Int
  private let state: Locked<State>

  init(_ plan: ProgressPlan, _ style: Style) {
    self.style = style
    isVerbose = plan.isVerbose
    total = plan.steps.count
    state = Locked(State(table: ProgressTable(plan: plan.steps)))
    if case .terminal = style { redrawLater() }
  }

  func begin(_ step: RunStep) -> RunningStep {
    let name = step.title
    let (key, title) = state.withLock { state in
      if step.isCounted { state.numbered += 1 }
      let number = step.isCounted ? "[\(state.numbered)/\(total)] " : ""
      let title = WorkflowCommands.disarmed(
        "caskade: \(number)\(Self.clipped(name))\(step.why) (\(step.place.rawValue))")
      let key = state.table.begin(step, at: .now)
      if case .terminal = style { draw(&state, above: []) } else { Self.write("\(title): started\n") }
      return (key, title)
    }
    var live: (@Sendable (String) -> Void)?
    if isVerbose, style != .actions { live = { text in self.show("  | \(text)") } }
    return RunningStep(live: live) { run, milliseconds in self.end(key, title, name, run, milliseconds) }
  }

  /// Says what an earlier check saw on the base.
  func recall(_ step: RunStep, _ run: ValidationRecord.Run) {
    state.withLock { state in
      state.numbered += 1
      let key = state.table.begin(step, at: .now)
      state.table.end(key, run.state, milliseconds: nil)
      let title = "caskade: [\(state.numbered)/\(total)] \(Self.clipped(step.title)) (\(step.place.rawValue))"
      let text = WorkflowCommands.disarmed("\(title): \(run.state.rawValue), asserted from an earlier check")
      switch style {
      case .lines, .actions: Self.write("\(text)\n")
      case .terminal: draw(&state, above: [])
      }
    }
  }

  private func end(_ key: Int, _ title: String, _ name: String, _ run: ValidationRecord.Run, _ milliseconds: Int) {
    state.withLock { state in
      state.table.end(key, run.state, milliseconds: milliseconds)
      let text = "\(title): \(run.state.rawValue), \(milliseconds / 1_000).\(milliseconds % 1_000 / 100) s"
      switch style {
      case .lines: Self.write("\(text)\n")
      case .actions: Self.write(ActionsGroup.text(title: text, log: run.log))
      case .terminal: draw(&state, above: output(name, run))
      }
    }
  }

  private func show(_ text: String) {
    state.withLock { state in
      if case .terminal = style { draw(&state, above: [text]) } else { Self.write(text + "\n") }
    }
  }

  /// Leaves the table as it is in the end, and an empty line below it.
  func stop() {
    state.withLock { state in
      state.isOver = true
      state.table.close()
      if case .terminal = style {
        draw(&state, above: [])
        if !state.table.rows.isEmpty { Self.write("\n") }
      }
    }
  }

  // MARK: The terminal

  private static let mostOutput = 20

  /// The end of what a failed command printed. On the base many are meant to fail.
  private func output(_ name: String, _ run: ValidationRecord.Run) -> [String] {
    guard run.state != .pass, run.place != .baseCheckout, !isVerbose else { return [] }
    let lines = run.log.tail.split(separator: "\n", omittingEmptySubsequences: false).suffix(Self.mostOutput)
    let ending = run.ending
    let head = "\(EscapedText.line(name)) \(EscapedText.line(ending))"
    if run.log.tail.isEmpty { return ["\(head), and printed nothing"] }
    return ["\(head):"] + lines.map { "  | \($0)" }
  }

  private func redrawLater() {
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(500)) { [weak self] in
      guard let self else { return }
      let isOver = state.withLock { state in
        if !state.isOver { draw(&state, above: []) }
        return state.isOver
      }
      if !isOver { redrawLater() }
    }
  }

  /// Replaces the lines at the bottom: first what stays, then the table. All in one write, so that nothing flickers.
  private func draw(_ state: inout State, above: [String]) {
    guard case .terminal(let colored) = style else { return }
    let size = StandardStream.error.size ?? (columns: 80, rows: 24)
    // A line that fills the last column would make some terminals begin another one.
    let width = max(1, size.columns - 1)
    let table = state.table.lines(
      now: .now, width: width, height: state.isOver ? nil : max(1, size.rows - 2), colored: colored)
    let kept = above.map { WorkflowCommands.disarmed($0).cut(toWidth: width) }
    // ECMA-48: cursor up, erase to the end of the line, erase to the end of the page.
    let up = state.drawn > 0 ? "\u{1B}[\(state.drawn)A" : ""
    let lines = (kept + table).map { "\r\($0)\u{1B}[K\n" }
    let text = up + lines.joined() + "\u{1B}[J"
    state.drawn = table.count
    Self.write(text)
  }

  private static func write(_ text: String) {
    try? StandardStream.error.write(text)
  }

  private static let longestName = 32

  private static func clipped(_ name: String) -> String {
    EscapedText.line(name).cut(toWidth: longestName)
  }
}

extension RunStep {
  /// As a line about it says it.
  var title: String { kind == .setup ? "setup: \(name)" : name }

  /// Whether the number of steps that a check begins with has it.
  var isCounted: Bool {
    switch (kind, occasion) {
    case (.validation, .planned), (.validation, .foundation): true
    case (.setup, _), (_, .comparison), (_, .ownScripts), (_, .turned), (_, .asShipped), (_, .again): false
    }
  }

  /// What the line says after the name.
  var why: String {
    switch occasion {
    case .planned: ""
    case .foundation: ", for what builds on it"
    case .comparison: ", to compare"
    case .ownScripts: ", beside the branch's own scripts"
    case .turned: ", with each assertion turned round"
    case .asShipped: ", as it runs elsewhere"
    case .again(let attempt, let most): ", run \(attempt) of at most \(most)"
    }
  }
}

extension Progress.Style {
  /// How this run's standard error is best spoken to.
  init(_ host: Host) {
    // A terminal that can't move its cursor says so, or says nothing of itself.
    let terminal = host.environment["TERM"] ?? ""
    if host.ci.system?.foldsGroups == true {
      self = .actions
    } else if StandardStream.error.isTerminal, !terminal.isEmpty, terminal != "dumb" {
      self = .terminal(colored: host.isColored(.error))
    } else {
      self = .lines
    }
  }
}
