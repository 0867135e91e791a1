import CaskadeSyntax

/// Finds code that takes the modules of a test runner, or of what tests assert with, by a name of its own, and changes
/// them: `import unittest as u` and `u.TestCase.assertEqual = ...`.
enum RunnerTampering {
  struct Found: Equatable {
    /// As a person writes it: `u.TestCase.assertEqual =`.
    let shown: String
    let line: Int
  }

  /// By its first name, up to a dot or a slash.
  private static let python: Set<String> = ["pytest", "_pytest", "unittest", "nose", "nose2", "pluggy"]
  private static let javascript: Set<String> = [
    "assert", "assert/strict", "node:assert", "node:assert/strict", "node:test", "chai", "expect", "vitest",
    "@vitest/expect", "@jest/globals", "@jest/expect", "mocha", "ava", "tap", "should",
  ]
  private static let changing: [(WordHash, String)] = [
    "setattr", "__setattr__", "assign", "defineProperty", "defineProperties", "set",
  ].map { (WordHash($0), $0) }
  private static let owners = WordSet("Object Reflect type object super patch mock")

  /// - Parameter lines: those that the change adds, of which some may take such a module in.
  static func all(in list: SourceTokens, _ language: TestLanguage, lines: Set<Int>) -> [Found] {
    let names = names(list, language, lines)
    guard !names.isEmpty else { return [] }
    var found: [Found] = []
    for index in 0..<list.count {
      guard let word = list.word(index), names.contains(word), !list.isMark(index - 1, ".") else { continue }
      guard let shown = assigned(list, index) ?? handedOver(list, index) else { continue }
      if found.last?.line != list.line(index) { found.append(Found(shown: shown, line: list.line(index))) }
    }
    return found
  }

  // MARK: Names

  private static func names(_ list: SourceTokens, _ language: TestLanguage, _ lines: Set<Int>) -> Set<WordHash> {
    var names: Set<WordHash> = []
    for index in 0..<list.count where lines.contains(list.line(index)) {
      switch language {
      case .python: names.formUnion(pythonNames(list, index))
      case .javascript: names.formUnion(javascriptNames(list, index))
      case .swift, .go, .rust, .jvm: return []
      }
    }
    return names
  }

  private static let (importing, from, aliased) = (WordHash("import"), WordHash("from"), WordHash("as"))
  private static let require = WordHash("require")
  private static let loading = WordSet("__import__ import_module")

  private static func pythonNames(_ list: SourceTokens, _ index: Int) -> [WordHash] {
    if let word = list.word(index), loading.contains(word), list.isMark(index + 1, "("),
      let name = string(list, index + 2), let first = name.split(separator: ".").first, python.contains(String(first))
    {
      return bound(list, before: index)
    }
    guard list.word(index) == importing else { return [] }
    let end = list.logicalLineEnd(index)
    if list.beginsLine(index) || list.isMark(index - 1, ";") || list.isMark(index - 1, ":") {
      guard isModule(list, index + 1, python) else { return [] }
      var place = index + 1
      while place < end, list.word(place) != aliased { place += 1 }
      return [list.word(place + 1 < end ? place + 1 : index + 1)].compactMap { $0 }
    }
    // `from unittest import case as c, result`
    var start = index
    while start > 0, list.word(start) != from, list.line(start - 1) == list.line(index) { start -= 1 }
    guard list.word(start) == from, isModule(list, start + 1, python) else { return [] }
    return (index + 1..<max(index + 1, end)).compactMap { place in
      list.word(place + 1) == aliased || list.word(place) == aliased ? nil : list.word(place)
    }
  }

  private static func javascriptNames(_ list: SourceTokens, _ index: Int) -> [WordHash] {
    guard list.word(index) == require || list.word(index) == from || list.word(index) == importing else { return [] }
    let isCall = list.isMark(index + 1, "(")
    guard let name = string(list, isCall ? index + 2 : index + 1), javascript.contains(name) else { return [] }
    if list.word(index) == from { return bound(list, before: index, to: importing) }
    return isCall ? bound(list, before: index) : []
  }

  /// The names that stand on the line before a value: `const { ok, equal: same } = `, `import * as a `.
  private static func bound(_ list: SourceTokens, before index: Int, to first: WordHash? = nil) -> [WordHash] {
    var names: [WordHash] = []
    var place = index - 1
    var isBehind = first != nil
    while place >= 0, list.line(place) == list.line(index) {
      if let first, list.word(place) == first { break }
      if first == nil, isBehind, list.isMark(place, ";") { break }
      if list.isMark(place, "="), !isBehind {
        isBehind = true
      } else if isBehind, let word = list.word(place), !declaring.contains(word) {
        names.append(word)
      }
      place -= 1
    }
    return names
  }

  private static let declaring = WordSet("const let var as type default await")

  private static func isModule(_ list: SourceTokens, _ index: Int, _ modules: Set<String>) -> Bool {
    list.word(index) != nil && modules.contains(String(decoding: list.text(index), as: UTF8.self))
  }

  private static func string(_ list: SourceTokens, _ index: Int) -> String? {
    guard list.isString(index) else { return nil }
    return String(decoding: list.text(index).filter { !ByteSet.quotes.contains($0) }, as: UTF8.self)
  }

  // MARK: Changes

  /// `a.b.c =` and `a[key] =`, at the name that begins it.
  private static func assigned(_ list: SourceTokens, _ index: Int) -> String? {
    var place = index + 1
    var shown = String(decoding: list.text(index), as: UTF8.self)
    while true {
      if list.isMark(place, "."), list.word(place + 1) != nil {
        shown += "." + String(decoding: list.text(place + 1), as: UTF8.self)
        place += 2
      } else if list.isMark(place, "["), list.line(place) == list.line(place - 1) {
        shown += "[...]"
        place = list.after(place)
      } else {
        break
      }
    }
    guard place > index + 1, list.isMark(place, "="), !list.isMark(place + 1, "="), !list.isMark(place + 1, ">")
    else { return nil }
    return shown + " ="
  }

  /// `setattr(a.b, ...)`, `Object.assign(a, ...)`: the first of what is handed over.
  private static func handedOver(_ list: SourceTokens, _ index: Int) -> String? {
    guard list.isMark(index - 1, "("), let call = changing.first(where: { $0.0 == list.word(index - 2) }) else {
      return nil
    }
    let owner = list.isMark(index - 3, ".") ? list.word(index - 4) : nil
    guard call.1 == "setattr" || owner.map(owners.contains) ?? false else { return nil }
    let before = owner == nil ? "" : String(decoding: list.text(index - 4), as: UTF8.self) + "."
    return "\(before)\(call.1)(\(String(decoding: list.text(index), as: UTF8.self))"
  }
}
