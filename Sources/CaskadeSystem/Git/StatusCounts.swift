import CaskadeSyntax

/// How many records of each kind `git status` has, as its own trace says: `data` events of category `status`
/// (git's api-trace2, "Event Format").
///
/// The records have no end by which a list that lost its last ones could be known; these numbers come another way.
struct StatusCounts: Hashable, Sendable {
  /// Of what is tracked and differs, of what isn't tracked, and of what a rule ignores.
  let changed: Int
  let untracked: Int
  let ignored: Int

  init(changed: Int, untracked: Int, ignored: Int) {
    (self.changed, self.untracked, self.ignored) = (changed, untracked, ignored)
  }

  /// Of the file that `GIT_TRACE2_EVENT` named. Nil where a number is missing: an older git doesn't say them.
  init?(trace: [UInt8]) {
    guard let changed = Self.number("changed", trace), let untracked = Self.number("untracked", trace),
      let ignored = Self.number("ignored", trace)
    else { return nil }
    self.init(changed: changed, untracked: untracked, ignored: ignored)
  }

  private static func number(_ name: String, _ trace: [UInt8]) -> Int? {
    let start = Array("\"category\":\"status\",\"key\":\"count/\(name)\",\"value\":\"".utf8)
    for line in trace.split(separator: 0x0A) {
      var place = line.startIndex
      while let quote = line.place(of: UInt8(ascii: "\""), from: place) {
        if line[quote...].starts(with: start) {
          let digits = line[(quote + start.count)...].prefix { $0 != UInt8(ascii: "\"") }
          return Int(String(decoding: digits, as: UTF8.self))
        }
        place = quote + 1
      }
    }
    return nil
  }
}
