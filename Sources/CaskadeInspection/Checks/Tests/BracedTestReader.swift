import CaskadeSyntax

/// Reads the tests of a language whose bodies stand in braces: Swift, Go, Rust, Java and Kotlin.
struct BracedTestReader {
  private var collector: TestCollector
  private let list: SourceTokens
  private let language: TestLanguage
  private var index = 0
  /// What was seen before the next declaration.
  private var marks: [TestMark] = []

  /// How many `#if` of Swift are open.
  private var directives = 0
  /// Whether a method of Java is a test by its name alone, as in JUnit 3.
  private let collectsByName: Bool
  /// The macros of a Rust file that make tests.
  private let testMacros: Set<WordHash>

  var outline: TestOutline { collector.outline }

  init(_ list: SourceTokens, _ language: TestLanguage) {
    self.list = list
    self.language = language
    collector = TestCollector(list, language)
    testMacros = language == .rust ? Self.testMacros(list) : []
    collectsByName = language == .jvm && !Self.usesAnnotations(list)
    while index < list.count { step() }
  }

  /// `@Test`, or the packages that it comes from; JUnit 3 lives in `junit.framework`.
  private static func usesAnnotations(_ list: SourceTokens) -> Bool {
    var found = false
    for index in 0..<list.count {
      guard let word = list.word(index) else { continue }
      if word == WordHash("framework"), list.word(index - 2) == WordHash("junit") { return false }
      found =
        found || word == WordHash("Test") && list.isMark(index - 1, "@")
        || list.isMark(index - 1, ".")
          && (word == WordHash("junit") && list.word(index - 2) == WordHash("org") || word == WordHash("testng"))
    }
    return found
  }

  private static let holders = WordSet("class struct enum extension actor mod trait interface object protocol")
  private static let functions = WordSet("func fn fun def")
  private static let members = WordSet("func fun var let")

  private mutating func step() {
    while let last = collector.containers.last, last.end <= index { collector.containers.removeLast() }
    if list.isMark(index, "@"), list.word(index + 1) != nil, language != .go {
      annotation()
    } else if language == .rust, list.isMark(index, "#"), list.isMark(index + 1, "[") {
      let end = list.after(index + 1)
      marks.append(TestMark(name: WordHash("#"), range: index..<end))
      index = end
    } else if language == .swift, list.isMark(index, "#"), let word = list.word(index + 1) {
      if word == WordHash("if") { directives += 1 }
      if word == WordHash("endif") { directives = max(0, directives - 1) }
      index += 1
      if word == WordHash("if") { index += 1 }
    } else if language == .rust, let name = madeTest() {
      let body = (name + 2)..<max(name + 2, list.after(index + 2) - 1)
      collector.add(self.name(name), at: index, body: body, marks: marks)
      index = list.after(index + 2)
      marks = []
    } else if let word = list.word(index), !list.isMark(index - 1, ".") {
      if Self.holders.contains(word), let name = list.word(index + 1), !Self.members.contains(name) {
        container()
      } else if Self.functions.contains(word), language != .jvm || word != WordHash("def") {
        function()
      } else if language == .jvm, list.isMark(index + 1, "(") {
        method()
      } else {
        index += 1
      }
    } else {
      if list.isMark(index, ";") || list.isMark(index, "}") { marks = [] }
      index += 1
    }
  }

  /// A test that a repository's macro makes, `rgtest!(name, |dir| { ... })`: the index of its name, nil for anything
  /// else. The macro's own name says so, or its definition in this file.
  private func madeTest() -> Int? {
    guard list.isMark(index + 1, "!"), list.isMark(index + 2, "(") || list.isMark(index + 2, "{"),
      let word = list.word(index), list.word(index + 3) != nil, list.isMark(index + 4, ",")
    else { return nil }
    let name = String(decoding: list.text(index), as: UTF8.self).lowercased()
    return name.contains("test") || testMacros.contains(word) ? index + 3 : nil
  }

  /// `macro_rules! name { ... #[test] ... }`
  private static func testMacros(_ list: SourceTokens) -> Set<WordHash> {
    var found = Set<WordHash>()
    for index in 0..<list.count where list.word(index) == WordHash("macro_rules") && list.isMark(index + 1, "!") {
      guard let name = list.word(index + 2), list.mark(index + 3) != 0 else { continue }
      let body = index + 3..<min(list.after(index + 3), list.count)
      if body.contains(where: { list.word($0) == WordHash("test") && list.isMark($0 - 1, "[") }) { found.insert(name) }
    }
    return found
  }

  /// `@Test`, `@org.junit.Test(timeout = 5)`
  private mutating func annotation() {
    let start = index
    var name = index + 1
    while list.isMark(name + 1, "."), list.word(name + 2) != nil { name += 2 }
    index = name + 1
    if list.isMark(index, "("), list.tokens[index].start == list.tokens[name].end || language != .swift {
      index = list.after(index)
    }
    marks.append(TestMark(name: list.tokens[name].symbol, range: start..<index))
  }

  /// The brace that opens the body of a declaration; nil if it has none.
  private func brace(from start: Int) -> Int? {
    var index = start
    let limit = min(list.count, start + 120)
    while index < limit {
      switch list.mark(index) {
      case UInt8(ascii: "{"):
        // Go's `interface{}` and `struct{}` in a result.
        if language == .go, list.word(index - 1) == WordHash("interface") || list.word(index - 1) == WordHash("struct")
        {
          index = list.after(index)
          continue
        }
        return index
      case UInt8(ascii: ";"), UInt8(ascii: "}"): return nil
      case UInt8(ascii: "("), UInt8(ascii: "["): index = list.after(index)
      default:
        if let word = list.word(index), Self.functions.contains(word) || language == .swift && word == WordHash("var") {
          return nil
        }
        index += 1
      }
    }
    return nil
  }

  private mutating func container() {
    let found = collector.standing(of: marks)
    if let open = brace(from: index + 2) {
      let name = name(index + 1)
      collector.open(
        language == .rust && (name == "tests" || name == "test") ? "" : name, end: list.after(open), standing: found,
        orphan: language == .jvm && list.word(index - 1) == WordHash("abstract") ? list.word(index + 1) : nil,
        holdsTests: holdsTests(index..<open))
      index = open + 1
    } else {
      if language == .rust, list.word(index) == WordHash("mod"), list.isMark(index + 2, ";") {
        collector.module(index + 1, marks)
      }
      index += 2
    }
    marks = []
  }

  /// XCTest collects from classes that inherit, and from their extensions.
  private func holdsTests(_ header: Range<Int>) -> Bool {
    guard language == .swift, list.word(header.lowerBound) != WordHash("extension") else { return true }
    guard list.word(header.lowerBound) == WordHash("class"), let colon = header.first(where: { list.isMark($0, ":") })
    else { return false }
    return list.word(colon + 1) != WordHash("NSObject")
  }

  private func name(_ index: Int) -> String {
    String(decoding: list.text(index).filter { $0 != UInt8(ascii: "`") }, as: UTF8.self)
  }

  private mutating func function() {
    let start = index
    defer { marks = [] }
    index += 1
    var isMethod = false
    if language == .go, list.isMark(index, "(") {
      isMethod = true
      index = list.after(index)
    }
    guard list.word(index) != nil,
      let open = (index..<min(index + 60, list.count)).first(where: { list.isMark($0, "(") })
    else { return }
    let nameIndex = index
    let afterParameters = list.after(open)
    guard let brace = brace(from: afterParameters) else {
      index = afterParameters
      return
    }
    add(name(nameIndex), start, nameIndex, parameters: open, brace: brace, isMethod: isMethod)
  }

  private static let tests = WordSet("Test ParameterizedTest RepeatedTest TestFactory TestTemplate Theory")
  private static let calls = WordSet(
    "if for while switch catch return new synchronized else do throw assert super this")

  /// A method of Java: a name, parameters, and what stands before.
  private mutating func method() {
    let nameIndex = index
    let open = index + 1
    guard let word = list.word(index), !Self.calls.contains(word), list.word(index - 1) != WordHash("new") else {
      index += 1
      return
    }
    var body = list.after(open)
    if list.word(body) == WordHash("throws") {
      while body < list.count, !list.isMark(body, "{"), !list.isMark(body, ";") { body += 1 }
    }
    guard list.isMark(body, "{") else {
      index += 1
      return
    }
    var start = nameIndex
    while start > 0, list.tokens[start - 1].line == list.tokens[nameIndex].line, !list.isMark(start - 1, "}"),
      nameIndex - start < 12
    {
      start -= 1
    }
    add(name(nameIndex), start, nameIndex, parameters: open, brace: body, isMethod: true)
    marks = []
  }

  private mutating func add(
    _ name: String, _ start: Int, _ nameIndex: Int, parameters open: Int, brace: Int, isMethod: Bool
  ) {
    let end = list.after(brace)
    let body = (brace + 1)..<max(brace + 1, end - 1)
    if isTest(name, start, parameters: open, isMethod: isMethod) {
      collector.add(
        name, at: start, body: body, marks: marks, standing: directives > 0 ? conditional(marks, start) : nil)
      if language == .go { subtests(body, of: name) }
    } else {
      collector.addFunction(name, at: start, nameIndex: nameIndex, body: body, marks: marks)
      if language == .go, name == "TestMain", let parameter = list.word(open + 1),
        !body.contains(where: { list.word($0) == parameter })
      {
        collector.skipFile(at: start)
      }
    }
    index = end
  }

  /// What stands in an `#if` is built under a condition.
  private func conditional(_ marks: [TestMark], _ start: Int) -> (TestCase.Standing, Int) {
    let marked = collector.standing(of: marks)
    return marked.0 > .conditional ? marked : (.conditional, start)
  }

  private static let hidden = WordSet("private fileprivate static")

  /// Whether a modifier before `func` keeps XCTest from finding the method.
  private func isHidden(_ start: Int) -> Bool {
    (max(0, start - 4)..<start).contains { index in
      list.tokens[index].line == list.tokens[start].line && list.word(index).map(Self.hidden.contains) == true
    }
  }

  private func isTest(_ name: String, _ start: Int, parameters open: Int, isMethod: Bool) -> Bool {
    let takesNothing = list.isMark(open + 1, ")")
    switch language {
    case .swift:
      return marks.contains { $0.name == WordHash("Test") }
        || name.hasPrefix("test") && takesNothing && collector.containers.last?.holdsTests == true && !isHidden(start)
    case .go:
      guard ["Test", "Fuzz", "Example", "Benchmark"].contains(where: name.hasPrefix) else { return false }
      let next = name.utf8.dropFirst(name.hasPrefix("Test") || name.hasPrefix("Fuzz") ? 4 : 7).first
      if isMethod { return name.hasPrefix("Test") && takesNothing }
      return name != "TestMain" && !(next.map(ByteSet.lower.contains) ?? false)
    case .rust:
      return marks.contains { mark in
        mark.range.contains { index in
          guard let word = list.word(index) else { return false }
          let isPath = list.isMark(index + 1, "]") || list.isMark(index + 1, "(")
          return isPath && !list.isMark(index - 1, "(")
            && (Self.rustTests.contains(word) || list.text(index).suffix(5).elementsEqual("_test".utf8))
        }
      }
    case .jvm:
      return marks.contains { Self.tests.contains($0.name) }
        || collectsByName && name.hasPrefix("test") && takesNothing && list.word(start) == WordHash("public")
    case .python, .javascript: return false
    }
  }

  private static let rustTests = WordSet("test rstest test_case wasm_bindgen_test quickcheck bench parameterized")

  /// `t.Run("name", func(t *testing.T) { ... })`
  private mutating func subtests(_ body: Range<Int>, of parent: String) {
    collector.open(parent, end: body.upperBound)
    defer { collector.containers.removeLast() }
    var index = body.lowerBound
    while index < body.upperBound {
      defer { index += 1 }
      guard list.word(index) == WordHash("Run"), list.isMark(index - 1, "."), list.isMark(index + 1, "("),
        list.isString(index + 2), list.isMark(index + 3, ","),
        list.word(index + 4) == WordHash("func"), let open = brace(from: index + 5)
      else { continue }
      let name = String(decoding: list.text(index + 2).dropFirst().dropLast(), as: UTF8.self)
      collector.add(name, at: index - 2, body: (open + 1)..<max(open + 1, list.after(open) - 1), marks: [])
      index = max(index, list.after(open) - 1)
    }
  }
}
