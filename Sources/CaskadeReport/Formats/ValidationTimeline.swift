import CaskadeCore
import CaskadeSyntax

/// When each command ran, as a picture: a bar for each run, in the tone of how it ended.
///
/// Nothing is drawn of evidence that doesn't tell when they began: bars in a row would say what nobody knows.
struct ValidationTimeline {
  private struct Bar {
    let name: String
    let words: String
    let tone: HTMLStyle.Tone
    let began: Int
    let length: Int
  }

  private let bars: [Bar]
  private let end: Int

  private static let most = 60
  private static let width = 960.0
  private static let names = 250.0
  private static let row = 20.0

  init(_ evidence: Evidence) {
    let states = Dictionary(
      evidence.validation.flatMap { record in record.runs.map { ("\(record.name)\n\($0.place.rawValue)", $0.state) } },
      uniquingKeysWith: { first, _ in first })
    bars = evidence.timing.commands.prefix(Self.most).compactMap { command in
      guard let began = command.began else { return nil }
      let state = states["\(command.name)\n\(command.place)"]
      let length = min(max(0, command.wallMilliseconds), 1 << 40)
      let words =
        "\(command.name), \(command.place): \(state.map { "\($0.rawValue), " } ?? "")"
        + "\(EvidencePhrases.seconds(length)) from \(EvidencePhrases.seconds(began)) on"
      return Bar(
        name: command.name, words: words, tone: Self.tone(state, at: command.place), began: min(max(0, began), 1 << 40),
        length: length)
    }
    end = max(1, bars.map { $0.began + $0.length }.max() ?? 1)
  }

  /// What fails on the base may be meant to.
  private static func tone(_ state: ValidationRecord.State?, at place: String) -> HTMLStyle.Tone {
    place == ValidationRecord.Place.baseCheckout.rawValue ? .quiet : state?.tone ?? .quiet
  }

  /// Nothing where no time is known.
  var svg: [String] {
    guard !bars.isEmpty else { return [] }
    let height = Double(bars.count) * Self.row + 26
    let room = Self.width - Self.names - 50
    func place(_ time: Int) -> Double { Self.names + room * Double(time) / Double(end) }
    let axis = [0, end / 2, end].map { time in
      let x = ChangeMap.shown(place(time))
      return "<path class=\"axis\" d=\"M\(x) 0V\(ChangeMap.shown(height - 20))\"/>"
        + "<text x=\"\(x)\" y=\"\(ChangeMap.shown(height - 6))\">\(EvidencePhrases.seconds(time))</text>"
    }
    let rows = bars.enumerated().map { number, bar in
      let y = Double(number) * Self.row
      let length = max(2, place(bar.began + bar.length) - place(bar.began))
      let label = ChangeMap.label(bar.name, x: 0, y: y + 14, room: Self.names - 10)
      return "<g><title>\(HTMLText.escaped(bar.words))</title>\(label)"
        + "<rect class=\"\(bar.tone.rawValue)\" x=\"\(ChangeMap.shown(place(bar.began)))\" "
        + "y=\"\(ChangeMap.shown(y + 3))\" width=\"\(ChangeMap.shown(length))\" height=\"14\" rx=\"2\"/></g>"
    }
    return [
      "<svg viewBox=\"0 0 \(Int(Self.width)) \(Int(height))\" role=\"img\" aria-labelledby=\"timeline-title\">",
      "<title id=\"timeline-title\">When each command ran, in seconds from the beginning of the check</title>",
    ] + axis + rows + ["</svg>"]
  }
}

extension ValidationRecord {
  /// Wherever it ran as it is: what runs with wrong checks is meant to fail.
  var runs: [Run] {
    [run] + [onBase, baseChecks, ownScripts, onPlainBase].compactMap(\.self)
  }
}

extension ValidationRecord.State {
  var tone: HTMLStyle.Tone {
    switch self {
    case .pass: .good
    case .fail, .timedOut: .bad
    case .flaky, .interrupted, .inconclusive: .unsure
    case .skipped: .quiet
    }
  }
}
