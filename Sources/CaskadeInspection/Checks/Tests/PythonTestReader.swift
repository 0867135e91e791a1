/// Reads the tests of Python: functions and methods whose names begin with `test`, as pytest and unittest collect them.
struct PythonTestReader {
  private var collector: TestCollector
  private let list: SourceTokens
  private var index = 0
  private var marks: [TestMark] = []
  /// Counts the statements that branch, so that a definition in each branch hides none in another.
  private var branch = 0

  var outline: TestOutline { collector.outline }

  init(_ list: SourceTokens) {
    self.list = list
    collector = TestCollector(list, .python)
    collector.open("", column: -1)
    while index < list.count { statement() }
  }

  private mutating func statement() {
    let start = index
    let end = list.logicalLineEnd(start)
    let column = list.tokens[start].column
    while collector.containers.count > 1, let last = collector.containers.last, last.column >= column {
      collector.containers.removeLast()
    }
    index = end
    var word = start
    if list.word(word) == WordHash("async") { word += 1 }
    switch list.word(word) {
    case WordHash("class") where list.word(word + 1) != nil:
      let found = collector.standing(of: marks)
      collector.open(name(word + 1), column: column, standing: found, orphan: orphan(word + 1))
      marks = []
    case WordHash("def") where list.word(word + 1) != nil:
      let open = list.isMark(word + 2, "(") ? word + 2 : word + 1
      let body = min(list.after(open) + 1, end)
      let bodyEnd = max(body, list.indentedEnd(from: end, deeperThan: column))
      let name = name(word + 1)
      if name.hasPrefix("test") {
        // The result's annotation and the colon stay outside: the body begins on the next line, or behind the colon.
        collector.add(
          name, at: start, body: (bodyEnd > end ? end : body)..<bodyEnd, marks: marks, hides: (branch, column))
      } else {
        collector.addFunction(
          name, at: start, nameIndex: word + 1, body: (bodyEnd > end ? end : body)..<bodyEnd, marks: marks)
      }
      index = bodyEnd
      marks = []
    default:
      if list.isMark(start, "@") {
        marks.append(TestMark(name: WordHash("@"), range: start..<end))
      } else {
        if let first = list.word(start), Self.branching.contains(first) { branch += 1 }
        wholeFile(start..<end)
        override(start..<end)
        marks = []
      }
    }
  }

  private static let branching = WordSet("if elif else try except finally with for while match case")

  /// A class that pytest collects by its name alone has no bases; without them, another name takes its tests away.
  private func orphan(_ name: Int) -> WordHash? {
    let hasBases = list.isMark(name + 1, "(") && list.after(name + 1) > name + 3
    return hasBases || list.text(name).starts(with: "Test".utf8) ? nil : list.tokens[name].symbol
  }

  /// What takes tests away after or around their definition: `del test_a`, `test_a = None`, `test_a.skip = "why"`, and
  /// a class's `__test__ = False`, `__unittest_skip__ = True` or (of Twisted's trial) `skip = "why"`.
  private mutating func override(_ range: Range<Int>) {
    let start = range.lowerBound
    guard let first = list.word(start) else { return }
    if first == WordHash("del") {
      for index in range.dropFirst() where list.word(index) != nil { collector.take(name(index), at: start) }
    } else if list.isMark(start + 1, "="), !list.isMark(start + 2, "=") {
      let value = list.word(start + 2)
      let isText = list.isString(start + 2) && list.text(start + 2).count > 2
      switch first {
      case WordHash("__test__") where value == WordHash("False"),
        WordHash("__unittest_skip__") where value == WordHash("True"),
        WordHash("skip") where isText || value == WordHash("True"):
        collector.skipContainer(at: start)
      default:
        let repeats = range.dropFirst().contains { list.word($0) == first }
        if !repeats { collector.take(name(start), at: start) }
      }
    } else if list.isMark(start + 1, "."), list.word(start + 2) == WordHash("skip"), list.isMark(start + 3, "=") {
      collector.take(name(start), at: start)
    }
  }

  private func name(_ index: Int) -> String {
    String(decoding: list.text(index), as: UTF8.self)
  }

  /// `pytestmark = pytest.mark.skip`, `pytest.skip(..., allow_module_level=True)`, for the module or a class.
  private mutating func wholeFile(_ range: Range<Int>) {
    guard let last = collector.containers.last else { return }
    let isMark = list.word(range.lowerBound) == WordHash("pytestmark")
    let isCall =
      list.tokens[range.lowerBound].column == 0
      && (list.word(range.lowerBound) == WordHash("pytest") || list.word(range.lowerBound) == WordHash("raise"))
    guard isMark || isCall else { return }
    let found = collector.standing(of: [TestMark(name: WordHash("@"), range: range)])
    guard found.0 > last.standing else { return }
    collector.containers[collector.containers.count - 1].standing = found.0
    collector.containers[collector.containers.count - 1].standingIndex = found.1
  }
}
