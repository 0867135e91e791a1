/// Reads a command line by the grammar of POSIX and bash.
///
/// It refuses what it can't place rather than guessing: extended patterns (`@(a|b)`), which need an option that no
/// script has by itself, are among that.
package struct ShellParser {
  static let mostBytes = 1 << 20
  static let mostDepth = 64
  static let mostSecondReadings = 16

  let bytes: [UInt8]
  var index = 0
  var depth = 0
  /// Here-documents whose bodies begin at the next line break, in their order.
  var waiting: [HereDocument] = []
  /// The bodies that have been read, by number.
  var bodies: [Int: ShellWord] = [:]
  var documents = 0
  var secondReadings = 0

  struct HereDocument {
    let number: Int
    let delimiter: String
    let isQuoted: Bool
    let stripsTabs: Bool
  }

  /// - Throws: where it can't be read, and why.
  package static func parse(_ text: String) throws(ShellProblem) -> ShellScript {
    try parse(Array(text.utf8), depth: 0)
  }

  static func parse(_ bytes: [UInt8], depth: Int) throws(ShellProblem) -> ShellScript {
    guard bytes.count <= mostBytes else { throw ShellProblem(kind: .tooLong, offset: mostBytes) }
    var parser = ShellParser(bytes: bytes, depth: depth)
    let list = try parser.list(until: [])
    guard parser.index == bytes.count else { throw parser.unexpected() }
    guard parser.waiting.isEmpty else { throw parser.problem(.openHereDocument) }
    return ShellScript(parser.filled(list))
  }

  // MARK: Lists

  /// Reads until one of the reserved words at a command's place, an unopened `)`, a `;;`, or the end.
  mutating func list(until ends: Set<String>) throws(ShellProblem) -> ShellList {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.mostDepth else { throw problem(.tooDeep) }
    var items: [ShellList.Item] = []
    try skipLineBreaks()
    while index < bytes.count, !isAtEnd(of: ends) {
      let pipeline = try pipeline()
      let joint = try joint()
      items.append(ShellList.Item(pipeline: pipeline, joint: joint ?? .sequence))
      if joint == nil { break }
      try skipLineBreaks()
      if joint == .and || joint == .or, index >= bytes.count || isAtEnd(of: ends) { throw unexpected() }
    }
    return ShellList(items: items)
  }

  private func isAtEnd(of ends: Set<String>) -> Bool {
    if bytes[index] == UInt8(ascii: ")") || isAt(";;") || isAt(";&") { return true }
    guard let word = bareWordAhead() else { return false }
    return ends.contains(word)
  }

  /// What joins a pipeline to the next one; nil where nothing does.
  private mutating func joint() throws(ShellProblem) -> ShellList.Joint? {
    skipBlanks()
    guard index < bytes.count else { return nil }
    if isAt(";;") || isAt(";&") { return nil }
    if take("&&") { return .and }
    if take("||") { return .or }
    if take("&") { return .background }
    if take(";") { return .sequence }
    if bytes[index] == 0x0A {
      try lineBreak()
      return .sequence
    }
    return nil
  }

  private mutating func pipeline() throws(ShellProblem) -> ShellPipeline {
    var isNegated = false
    while true {
      skipBlanks()
      switch bareWordAhead() {
      case "!":
        isNegated.toggle()
        index += 1
      case "time":
        index += 4
        skipBlanks()
        if bareWordAhead() == "-p" { index += 2 }
      case _:
        var commands: [ShellCommand] = []
        if index >= bytes.count || isAtJoint { return ShellPipeline(isNegated: isNegated, commands: []) }
        commands.append(try command())
        skipBlanks()
        while !isAt("||"), take("|&") || take("|") {
          try skipLineBreaks()
          commands.append(try command())
          skipBlanks()
        }
        return ShellPipeline(isNegated: isNegated, commands: commands)
      }
    }
  }

  /// `time` and `!` may stand alone.
  private var isAtJoint: Bool { bytes[index] == 0x0A || bytes[index] == UInt8(ascii: ";") }

  // MARK: Bytes

  func byte(_ ahead: Int = 0) -> UInt8? { index + ahead < bytes.count ? bytes[index + ahead] : nil }

  func isAt(_ text: StaticString) -> Bool {
    guard index + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { bytes[index..<(index + $0.count)].elementsEqual($0) }
  }

  mutating func take(_ text: StaticString) -> Bool {
    guard isAt(text) else { return false }
    index += text.utf8CodeUnitCount
    return true
  }

  /// Past blanks, joined lines and a comment.
  mutating func skipBlanks() {
    while let next = byte() {
      if next == 0x20 || next == 0x09 {
        index += 1
      } else if isAt("\\\n") {
        index += 2
      } else if next == UInt8(ascii: "#") {
        while let other = byte(), other != 0x0A { index += 1 }
      } else {
        return
      }
    }
  }

  mutating func skipLineBreaks() throws(ShellProblem) {
    skipBlanks()
    while byte() == 0x0A {
      try lineBreak()
      skipBlanks()
    }
  }

  /// Takes a line break, and the bodies of the here-documents that begin behind it.
  mutating func lineBreak() throws(ShellProblem) {
    index += 1
    let documents = waiting
    waiting = []
    for document in documents { bodies[document.number] = try body(of: document) }
  }

  /// The word ahead, where all of it is plain: reserved words are such.
  func bareWordAhead() -> String? {
    var end = index
    while end < bytes.count, !Self.endsWord.contains(bytes[end]) {
      if Self.isSpecial.contains(bytes[end]) { return nil }
      end += 1
    }
    return end == index ? nil : String(decoding: bytes[index..<end], as: UTF8.self)
  }

  static let endsWord = ByteSet(" \t\n;&|()<>")
  private static let isSpecial = ByteSet("\\'\"`$")

  /// What turned out to be something else is read a second time, and nested, twice as often at each level.
  mutating func readAgain() throws(ShellProblem) {
    secondReadings += 1
    guard secondReadings <= Self.mostSecondReadings else { throw problem(.tooDeep) }
  }

  func problem(_ kind: ShellProblem.Kind) -> ShellProblem { ShellProblem(kind: kind, offset: index) }

  func unexpected() -> ShellProblem {
    let next = isAt(";;") ? ";;" : bareWordAhead() ?? byte().map { String(UnicodeScalar($0)) } ?? "the end"
    return problem(.unexpected(next))
  }
}
