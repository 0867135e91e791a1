/// Reads the tests of Jest, Vitest, Mocha, Jasmine, Playwright and node:test: calls such as `it("name", () => { })`.
struct JavaScriptTestReader {
  private var collector: TestCollector
  private let list: SourceTokens
  private var index = 0
  /// How many words up to an index name a test or a suite.
  private var declarations: [Int32] = [0]

  var outline: TestOutline { collector.outline }

  init(_ list: SourceTokens) {
    self.list = list
    collector = TestCollector(list, .javascript)
    declarations.reserveCapacity(list.count + 1)
    var count: Int32 = 0
    for index in 0..<list.count {
      if let word = list.word(index), Self.cases.contains(word) || Self.suites.contains(word) { count += 1 }
      declarations.append(count)
    }
    while index < list.count { step() }
  }

  private static let cases = WordSet("it test specify fit xit xtest ftest xspecify")
  private static let suites = WordSet("describe context suite fdescribe xdescribe xcontext fcontext")
  private static let focused = WordSet("fit ftest fdescribe fcontext only")
  private static let skipped = WordSet("xit xtest xspecify xdescribe xcontext skip todo")
  private static let conditional = WordSet("skipIf runIf")
  private static let failing = WordSet("failing fails fail fixme")
  private static let hooks = WordSet("before beforeEach beforeAll setup suiteSetup")
  private static let table = WordSet("each for")

  private mutating func step() {
    while let last = collector.containers.last, last.end <= index { collector.containers.removeLast() }
    guard let word = list.word(index), !list.isMark(index - 1, ".") else {
      index += 1
      return
    }
    if Self.cases.contains(word) || Self.suites.contains(word) {
      if !call(word) { index += 1 }
    } else if Self.hooks.contains(word), list.isMark(index + 1, "(") {
      let end = list.after(index + 1)
      let body = bodyRange(from: index + 2, to: max(index + 2, end - 1))
      let read = TestBody(list, body, .javascript)
      if read.standing == .skipped, body.contains(where: { list.word($0) == WordHash("skip") }) {
        collector.skipContainer(at: read.standingIndex)
      }
      index = end
    } else if word == WordHash("function"), list.word(index + 1) != nil, list.isMark(index + 2, "(") {
      function(name: index + 1, parameters: index + 2)
    } else if list.isMark(index + 1, "="), let open = arrowParameters(index + 2) {
      function(name: index, parameters: open)
    } else {
      index += 1
    }
  }

  /// `name = (a, b) => {` and the same with `async`.
  private func arrowParameters(_ start: Int) -> Int? {
    let open = list.word(start) == WordHash("async") ? start + 1 : start
    guard list.isMark(open, "("), open + 1 < list.count else { return nil }
    let after = list.after(open)
    return list.isMark(after, "=") && list.isMark(after + 1, ">") && list.isMark(after + 2, "{") ? open : nil
  }

  private mutating func function(name: Int, parameters: Int) {
    var open = list.after(parameters)
    while open < list.count, !list.isMark(open, "{"), !list.isMark(open, ";"), !list.isMark(open, "("),
      open < parameters + 200
    { open += 1 }
    guard list.isMark(open, "{") else {
      index = parameters
      return
    }
    let body = (open + 1)..<max(open + 1, list.after(open) - 1)
    // A function that declares tests is looked into; any other is passed over.
    let declares = declarations[body.upperBound] > declarations[body.lowerBound]
    collector.addFunction(
      String(decoding: list.text(name), as: UTF8.self), at: index, nameIndex: name,
      body: declares ? body.lowerBound..<body.lowerBound : body)
    index = declares ? open + 1 : max(index + 1, list.after(open))
  }

  private mutating func call(_ word: WordHash) -> Bool {
    let start = index
    var isSuite = Self.suites.contains(word)
    var isFocused = Self.focused.contains(word)
    var standing = Self.skipped.contains(word) ? TestCase.Standing.skipped : .runs
    var rows: Int?
    var next = index + 1
    while list.isMark(next, "."), let modifier = list.word(next + 1) {
      if Self.suites.contains(modifier) { isSuite = true }
      if Self.focused.contains(modifier) { isFocused = true }
      if Self.skipped.contains(modifier) { standing = .skipped }
      if Self.failing.contains(modifier) { standing = max(standing, .expectedToFail) }
      if Self.conditional.contains(modifier) { standing = max(standing, .conditional) }
      next += 2
      if Self.table.contains(modifier) || Self.conditional.contains(modifier) {
        if list.isMark(next, "("), list.isMark(next + 1, "[") { rows = collector.elements(next + 1) }
        if list.isString(next) { rows = list.text(next).count { $0 == 10 } }
        next = list.isString(next) ? next + 1 : list.after(next)
      }
    }
    guard list.isMark(next, "("), list.isString(next + 1), list.isMark(next + 2, ",") || list.isMark(next + 2, ")")
    else { return false }
    // `test.skip("why")` in a body and `test("a") && ...` in code are no declarations.
    if list.isMark(next + 2, ")"), standing != .skipped { return false }
    let name = String(decoding: list.text(next + 1).dropFirst().dropLast(), as: UTF8.self)
    let end = list.after(next)
    if list.isMark(next + 3, "{") {
      let options = options(next + 3)
      standing = max(standing, options.standing)
      isFocused = isFocused || options.isFocused
    }
    if isFocused { collector.focus(at: start) }
    if isSuite {
      collector.open(name, end: end, standing: (standing, start))
      index = next + 2
    } else {
      let body = bodyRange(from: next + 3, to: max(next + 3, end - 1))
      collector.add(
        name, at: start, body: body, marks: [], isFocused: isFocused, standing: (standing, start), rows: rows)
      index = end
    }
    return true
  }

  /// The object that node:test takes before the function: `{ skip: true }`, `{ only: true }`.
  private func options(_ open: Int) -> (standing: TestCase.Standing, isFocused: Bool) {
    var found = (standing: TestCase.Standing.runs, isFocused: false)
    var index = open + 1
    while index < list.after(open) - 1 {
      if let key = list.word(index), list.isMark(index + 1, ":"), list.word(index + 2) != WordHash("false") {
        let isLiteral = list.isString(index + 2) || list.word(index + 2) == WordHash("true")
        if Self.skipped.contains(key) { found.standing = max(found.standing, isLiteral ? .skipped : .conditional) }
        if key == WordHash("only") { found.isFocused = true }
      }
      index = list.after(index)
    }
    return found
  }

  /// The tokens in the braces of the function that a test is given; all of it for an expression.
  private func bodyRange(from start: Int, to end: Int) -> Range<Int> {
    var index = start
    while index < end {
      if list.isMark(index, "(") {
        index = list.after(index)
        continue
      }
      if list.isMark(index, "{"), list.isMark(index - 1, ">") || list.isMark(index - 1, ")") {
        return (index + 1)..<max(index + 1, list.after(index) - 1)
      }
      index += 1
    }
    return start..<end
  }
}
