package import CaskadeSyntax

/// Counts what became of changes, from `git log --first-parent --reverse -p -U0 -M` with `%x00%H` before each patch, in any
/// portions. Lines of files are skipped by the number that their hunk states, so none of them is taken for anything else.
package struct ReworkCounter: Sendable {
  /// One change of the period, oldest first.
  package struct Change: Sendable {
    let seconds: Int
    /// It is counted; else it is only a later one.
    let isInPeriod: Bool
    let isGoverned: Bool
    let message: [UInt8]

    package init(seconds: Int, isInPeriod: Bool, isGoverned: Bool, message: [UInt8]) {
      (self.seconds, self.isInPeriod, self.isGoverned, self.message) = (seconds, isInPeriod, isGoverned, message)
    }
  }

  private let changes: [Change]
  private let places: [ObjectID: Int]
  private var ages = LineAges()
  private var figures = ReworkFigures()
  private var line: [UInt8] = []
  private var change: Int?
  /// Lines of the hunk that are still to come.
  private var (old, new) = (0, 0)
  private var (from, file): ([UInt8]?, [UInt8]?) = (nil, nil)

  /// - Parameter ids: of the changes, those of what they merge among them.
  package init(_ changes: [Change], ids: [[ObjectID]]) {
    self.changes = changes
    var places: [ObjectID: Int] = [:]
    for (place, ids) in ids.enumerated() { for id in ids { places[id] = place } }
    self.places = places
    for change in changes { add(change) { $0.changes += 1 } }
    countReverts()
  }

  package mutating func consume(_ chunk: ArraySlice<UInt8>) {
    var rest = chunk
    while let end = rest.firstIndex(of: 0x0A) {
      if line.isEmpty {
        take(rest[..<end])
      } else {
        line += rest[..<end]
        take(line[...])
        line = []
      }
      rest = rest[(end + 1)...]
    }
    line += rest
  }

  package func finished() -> ReworkFigures { figures }

  private mutating func add(_ change: Change, _ body: (inout ReworkFigures.Side) -> Void) {
    guard change.isInPeriod else { return }
    if change.isGoverned { body(&figures.governed) } else { body(&figures.other) }
  }

  private static func isNear(_ earlier: Change, _ later: Change) -> Bool {
    later.seconds - earlier.seconds <= ReworkFigures.days * 86_400
  }

  // MARK: Reverts

  /// As `git revert` words it; a message that goes on about it counts too.
  private static let revert = Array("This reverts commit ".utf8)

  private mutating func countReverts() {
    var reverted: Set<Int> = []
    for (place, change) in changes.enumerated() {
      for line in change.message.split(separator: 0x0A) {
        var rest = line[...]
        while let start = rest.firstIndex(of: Self.revert[0]) {
          rest = rest[start...]
          guard rest.starts(with: Self.revert) else {
            rest = rest.dropFirst()
            continue
          }
          rest = rest.dropFirst(Self.revert.count)
          let digits = rest.prefix { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
          guard let id = ObjectID(digits: digits), let target = places[id], target < place else { continue }
          if Self.isNear(changes[target], change) { reverted.insert(target) }
        }
      }
    }
    for place in reverted { add(changes[place]) { $0.reverted += 1 } }
  }

  // MARK: Lines

  private mutating func take(_ line: ArraySlice<UInt8>) {
    switch line.first {
    case UInt8(ascii: "-") where old > 0:
      old -= 1
      return
    case UInt8(ascii: "+") where new > 0:
      new -= 1
      return
    case _ where old > 0 || new > 0:
      // `\ No newline at end of file`
      return
    case 0: change = ObjectID(digits: line.dropFirst()).flatMap { places[$0] }
    case _ where line.starts(with: "diff --git ".utf8): (from, file) = (nil, nil)
    case _ where line.starts(with: "rename from ".utf8): from = Array(line.dropFirst(12))
    case _ where line.starts(with: "rename to ".utf8):
      file = Array(line.dropFirst(10))
      if let from, let file { ages.move(from, to: file) }
    case _ where line.starts(with: "--- ".utf8): from = Self.path(line.dropFirst(4))
    case _ where line.starts(with: "+++ ".utf8):
      file = Self.path(line.dropFirst(4)) ?? from
      if from == nil, let file { ages.begin(file) }
    case _ where line.starts(with: "@@ -".utf8): hunk(line.dropFirst(4))
    case _: break
    }
  }

  /// `a/src/x` without its prefix; in quotes where git writes it so. Nil for `/dev/null`.
  private static func path(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    // A tab ends a name with blanks.
    var name = text.last == 0x09 ? text.dropLast() : text
    if name.elementsEqual("/dev/null".utf8) { return nil }
    let isQuoted = name.first == UInt8(ascii: "\"")
    if isQuoted { name = name.dropFirst() }
    return (isQuoted ? [UInt8(ascii: "\"")] : []) + name.dropFirst(2)
  }

  /// `3,2 +4 @@`
  private mutating func hunk(_ text: ArraySlice<UInt8>) {
    let words = text.split(separator: 0x20, maxSplits: 2)
    guard words.count >= 2, words[1].first == UInt8(ascii: "+"), let gone = Self.range(words[0]),
      let come = Self.range(words[1].dropFirst())
    else { return }
    (old, new) = (gone.count, come.count)
    guard let change, let file else { return }
    let place = come.count > 0 ? come.start - 1 : come.start
    let now = changes[change]
    var reworked: [(change: Change, lines: Int)] = []
    ages.replace(file, at: max(0, place), gone.count, with: come.count, of: change) { origin, lines in
      if origin != change, Self.isNear(changes[origin], now) { reworked.append((changes[origin], lines)) }
    }
    for part in reworked { add(part.change) { $0.reworked += part.lines } }
    add(now) { $0.lines += come.count }
  }

  private static func range(_ word: ArraySlice<UInt8>) -> (start: Int, count: Int)? {
    let parts = word.split(separator: UInt8(ascii: ","))
    guard let start = parts.first.flatMap({ Int(String(decoding: $0, as: UTF8.self)) }), start >= 0 else { return nil }
    guard parts.count > 1 else { return (start, 1) }
    guard let count = Int(String(decoding: parts[1], as: UTF8.self)), count >= 0 else { return nil }
    return (start, count)
  }
}
