import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade demo --practice`: a person decides about past runs, and hears what decided them.
struct Practice {
  private let host: Host

  init(_ host: Host) { self.host = host }

  private enum Answer { case kept, not, stop }

  func perform() throws(CommandError) {
    let runs = PracticeRun.all
    try host.write(
      "\(runs.count.counted("past run")). For each: was what was approved done, and only that, and is it shown?\n"
        + "k keeps it, n doesn't, q ends.\n")
    var missed: [PracticeRun] = []
    var decided = 0
    for (place, run) in runs.enumerated() {
      try host.write(Self.page(run, number: place + 1, of: runs.count))
      let answer = try answer()
      if answer == .stop { break }
      decided += 1
      let isRight = (answer == .kept) == run.isKept
      if !isRight { missed.append(run) }
      let verdict = run.isKept ? "Kept" : "Not kept"
      try host.write("\n\(isRight ? "Yes. \(verdict)" : "No. \(verdict)"): \(run.sign).\n\(Self.wrapped(run.why))\n")
    }
    try host.write(Self.end(decided: decided, missed: missed))
  }

  private func answer() throws(CommandError) -> Answer {
    for _ in 0..<5 {
      try host.write("kept? [k/n/q] ")
      guard let line = try touching(TypedAnswer.line(interruption: host.interruption)) else { return .stop }
      switch line.lowercased().filter({ !$0.isWhitespace }) {
      case "k", "keep", "kept", "y", "yes": return .kept
      case "n", "no", "not", "notkept": return .not
      case "q", "quit": return .stop
      case _: continue
      }
    }
    return .stop
  }

  private static func page(_ run: PracticeRun, number: Int, of count: Int) -> String {
    let lines =
      ["", "\(number) of \(count)  \(run.title)", ""] + run.contract.map { "  \($0)" } + [""]
      + run.evidence.map { "  \($0)" } + ["", ""]
    return lines.joined(separator: "\n")
  }

  private static func end(decided: Int, missed: [PracticeRun]) -> String {
    guard decided > 0 else { return "\nNothing was decided.\n" }
    var text = "\nYou decided \(decided - missed.count) of \(decided) as the evidence does.\n"
    if !missed.isEmpty {
      text += "What you missed:\n" + missed.map { "  - \($0.sign) ('\($0.title)')\n" }.joined()
    }
    return text + "On a branch of your own: caskade check\n"
  }

  /// At most 78 columns wide.
  private static func wrapped(_ text: String) -> String {
    var lines: [String] = []
    var current = ""
    for word in text.split(separator: " ") {
      if !current.isEmpty, current.count + 1 + word.count > 76 {
        lines.append(current)
        current = ""
      }
      current += (current.isEmpty ? "" : " ") + word
    }
    return (lines + [current]).map { "  \($0)" }.joined(separator: "\n")
  }
}
