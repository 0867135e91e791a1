import CaskadeCore
import CaskadeSyntax
import CaskadeSystem
import Dispatch

/// Says on standard error which commands run and what became of them.
///
/// On a terminal the running ones are lines at the bottom that count the seconds; elsewhere there is a line at the start
/// of each and one at its end; in GitHub Actions each command's output is folded below its last line.
final class Progress: Sendable {
  enum Style: Sendable {
    case quiet, lines, terminal, actions
  }

  /// One command, from its start on.
  struct Job: Sendable {
    /// Takes each line of the command's output; nil when nobody wants them.
    let live: (@Sendable (String) -> Void)?
    fileprivate let finish: @Sendable (ValidationRecord.Run, Int) -> Void

    func end(_ outcome: CommandRunner.Outcome) {
      finish(outcome.run, outcome.timing.wallMilliseconds)
    }
  }

  private struct Line: Sendable {
    let key: Int
    let text: String
    let start: ContinuousClock.Instant
  }

  private struct State: Sendable {
    var begun = 0
    var numbered = 0
    var running: [Line] = []
    /// Lines at the bottom of the terminal that the next drawing replaces.
    var drawn = 0
    var isOver = false
  }

  private let style: Style
  private let isVerbose: Bool
  private let total: Int
  private let state = Locked(State())

  /// - Parameter total: the commands that will run, those of `setup:` not counted.
  init(_ style: Style, isVerbose: Bool, total: Int) {
    self.style = style
    self.isVerbose = isVerbose
    self.total = total
    if style == .terminal { redrawLater() }
  }

  func begin(_ name: String, place: ValidationRecord.Place) -> Job {
    guard style != .quiet else { return Job(live: nil) { _, _ in } }
    let isSetup = name.hasPrefix("setup: ")
    let line = state.withLock { state in
      state.begun += 1
      if !isSetup { state.numbered += 1 }
      let number = isSetup ? "" : "[\(state.numbered)/\(total)] "
      let text = "caskade: \(number)\(Self.clipped(name)) (\(place.rawValue))"
      let line = Line(key: state.begun, text: text, start: .now)
      state.running.append(line)
      if style == .terminal { Self.draw(&state, above: "") } else { Self.write("\(text): started\n") }
      return line
    }
    var live: (@Sendable (String) -> Void)?
    if isVerbose, style != .actions { live = { text in self.show("  | \(text)\n") } }
    return Job(live: live) { run, milliseconds in self.end(line, run, milliseconds) }
  }

  private func end(_ line: Line, _ run: ValidationRecord.Run, _ milliseconds: Int) {
    let seconds = "\(milliseconds / 1_000).\(milliseconds % 1_000 / 100) s"
    let text = "\(line.text): \(run.state.rawValue), \(seconds)"
    state.withLock { state in
      state.running.removeAll { $0.key == line.key }
      switch style {
      case .quiet: break
      case .lines: Self.write("\(text)\n")
      case .terminal: Self.draw(&state, above: "\(text)\n")
      case .actions: Self.write(ActionsGroup.text(title: text, log: run.log))
      }
    }
  }

  private func show(_ text: String) {
    state.withLock { state in
      if style == .terminal { Self.draw(&state, above: text) } else { Self.write(text) }
    }
  }

  /// Takes the lines at the bottom away.
  func stop() {
    state.withLock { state in
      state.isOver = true
      state.running = []
      if style == .terminal { Self.draw(&state, above: "") }
    }
  }

  // MARK: The terminal

  private func redrawLater() {
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(500)) { [weak self] in
      guard let self else { return }
      let isOver = state.withLock { state in
        if !state.isOver { Self.draw(&state, above: "") }
        return state.isOver
      }
      if !isOver { redrawLater() }
    }
  }

  /// Replaces the lines at the bottom: first what stays, then one line for each running command.
  private static func draw(_ state: inout State, above text: String) {
    // ECMA-48: cursor up, cursor to the line's beginning, erase to the end of the page.
    let up = state.drawn > 0 ? "\u{1B}[\(state.drawn)A\r\u{1B}[J" : ""
    let lines = state.running.map { "\($0.text) \($0.start.duration(to: .now).components.seconds) s\n" }
    state.drawn = lines.count
    let all = up + text + lines.joined()
    if !all.isEmpty { write(all) }
  }

  private static func write(_ text: String) {
    try? StandardStream.error.write(text)
  }

  /// Short enough for one line of a usual terminal, so that as many lines are erased as were drawn.
  private static func clipped(_ name: String) -> String {
    let line = EscapedText.line(name)
    return line.count > 32 ? "\(line.prefix(29))..." : line
  }
}

/// A command's output as GitHub Actions folds it, between fences behind which no line is an order to it.
///
/// Source: GitHub's "Workflow commands for GitHub Actions", `group` and `stop-commands`.
enum ActionsGroup {
  static func text(title: String, log: ValidationRecord.Log) -> String {
    let token = "caskade-" + (0..<2).map { _ in String(UInt64.random(in: 0 ... .max), radix: 36) }.joined()
    var lines = ["::group::\(title.replacing("%", with: "%25"))", "::stop-commands::\(token)"]
    if log.omittedBytes > 0 { lines += [log.head, "... \(log.omittedBytes) bytes left out ..."] }
    lines += [log.tail, "::\(token)::", "::endgroup::"]
    return lines.joined(separator: "\n") + "\n"
  }
}

extension String {
  /// Every occurrence of one character's text replaced.
  fileprivate func replacing(_ character: Character, with text: String) -> String {
    reduce(into: "") { $0 += $1 == character ? text : String($1) }
  }
}
