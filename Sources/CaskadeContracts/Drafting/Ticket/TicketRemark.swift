/// A ticket's text as lines of a comment.
enum TicketRemark {
  private static let width = 108

  /// Wrapped, without several empty lines in a row, and at most so many; the last one says that there is more.
  static func lines(_ body: ArraySlice<TicketLine>) -> [String] {
    var lines: [String] = []
    for line in body where lines.count <= TicketReading.mostRemarks {
      if line.kind == .empty || line.written.trimmingSpaces.isEmpty {
        if let last = lines.last, !last.isEmpty { lines.append("") }
      } else {
        lines += line.kind == .code ? [String(line.written.prefix(width))] : wrapped(line.written)
      }
    }
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    guard lines.count > TicketReading.mostRemarks else { return lines }
    return lines.prefix(TicketReading.mostRemarks) + ["... and more; see the ticket"]
  }

  private static func wrapped(_ text: String) -> [String] {
    let text = text.prefix(width * (TicketReading.mostRemarks + 1))
    guard text.count > width else { return [String(text)] }
    var lines: [String] = []
    var current = ""
    for word in text.split(separator: " ") {
      var word = word
      while word.count > width {
        if !current.isEmpty { lines.append(current) }
        current = ""
        lines.append(String(word.prefix(width)))
        word = word.dropFirst(width)
      }
      if !current.isEmpty, current.count + 1 + word.count > width {
        lines.append(current)
        current = ""
      }
      current += (current.isEmpty ? "" : " ") + word
    }
    return current.isEmpty ? lines : lines + [current]
  }
}
