/// Reads the tests of Python: functions and methods whose names begin with `test`, as pytest and unittest collect them.
struct PythonTests {
  private var collector: TestCollector
  private let list: TokenList
  private var index = 0
  private var marks: [TestMark] = []

  var outline: TestOutline { collector.outline }

  init(_ list: TokenList) {
    self.list = list
    collector = TestCollector(list, .python)
    collector.open("", column: -1)
    while index < list.count { statement() }
  }

  /// The index after the logical line that begins at `start`.
  private func lineEnd(_ start: Int) -> Int {
    var index = start
    while index < list.count {
      let next = list.after(index)
      guard next < list.count else { return list.count }
      if list.tokens[next].line != list.tokens[next - 1].line, !list.isMark(next - 1, "\\") { return next }
      index = next
    }
    return list.count
  }

  /// The end of the block whose header begins at `start`: the next line that is indented no further.
  private func blockEnd(_ start: Int, after header: Int) -> Int {
    let column = list.tokens[start].column
    var index = header
    while index < list.count, list.tokens[index].column > column { index = lineEnd(index) }
    return index
  }

  private mutating func statement() {
    let start = index
    let end = lineEnd(start)
    let column = list.tokens[start].column
    while collector.containers.count > 1, let last = collector.containers.last, last.column >= column {
      collector.containers.removeLast()
    }
    index = end
    var word = start
    if list.word(word) == Symbol("async") { word += 1 }
    switch list.word(word) {
    case Symbol("class") where list.word(word + 1) != nil:
      let found = collector.standing(of: marks)
      collector.open(name(word + 1), column: column, standing: found)
      marks = []
    case Symbol("def") where list.word(word + 1) != nil:
      let open = list.isMark(word + 2, "(") ? word + 2 : word + 1
      let body = min(list.after(open) + 1, end)
      let bodyEnd = max(body, blockEnd(start, after: end))
      let name = name(word + 1)
      if name.hasPrefix("test") {
        // The result's annotation and the colon stay outside: the body begins on the next line, or behind the colon.
        collector.add(name, at: start, body: (bodyEnd > end ? end : body)..<bodyEnd, marks: marks)
      } else {
        collector.addFunction(name, at: start, nameIndex: word + 1, body: (bodyEnd > end ? end : body)..<bodyEnd)
      }
      index = bodyEnd
      marks = []
    default:
      if list.isMark(start, "@") {
        marks.append(TestMark(name: Symbol("@"), range: start..<end))
      } else {
        wholeFile(start..<end)
        marks = []
      }
    }
  }

  private func name(_ index: Int) -> String {
    String(decoding: list.text(index), as: UTF8.self)
  }

  /// `pytestmark = pytest.mark.skip`, `pytest.skip(..., allow_module_level=True)`, for the module or a class.
  private mutating func wholeFile(_ range: Range<Int>) {
    guard let last = collector.containers.last else { return }
    let isMark = list.word(range.lowerBound) == Symbol("pytestmark")
    let isCall =
      list.tokens[range.lowerBound].column == 0
      && (list.word(range.lowerBound) == Symbol("pytest") || list.word(range.lowerBound) == Symbol("raise"))
    guard isMark || isCall else { return }
    let found = collector.standing(of: [TestMark(name: Symbol("@"), range: range)])
    guard found.0 > last.standing else { return }
    collector.containers[collector.containers.count - 1] = TestContainer(
      name: last.name, end: last.end, column: last.column, standing: found.0, standingIndex: found.1)
  }
}
