/// How reading goes on after a problem, so that a file's independent problems are all found, and their consequences are
/// not.
extension YAMLParser {
  /// Goes on after a problem: passes what belongs to the entry in which it was found.
  mutating func recover(from stop: YAMLStop, to indent: Int) throws(YAMLStop) {
    switch stop {
    case .document: throw stop
    case .line: skipDeeperLines(than: indent)
    case .entry: skipEntry(at: indent)
    }
  }

  /// Passes the rest of the line and every deeper line: what follows stands for itself.
  mutating func skipEntry(at indent: Int) {
    skipLine()
    skipDeeperLines(than: indent)
  }

  private mutating func skipDeeperLines(than indent: Int) {
    while let line = nextLine(), line.indent > indent || isCloser(line.content) { skipLine() }
  }

  /// Passes the current entry and all at this indentation that are of the same wrong kind.
  mutating func skipEntries(at indent: Int, while same: (YAMLParser, Int) -> Bool) {
    skipEntry(at: indent)
    while let line = nextLine(), line.indent == indent, same(self, line.content) { skipEntry(at: indent) }
  }

  /// True if the rest of the line could be an entry of a block collection.
  func looksLikeEntry(_ start: Int) -> Bool {
    var index = start
    while !isBreakOrEnd(at: index) {
      if isIndicator(.colon, at: index) { return true }
      index += 1
    }
    return isIndicator(.dash, at: start) || isIndicator(.question, at: start)
  }
}
