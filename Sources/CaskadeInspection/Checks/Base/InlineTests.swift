import CaskadeSyntax

/// Rust's tests that stand in the file of the code that they test: `#[cfg(test)] mod tests { ... }`.
///
/// Source: The Rust Reference, "Conditional compilation"; The Rust Programming Language, "Test Organization".
enum InlineTests {
  private struct Module: Equatable {
    let name: [UInt8]
    let range: Range<Int>
    /// Its text lies in a file of its own.
    var isFile = false
  }

  /// The head's text with the base's modules of tests in the place of its own; nil where the two can't be told apart.
  static func putBack(base: [UInt8], head: [UInt8]) -> [UInt8]? {
    guard max(base.count, head.count) <= 4 * SettingsReader.mostBytesOfFile else { return nil }
    let (ofBase, ofHead) = (plainModules(base), plainModules(head))
    // What the other side builds without tests too is code that both have.
    let old = modules(base).filter { !$0.isFile || !ofHead.contains($0.name) }
    let new = modules(head).filter { !$0.isFile || !ofBase.contains($0.name) }
    // It would stand there twice.
    let lost = old.filter { module in !new.contains { $0.name == module.name } }
    guard !lost.contains(where: { ofHead.contains($0.name) }) else { return nil }
    if old.map({ Array(base[$0.range]) }) == new.map({ Array(head[$0.range]) }) { return head }
    guard Set(old.map(\.name)).count == old.count, Set(new.map(\.name)).count == new.count else { return nil }
    var edits = ByteEdits()
    for module in new {
      let partner = old.first { $0.name == module.name }
      edits.replace(module.range, by: partner.map { base[$0.range] } ?? [])
    }
    for module in lost {
      edits.insert([10] + base[module.range] + [10], at: head.count)
    }
    guard let result = edits.applied(to: head) else { return nil }
    let kept = modules(result).filter { !$0.isFile || !ofBase.contains($0.name) }
    let texts = Set(kept.map { Array(result[$0.range]) })
    return texts == Set(old.map { Array(base[$0.range]) }) ? result : nil
  }

  /// Where they stand.
  static func ranges(_ bytes: [UInt8]) -> [Range<Int>] { modules(bytes).filter { !$0.isFile }.map(\.range) }

  /// The names of modules that stand at the outside without `cfg(test)` right before them.
  private static func plainModules(_ bytes: [UInt8]) -> Set<[UInt8]> {
    guard bytes.firstRange(ofBytes: Array("mod".utf8)) != nil else { return [] }
    let list = SourceTokens(bytes, TestLanguage.rust.lexicon)
    var names: Set<[UInt8]> = []
    var index = 0
    var isOfTests = false
    while index < list.count {
      if list.isMark(index, "#"), list.isMark(index + 1, "[") {
        isOfTests = isOfTests || isTestAttribute(list, index)
        index = list.after(index + 1)
        continue
      }
      if list.word(index) == WordHash("mod"), list.isMark(index + 2, ";") || list.isMark(index + 2, "{") {
        if !isOfTests { names.insert(Array(list.text(index + 1))) }
      }
      let isBracket = list.isMark(index, "{") || list.isMark(index, "(")
      if list.isMark(index, "{") || list.isMark(index, ";") { isOfTests = false }
      index = isBracket ? list.after(index) : index + 1
    }
    return names
  }

  /// By its path alone it is a check, which the base's version or nothing stands for.
  private static func isCheck(_ name: ArraySlice<UInt8>) -> Bool {
    CheckFileKind(RepositoryPath("src/\(String(decoding: name, as: UTF8.self)).rs")) == .test
  }

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
      let isAlone = !list.isMark(index, "#")
      while list.isMark(index, "#"), list.isMark(index + 1, "[") { index = list.after(index + 1) }
      if list.word(index) == WordHash("pub") {
        index += 1
        if list.isMark(index, "(") { index = list.after(index) }
      }
      guard list.word(index) == WordHash("mod") else { continue }
      if list.isMark(index + 2, ";") {
        // `#[path = ...]` names another file.
        if isAlone, isCheck(list.text(index + 1)) {
          let range = Int(list.tokens[start].start)..<Int(list.tokens[index + 2].end)
          found.append(Module(name: Array(list.text(index + 1)), range: range, isFile: true))
        }
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
