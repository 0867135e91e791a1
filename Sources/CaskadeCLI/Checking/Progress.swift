import CaskadeCore
import CaskadeSyntax
import CaskadeSystem
import Dispatch

/// Says on standard error which command runs: a line that counts the seconds on a terminal, else a line at the start and
/// one at the end.
final class Progress: Sendable {
  private struct State: Sendable {
    var text: String
    var start: ContinuousClock.Instant
  }

  private let isTerminal: Bool
  private let isQuiet: Bool
  private let state = Locked<State?>(nil)
  private let isOver = Locked(false)

  init(isTerminal: Bool, isQuiet: Bool) {
    self.isTerminal = isTerminal
    self.isQuiet = isQuiet
    if isTerminal, !isQuiet { redrawLater() }
  }

  private func redrawLater() {
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(500)) { [weak self] in
      guard let self, !isOver.withLock({ $0 }) else { return }
      state.withLock { state in
        if let state { Self.draw("\(state.text) \(Self.seconds(state.start.duration(to: .now)))") }
      }
      redrawLater()
    }
  }

  func begin(_ name: String, _ number: Int, of total: Int, place: String) {
    guard !isQuiet else { return }
    let text = "caskade: [\(number)/\(total)] \(Self.clipped(name)) (\(place))"
    state.withLock { $0 = State(text: text, start: .now) }
    if isTerminal { Self.draw(text) } else { Self.line("\(text): started") }
  }

  func end(_ state: ValidationRecord.State, took milliseconds: Int) {
    let current = self.state.withLock { current -> State? in
      defer { current = nil }
      return current
    }
    guard let current else { return }
    let text = "\(current.text): \(state.rawValue), \(milliseconds / 1_000).\(milliseconds % 1_000 / 100) s"
    if isTerminal { Self.draw("") } else { Self.line(text) }
  }

  func stop() {
    isOver.withLock { $0 = true }
  }

  private static func draw(_ text: String) {
    try? StandardStream.error.write("\r\u{1B}[K\(text)")
  }

  private static func line(_ text: String) {
    try? StandardStream.error.write(text + "\n")
  }

  private static func clipped(_ name: String) -> String {
    let line = EscapedText.line(name)
    return line.count > 60 ? "\(line.prefix(57))..." : line
  }

  private static func seconds(_ duration: Duration) -> String {
    "\(duration.components.seconds) s"
  }
}
