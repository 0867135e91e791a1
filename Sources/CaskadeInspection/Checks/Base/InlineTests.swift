import CaskadeSyntax

/// Rust's tests that stand in the file of the code that they test: `#[cfg(test)] mod tests { ... }`.
///
/// Source: The Rust Reference, "Conditional compilation"; The Rust Programming Language, "Test Organization".
enum InlineTests {
  private struct Module: Equatable {
    let name: [UInt8]
    let range: Range<Int>
  }

  /// The head's text with the base's modules of tests in the place of its own; nil where the two can't be told apart.
  static func putBack(base: [UInt8], head: [UInt8]) -> [UInt8]? {
    guard max(base.count, head.count) <= 4 * SettingsReader.mostBytesOfFile else { return nil }
    let old = modules(base)
    let new = modules(head)
    if old.map({ Array(base[$0.range]) }) == new.map({ Array(head[$0.range]) }) { return head }
    guard Set(old.map(\.name)).count == old.count, Set(new.map(\.name)).count == new.count else { return nil }
    var edits = ByteEdits()
    for module in new {
      let partner = old.first { $0.name == module.name }
      edits.replace(module.range, by: partner.map { base[$0.range] } ?? [])
    }
    for module in old where !new.contains(where: { $0.name == module.name }) {
      edits.insert([10] + base[module.range] + [10], at: head.count)
    }
    guard let result = edits.applied(to: head) else { return nil }
    let texts = Set(modules(result).map { Array(result[$0.range]) })
    return texts == Set(old.map { Array(base[$0.range]) }) ? result : nil
  }

  /// Where they stand.
  static func ranges(_ bytes: [UInt8]) -> [Range<Int>] { modules(bytes).map(\.range) }

  private static func modules(_ bytes: [UInt8]) -> [Module] {
    guard bytes.firstRange(ofBytes: Array("cfg(test)".utf8)) != nil else { return [] }
    let list = SourceTokens(bytes, TestLanguage.rust.lexicon)
    var found: [Module] = []
    var index = 0
    while index < list.count {
      guard isTestAttribute(list, index) else {
        // What lies inside of other code is that code's.
        index = list.isMark(index, "{") ? list.after(index) : index + 1
        continue
      }
      let start = index
      index = list.after(index + 1)
      while list.isMark(index, "#"), list.isMark(index + 1, "[") { index = list.after(index + 1) }
      if list.word(index) == WordHash("pub") {
        index += 1
        if list.isMark(index, "(") { index = list.after(index) }
      }
      guard list.word(index) == WordHash("mod") else { continue }
      // Its text lies in a file of its own.
      if list.isMark(index + 2, ";") {
        found.append(
          Module(
            name: Array(list.text(index + 1)), range: Int(list.tokens[start].start)..<Int(list.tokens[index + 2].end)))
        index += 3
        continue
      }
      guard list.isMark(index + 2, "{") else { continue }
      let end = list.after(index + 2) - 1
      guard list.isMark(end, "}") else { return found }
      found.append(
        Module(name: Array(list.text(index + 1)), range: Int(list.tokens[start].start)..<Int(list.tokens[end].end)))
      index = end + 1
    }
    return found
  }

  private static func isTestAttribute(_ list: SourceTokens, _ index: Int) -> Bool {
    list.isMark(index, "#") && list.isMark(index + 1, "[") && list.word(index + 2) == WordHash("cfg")
      && list.isMark(index + 3, "(") && list.word(index + 4) == WordHash("test") && list.isMark(index + 5, ")")
      && list.isMark(index + 6, "]")
  }
}
