package import CaskadeInspection
import CaskadeSyntax

/// What of a transcript is not in its calls, a sentence each.
extension TranscriptReading {
  package var sentences: [String] {
    var lines: [String] = []
    if badLines > 0 {
      let first = firstBadLine.map { badLines == 1 ? "line \($0)" : "the first is line \($0)" }
      lines.append("\(badLines.counted("line")) couldn't be read\(first.map { " (\($0))" } ?? "")")
    }
    if longLines > 0 { lines.append("\(longLines.counted("line")) longer than is read, left out") }
    if isCut { lines.append("the text ends inside a record") }
    if doubledLines > 0 { lines.append("\(doubledLines.counted("line")) with more than one record, all of them read") }
    if unreadCalls > 0 { lines.append("\(unreadCalls.counted("call")) of a shape that isn't known") }
    if strayResults > 0 { lines.append("\(strayResults.counted("result")) of calls that aren't there") }
    if uncounted > 0 { lines.append("\(uncounted.counted("call")) beyond the number that is kept") }
    if clockSteps > 0 { lines.append("\(clockSteps.counted("time")) before the one before it") }
    for (kind, count) in unknown.sorted(by: { $0.key < $1.key }) {
      lines.append("\(count.counted("record")) of a kind that isn't known: '\(EscapedText.line(kind))'")
    }
    return lines
  }
}
