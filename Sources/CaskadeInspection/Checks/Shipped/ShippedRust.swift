import CaskadeSyntax

/// Rust's conditions that hold under test only: `cfg(test)` and `cfg(debug_assertions)`, for one that never holds. What
/// they are there for stays: modules of tests, and what those take in.
enum ShippedRust {
  private static let (cfg, attribute) = (WordHash("cfg"), WordHash("cfg_attr"))
  private static let (test, debug) = (WordHash("test"), WordHash("debug_assertions"))
  private static let ofTests = WordSet("mod use extern")
  private static let taking = WordSet("use extern")

  static func rewritten(_ bytes: [UInt8], _ added: AddedLines) -> [UInt8]? {
    let list = SourceTokens(bytes, TestLanguage.rust.lexicon)
    var edits = ByteEdits()
    let inTests = InlineTests.ranges(bytes)
    // What is taken in for tests may stand for what is taken in otherwise.
    let hasOther = added.holdsText("cfg(not(test))")
    var tests = inTests[...]
    var passed = 0
    for index in 0..<list.count where list.word(index) == cfg || list.word(index) == attribute {
      // One condition inside of another was read with it.
      guard index >= passed else { continue }
      let start = Int(list.tokens[index].start)
      while let first = tests.first, first.upperBound <= start { tests = tests.dropFirst() }
      let isMacro = list.isMark(index + 1, "!")
      let open = isMacro ? index + 2 : index + 1
      guard list.isMark(open, "("), isMacro || list.isMark(index - 1, "["),
        !(tests.first?.contains(start) ?? false)
      else { continue }
      let end = list.after(open) - 1
      passed = end
      let isNew = added.holds(list.line(index)) || !isMacro && added.holds(list.line(end) + 1)
      guard isNew, isMacro || !isOfTests(list, open, end, hasOther) else { continue }
      var place = open + 1
      while place < end {
        // The condition is the first of what `cfg_attr` is given.
        if list.word(index) == attribute, list.isMark(place, ",") { break }
        if list.word(place) == test || list.word(place) == debug, !list.isMark(place + 1, "=") {
          edits.replace(Int(list.tokens[place].start)..<Int(list.tokens[place].end), by: "any()".utf8)
        }
        place += 1
      }
    }
    return edits.isEmpty ? nil : edits.applied(to: bytes)
  }

  /// `#[cfg(test)]` before a module, or before what one takes in.
  private static func isOfTests(_ list: SourceTokens, _ open: Int, _ end: Int, _ hasOther: Bool) -> Bool {
    guard end == open + 2, list.word(open + 1) == test else { return false }
    var next = end + 2
    while list.isMark(next, "#"), list.isMark(next + 1, "[") { next = list.after(next + 1) }
    if list.word(next) == WordHash("pub") { next = list.isMark(next + 1, "(") ? list.after(next + 1) : next + 1 }
    guard let word = list.word(next), ofTests.contains(word) else { return false }
    return !hasOther || !taking.contains(word)
  }
}
