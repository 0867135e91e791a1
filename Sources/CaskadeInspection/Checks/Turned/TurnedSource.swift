import CaskadeSyntax

/// A source text whose assertions are turned round.
///
/// Sources: the references of Python's `assert` and unittest, of node:assert, Jest, Vitest and Chai, of XCTest and Swift
/// Testing, of Go's package testing and testify, of Rust's macros, and of JUnit.
struct TurnedSource {
  private let list: SourceTokens
  private let language: TestLanguage
  private let ranges: [Range<Int>]
  private var edits = ByteEdits()
  /// A line takes in all that a class of assertions has.
  private let takesInAll: Bool

  /// - Parameter ranges: of the bytes in which assertions are looked for.
  init(_ list: SourceTokens, _ language: TestLanguage, _ ranges: [Range<Int>]) {
    (self.list, self.language, self.ranges) = (list, language, ranges)
    let names = ["Assertions.*", "Assert.*", "kotlin.test.*"].map { Array($0.utf8) }
    takesInAll = language == .jvm && names.contains { list.bytes.firstRange(ofBytes: $0) != nil }
  }

  /// Nil where there was nothing to turn.
  mutating func turned() -> [UInt8]? {
    var open = ranges[...]
    var passed = 0
    for index in 0..<list.count where list.tokens[index].kind == .word {
      guard index >= passed else { continue }
      let start = Int(list.tokens[index].start)
      while let first = open.first, first.upperBound <= start { open = open.dropFirst() }
      guard open.first?.contains(start) ?? false else { continue }
      // What is asked again and again until it holds holds at first when it is turned.
      if let word = list.word(index), Self.waits.contains(word), list.isMark(index + 1, "(") {
        passed = list.after(index + 1)
        continue
      }
      switch language {
      case .python: turnPython(index)
      case .javascript: turnJavaScript(index)
      case .swift: turnSwift(index)
      case .go: turnGo(index)
      case .rust: turnRust(index)
      case .jvm: turnJVM(index)
      }
    }
    return edits.isEmpty ? nil : edits.applied(to: list.bytes)
  }

  private static let waits = WordSet(
    "waitFor waitUntil eventually Eventually EventuallyWithT Eventuallyf poll retry until untilAsserted"
  )

  // MARK: Languages

  /// Only where the name of the opposite can be called: what is taken in by name has to be taken in too.
  private mutating func turnJVM(_ index: Int) {
    guard list.isMark(index + 1, "("), let other = TurnedWords.jvm[list.text(index)] else { return }
    if !list.isMark(index - 1, ".") {
      guard takesInAll || list.bytes.firstRange(ofBytes: other) != nil else { return }
    }
    replace(index, by: other)
  }

  private static let (assertWord, expectWord) = (WordHash("assert"), WordHash("expect"))

  private mutating func turnPython(_ index: Int) {
    guard list.word(index) == Self.assertWord else {
      if list.isMark(index - 1, ".") { turnByName(index, TurnedWords.python) }
      return
    }
    guard list.beginsLine(index) || list.isMark(index - 1, ":") || list.isMark(index - 1, ";"),
      !list.isMark(index + 1, ":")
    else { return }
    let end = list.logicalLineEnd(index)
    var place = index + 1
    while place < end, !list.isMark(place, ","), !list.isMark(place, ";") { place = list.after(place) }
    negate(index + 1, min(place, end), by: "not (")
  }

  private static let asserting = WordSet("assert t test ok")
  private static let truths = WordSet("ok assert true")
  private static let waiting = WordSet("resolves rejects to deep")

  private mutating func turnJavaScript(_ index: Int) {
    if list.word(index) == Self.expectWord, list.isMark(index + 1, "("), !list.isMark(index - 1, ".") {
      return turnExpectation(after: list.after(index + 1))
    }
    if list.word(index) == Self.assertWord, list.isMark(index + 1, "("), !list.isMark(index - 1, ".") {
      return negateFirst(of: index + 1)
    }
    guard list.isMark(index - 1, "."), list.word(index - 2).map(Self.asserting.contains) ?? false else { return }
    guard let word = list.word(index), Self.truths.contains(word), list.isMark(index + 1, "(") else {
      return turnByName(index, TurnedWords.javascript)
    }
    negateFirst(of: index + 1)
  }

  /// `.toBe(...)` becomes `.not.toBe(...)`, and the other way round.
  private mutating func turnExpectation(after start: Int) {
    var place = start
    while list.isMark(place, "."), let word = list.word(place + 1), Self.waiting.contains(word) { place += 2 }
    guard list.isMark(place, "."), let word = list.word(place + 1), word != WordHash("toPass") else { return }
    let dot = Int(list.tokens[place].start)
    if list.word(place + 1) == WordHash("not") {
      edits.replace(dot..<Int(list.tokens[place + 1].end))
    } else {
      edits.insert(".not".utf8, at: dot)
    }
  }

  private mutating func turnSwift(_ index: Int) {
    guard list.word(index) == Self.expectWord, list.isMark(index - 1, "#") else {
      return turnByName(index, TurnedWords.swift)
    }
    // `#expect(throws: ...)` has no opposite.
    guard list.isMark(index + 1, "("), !list.isMark(index + 3, ":") else { return }
    negateFirst(of: index + 1)
  }

  private mutating func turnRust(_ index: Int) {
    guard list.isMark(index + 1, "!"), !list.isMark(index - 1, "$") else { return }
    if list.word(index) == Self.assertWord || list.word(index) == WordHash("debug_assert") {
      return negateFirst(of: index + 2)
    }
    guard let other = TurnedWords.rust[list.text(index)] else { return }
    replace(index, by: other)
  }

  private static let failing = WordSet("Error Errorf Fatal Fatalf Fail FailNow")
  private static let testifying = WordSet("assert require is")

  /// `if got != want { t.Errorf(...) }` becomes `if !(got != want) { t.Errorf(...) }`.
  private mutating func turnGo(_ index: Int) {
    guard list.word(index) == WordHash("if") else {
      if list.isMark(index - 1, "."), list.word(index - 2).map(Self.testifying.contains) ?? false {
        turnByName(index, TurnedWords.go)
      }
      return
    }
    var (start, place) = (index + 1, index + 1)
    while place < list.count, !list.isMark(place, "{") {
      if list.word(place) == WordHash("func") || list.word(place) == WordHash("if") { return }
      if list.isMark(place, ";") { start = place + 1 }
      place = list.after(place)
    }
    guard place > start, holdsFailure(place) else { return }
    negate(start, place, by: "!(")
  }

  /// In the block itself, and in none inside of it.
  private func holdsFailure(_ brace: Int) -> Bool {
    let end = list.after(brace) - 1
    var place = brace + 1
    while place < end {
      if list.isMark(place, "{") {
        place = list.after(place)
        continue
      }
      if let word = list.word(place), Self.failing.contains(word), list.isMark(place - 1, "."),
        list.isMark(place + 1, "("), list.text(place - 2).count <= 2
      {
        return true
      }
      place += 1
    }
    return false
  }

  // MARK: Edits

  /// A name that is called, for the name of its opposite.
  private mutating func turnByName(_ index: Int, _ words: [ArraySlice<UInt8>: [UInt8]]) {
    guard list.isMark(index + 1, "("), let other = words[list.text(index)] else { return }
    replace(index, by: other)
  }

  private mutating func replace(_ index: Int, by other: [UInt8]) {
    edits.replace(Int(list.tokens[index].start)..<Int(list.tokens[index].end), by: other)
  }

  /// The first of what stands in the brackets that open here.
  private mutating func negateFirst(of open: Int) {
    guard list.isMark(open, "(") || list.isMark(open, "[") || list.isMark(open, "{") else { return }
    let end = list.after(open) - 1
    var place = open + 1
    while place < end, !list.isMark(place, ",") { place = list.after(place) }
    negate(open + 1, min(place, end), by: "!(")
  }

  /// From one token to the one before another; nothing where none lies between them.
  private mutating func negate(_ first: Int, _ end: Int, by opening: String) {
    guard first < end, end <= list.count else { return }
    edits.insert(opening.utf8, at: Int(list.tokens[first].start))
    edits.insert(")".utf8, at: Int(list.tokens[end - 1].end))
  }
}
