extension String {
  /// Filled with spaces up to a width in terminal cells.
  package func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - DisplayWidth.of(self)))
  }

  /// Ends in `...` where it would take more cells.
  package func cut(toWidth width: Int) -> String {
    var used = 0
    var kept = unicodeScalars.startIndex
    for index in unicodeScalars.indices {
      used += DisplayWidth.of(unicodeScalars[index])
      if used > width { return String(unicodeScalars[..<kept]) + "..." }
      if used <= width - 3 { kept = unicodeScalars.index(after: index) }
    }
    return self
  }
}
