package import CaskadeSyntax

/// What became of the hunks that were taken back one by one: which of them no command noticed. Advice, and no gate's.
///
/// Nil in evidence of a check that took none back, or of a caskade that didn't know this.
package struct HunkTrialRecord: Hashable, Sendable {
  /// A hunk without which every command passes as well.
  package struct Unnoticed: Hashable, Sendable {
    package let path: RepositoryPath
    /// Of the head, from 1; where the hunk only takes lines away, the one before which they stood.
    package let line: Int
    /// How many lines it adds and removes.
    package let lines: Int

    package init(_ path: RepositoryPath, line: Int, lines: Int) {
      self.path = path
      self.line = line
      self.lines = lines
    }

    static let keys = ObjectForm<Self>(
      "a hunk without which every command passes as well",
      FormKey(all: RepositoryPath.keys, \.path),
      FormKey("line", .count, "of the head, from 1", \.line),
      FormKey("lines", .count, "that it adds and removes", \.lines)
    ) { Self($0, line: $1, lines: $2) }
  }

  /// Those that a command could notice.
  package let hunks: Int
  /// Comments and white space.
  package let leftOut: Int
  package let tried: Int
  /// By which the tried ones were drawn; nil where all were.
  package let seed: Int?
  /// By path, then by line.
  package let unnoticed: [Unnoticed]
  /// One line that says why none could be tried; nil where they were.
  package let fault: String?

  package init(
    hunks: Int, leftOut: Int, tried: Int, seed: Int? = nil, unnoticed: [Unnoticed] = [], fault: String? = nil
  ) {
    self.hunks = hunks
    self.leftOut = leftOut
    self.tried = tried
    self.seed = seed
    self.unnoticed = unnoticed
    self.fault = fault
  }

  static let keys = ObjectForm<HunkTrialRecord>(
    "the hunks outside of check files, each taken back by itself; absent: none was",
    FormKey("hunks", .count, "those that a command could notice", \.hunks),
    FormKey("left_out", .count, "comments and white space", \.leftOut),
    FormKey("tried", .count, "so many were taken back", \.tried),
    FormKey(ifAny: "seed", .count, "by which they were drawn; absent: all were tried", \.seed),
    FormKey("unnoticed", .list(Unnoticed.keys), "without which every command passes as well", \.unnoticed),
    FormKey(ifAny: "fault", .text, "why none could be tried", \.fault)
  ) { HunkTrialRecord(hunks: $0, leftOut: $1, tried: $2, seed: $3, unnoticed: $4, fault: $5) }
}

extension HunkTrialRecord {
  /// More places than these aren't listed.
  private static let mostListed = 20

  /// What a report says of them, under what was not checked.
  package var notChecked: [NotChecked] {
    if let fault { return [.hunks("which of \(Self.count(hunks)) a command notices: \(fault)")] }
    guard hunks > 0 else { return [] }
    let which = seed.map { " (drawn of \(hunks), seed \($0))" } ?? ""
    let verb = unnoticed.count == 1 ? "is" : "are"
    let head = NotChecked.hunks(
      "\(unnoticed.count) of \(Self.count(tried))\(which) \(verb) noticed by no command: taken back, all still pass")
    let listed = unnoticed.prefix(Self.mostListed).map { hunk in
      NotChecked.hunk(at: hunk.path, line: hunk.line, lines: hunk.lines)
    }
    let more = unnoticed.count - listed.count
    return [head] + listed + (more > 0 ? [.hunks("\(more) more hunks that no command notices")] : [])
  }

  private static func count(_ number: Int) -> String { number.counted("hunk") }
}
