import CaskadeCore
import CaskadeEngine
import CaskadeSyntax

/// The commands of one check as the rows of a table that fits a terminal.
struct ProgressTable: Sendable {
  enum Phase: Sendable {
    case waiting
    case running(since: ContinuousClock.Instant)
    /// Nil where an earlier check ran it.
    case ended(ValidationRecord.State, milliseconds: Int?)
  }

  struct Row: Sendable {
    let key: Int
    let step: RunStep
    fileprivate(set) var phase: Phase
  }

  private(set) var rows: [Row]

  /// - Parameter plan: the commands that are to run, in their order; those of `setup:` come as they begin.
  init(plan: [RunStep]) {
    rows = plan.enumerated().map { Row(key: $0, step: $1, phase: .waiting) }
  }

  /// Answers the row's key.
  mutating func begin(_ step: RunStep, at time: ContinuousClock.Instant) -> Int {
    let index = rows.firstIndex { row in
      if case .waiting = row.phase { row.step == step } else { false }
    }
    guard let index else {
      let row = Row(key: rows.count, step: step, phase: .running(since: time))
      rows.insert(row, at: rows.firstIndex { if case .waiting = $0.phase { true } else { false } } ?? rows.endIndex)
      return row.key
    }
    rows[index].phase = .running(since: time)
    return rows[index].key
  }

  mutating func end(_ key: Int, _ state: ValidationRecord.State, milliseconds: Int?) {
    guard let index = rows.firstIndex(where: { $0.key == key }) else { return }
    rows[index].phase = .ended(state, milliseconds: milliseconds)
  }

  /// Leaves only what has ended.
  mutating func close() {
    rows.removeAll { if case .ended = $0.phase { false } else { true } }
  }

  // MARK: Lines

  private static let stateWidth = 14
  private static let timeWidth = 10
  private static let leastName = 8

  /// No line is wider than the terminal, and there are no more than fit it: what came before and comes after the
  /// running commands is counted then.
  ///
  /// - Parameter height: nil for all rows.
  func lines(
    now: ContinuousClock.Instant, width: Int, height: Int?, colored: Bool
  ) -> [String] {
    guard let height, rows.count > max(3, height) else {
      return lines(rows[...], now: now, width: width, colored: colored)
    }
    let room = max(1, height - 1)
    let first = rows.firstIndex { if case .ended = $0.phase { false } else { true } } ?? 0
    let start = min(first, rows.count - room)
    let shown = rows[start..<(start + room)]
    let rest = "  ... \(start) before, \(rows.count - start - room) after".cut(toWidth: width)
    return lines(shown, now: now, width: width, colored: colored) + [rest]
  }

  private func lines(
    _ rows: ArraySlice<Row>, now: ContinuousClock.Instant, width: Int, colored: Bool
  ) -> [String] {
    let room = max(Self.leastName, width - 2 - Self.stateWidth - Self.timeWidth)
    let names = rows.map { row in
      let suffix = row.step.why + Self.suffix(row.step.place)
      let name = WorkflowCommands.disarmed(EscapedText.line(row.step.title))
      return name.cut(toWidth: max(Self.leastName, room - DisplayWidth.of(suffix))) + suffix
    }
    let column = min(room, names.map { DisplayWidth.of($0) }.max() ?? 0)
    return zip(rows, names).map { row, name in
      let (word, time, style) = Self.words(row.phase, now: now)
      let state = "  \(word.padded(to: Self.stateWidth))"
      let rest = time.isEmpty ? name : name.padded(to: column) + time.leftPadded(to: Self.timeWidth)
      // Whether a failure on the base is a good one isn't known here.
      let isPainted = colored && !style.isEmpty && row.step.place != .baseCheckout
      guard DisplayWidth.of(state + rest) <= width else { return (state + rest).cut(toWidth: width) }
      return (isPainted ? "\u{1B}[\(style)m\(state)\u{1B}[0m" : state) + rest
    }
  }

  private static func suffix(_ place: ValidationRecord.Place) -> String {
    switch place {
    case .workingTree, .cleanCheckout: ""
    case .baseCheckout: " (on the base)"
    case .baseChecks: " (with the base's checks)"
    }
  }

  private static func words(
    _ phase: Phase, now: ContinuousClock.Instant
  ) -> (word: String, time: String, style: String) {
    switch phase {
    case .waiting: return ("waiting", "", "2")
    case .running(let start): return ("running", "\(start.duration(to: now).components.seconds) s", "")
    case .ended(let state, let milliseconds):
      let time = milliseconds.map { "\($0 / 1_000).\($0 % 1_000 / 100) s" } ?? "asserted"
      switch state {
      case .pass: return (state.rawValue, time, "32")
      case .fail, .timedOut: return (state.rawValue, time, "1;31")
      case .skipped, .interrupted, .inconclusive, .flaky: return (state.rawValue, time, "33")
      }
    }
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(1, width - DisplayWidth.of(self))) + self
  }
}
