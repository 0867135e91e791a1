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

  /// Whether a file is of a language that is read here.
  static func reads(_ path: RepositoryPath) -> Bool {
    TestLanguage(fileName: path.name).map { $0 == .python || $0 == .javascript } ?? false
  }

  static func all(in list: SourceTokens, _ language: TestLanguage) -> [Found] {
    let names = names(list, language)
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

  private static func names(_ list: SourceTokens, _ language: TestLanguage) -> Set<WordHash> {
    var names: Set<WordHash> = []
    for index in 0..<list.count {
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
      return assignedNames(list, before: index)
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
    if list.word(index) == from { return importedNames(list, before: index) }
    return isCall ? assignedNames(list, before: index) : []
  }

  /// The names between `import` and `from`: `import * as a from`, `import b, { c as d } from`.
  private static func importedNames(_ list: SourceTokens, before index: Int) -> [WordHash] {
    var names: [WordHash] = []
    var place = index - 1
    while place >= 0, list.line(place) == list.line(index), list.word(place) != importing {
      if let word = list.word(place), !declaring.contains(word) { names.append(word) }
      place -= 1
    }
    return names
  }

  /// The names that a value is given: `const a = `, `const { b, c: d } = `. A member of something else, as in `this.a = `, is
  /// no name of its own.
  private static func assignedNames(_ list: SourceTokens, before index: Int) -> [WordHash] {
    var place = index - 1
    if list.word(place) == WordHash("await") { place -= 1 }
    guard list.isMark(place, "=") else { return [] }
    place -= 1
    guard list.isMark(place, "}") else {
      guard let word = list.word(place), !list.isMark(place - 1, ".") else { return [] }
      return [word]
    }
    var names: [WordHash] = []
    while place >= 0, !list.isMark(place, "{"), list.line(place) == list.line(index) {
      if let word = list.word(place), !list.isMark(place + 1, ":") { names.append(word) }
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
