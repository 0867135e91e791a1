import CaskadeSyntax

/// Files among the product that assert for the checks, and that nothing but checks takes in: `src/testing/expect.py`,
/// `internal/check/check.go`.
///
/// By its words alone a file may as well be the product, a leaf that only its own tests know. So the commands are tried
/// with the base's version of it and with the branch's.
struct CheckHelpers {
  /// More changed files than these aren't looked at, nor more of the base that may take them in.
  private static let mostChanged = 200
  private static let mostTakers = 2_000

  private let languages: [RepositoryPath: HelperLanguage]
  /// That assert something, as the base has them.
  private(set) var asserting: [RepositoryPath] = []
  private var isSettled = false

  /// - Parameter changed: files that are no checks, and that the base has.
  init(_ changed: [RepositoryPath]) {
    var languages: [RepositoryPath: HelperLanguage] = [:]
    for path in changed where !CheckFolder(of: path).isVendored { languages[path] = HelperLanguage(path) }
    self.languages = languages.count <= Self.mostChanged ? languages : [:]
  }

  /// Whose content is needed first.
  var candidates: [RepositoryPath] { languages.keys.sorted() }

  /// What is needed once the candidates were read: whatever of the base may take them in.
  mutating func takers(_ content: (RepositoryPath) -> [UInt8]?, _ base: TreePaths) -> [RepositoryPath] {
    guard !isSettled else { return [] }
    isSettled = true
    asserting = candidates.filter { path in
      guard let language = languages[path], let bytes = content(path) else { return false }
      return language.asserts(bytes)
    }
    guard !asserting.isEmpty else { return [] }
    let wanted = Set(asserting.compactMap { languages[$0] })
    let takers = base.files(below: RepositoryPath(bytes: [])).filter { path in
      HelperLanguage(path).map(wanted.contains) ?? false && !CheckFolder(of: path).isVendored
    }
    guard takers.count <= Self.mostTakers else {
      asserting = []
      return []
    }
    return takers
  }

  /// Those that some check takes in, and nothing else.
  func serving(_ content: (RepositoryPath) -> [UInt8]?, _ base: TreePaths) -> Set<RepositoryPath> {
    var open: [RepositoryPath: (name: [UInt8], language: HelperLanguage)] = [:]
    for path in asserting {
      guard let language = languages[path], let name = language.name(of: path) else { continue }
      open[path] = (name, language)
    }
    guard !open.isEmpty else { return [] }
    let others = Set(asserting)
    var taken: Set<RepositoryPath> = []
    for taker in base.files(below: RepositoryPath(bytes: [])) where !others.contains(taker) {
      guard let language = HelperLanguage(taker), let bytes = content(taker) else { continue }
      let isCheck = CheckFileKind(taker) != nil
      for (path, helper) in open where helper.language == language {
        // The files of a package need not take each other in.
        if language == .go, taker.parent == path.parent, !isCheck { continue }
        guard language.takes(helper.name, in: bytes) else { continue }
        if isCheck { taken.insert(path) } else { open[path] = nil }
      }
    }
    return taken.intersection(open.keys)
  }
}

/// A language of which one can tell, by a file's lines, which others it takes in.
///
/// Sources: the references of the languages, for their imports.
enum HelperLanguage: Hashable {
  case python, javascript, go, ruby, rust, php

  init?(_ path: RepositoryPath) {
    guard let dot = path.name.lastIndex(of: UInt8(ascii: ".")), dot > path.name.startIndex else { return nil }
    switch String(decoding: path.name[(dot + 1)...], as: UTF8.self) {
    case "py": self = .python
    case "js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts": self = .javascript
    case "go": self = .go
    case "rb": self = .ruby
    case "rs": self = .rust
    case "php": self = .php
    default: return nil
    }
  }

  /// What others call it by; nil where that is no name of its own.
  func name(of path: RepositoryPath) -> [UInt8]? {
    let folder = path.parent.map { Array($0.name) } ?? []
    let stem = Array(path.name.prefix { $0 != UInt8(ascii: ".") })
    let isFolders = self == .go || ["__init__", "index", "mod"].contains(String(decoding: stem, as: UTF8.self))
    let name = isFolders ? folder : stem
    return name.count > 1 && !["lib", "main", "src"].contains(String(decoding: name, as: UTF8.self)) ? name : nil
  }

  /// Whether it has words by which something is asserted for tests.
  func asserts(_ bytes: [UInt8]) -> Bool {
    func holds(_ words: [[UInt8]]) -> Bool { words.contains { bytes.firstRange(ofBytes: $0) != nil } }
    return holds(asserting) && !(self == .rust && holds(Self.ownTests))
  }

  private static let ownTests = ["#[test]", "cfg(test)"].map { Array($0.utf8) }

  private var asserting: [[UInt8]] {
    switch self {
    case .python: Self.ofPython
    case .javascript: Self.ofJavaScript
    case .go: Self.ofGo
    case .ruby: Self.ofRuby
    case .rust: Self.ofRust
    case .php: Self.ofPHP
    }
  }

  private static let ofPython = [
    "import pytest", "from pytest", "import unittest", "from unittest", "AssertionError", "def assert", "def check_",
    "def expect", "def verify_",
  ].map { Array($0.utf8) }
  private static let ofJavaScript = [
    "node:assert", "require('assert", "require(\"assert", "from 'assert", "from \"assert", "'chai'", "\"chai\"",
    "'vitest'", "\"vitest\"", "@jest/", "node:test", "expect(", "AssertionError",
  ].map { Array($0.utf8) }
  private static let ofGo = ["\"testing\"", "Fatalf(string", "Errorf(string", "Fatal(...", "FailNow()"].map {
    Array($0.utf8)
  }
  private static let ofRuby = ["Minitest", "RSpec", "Test::Unit", "def assert", "expect("].map { Array($0.utf8) }
  private static let ofRust = ["assert!(", "assert_eq!(", "assert_ne!(", "panic!("].map { Array($0.utf8) }
  private static let ofPHP = ["PHPUnit\\", "function assert"].map { Array($0.utf8) }

  /// Whether a file takes in what is called so: as a word of a line that imports, by itself on a line of such a list, or
  /// as the last part of a name in quotes.
  func takes(_ name: [UInt8], in bytes: [UInt8]) -> Bool {
    guard bytes.firstRange(ofBytes: name) != nil else { return false }
    return bytes.split(whereSeparator: ByteSet.breaks.contains).contains { line in takes(name, line: line) }
  }

  private func takes(_ name: [UInt8], line: ArraySlice<UInt8>) -> Bool {
    var rest = line
    while let found = rest.firstRange(ofBytes: name) {
      let before = found.lowerBound > line.startIndex ? line[found.lowerBound - 1] : 0
      let after = found.upperBound < line.endIndex ? line[found.upperBound] : 0
      rest = line[found.upperBound...]
      guard !ByteSet.word.contains(before), !ByteSet.word.contains(after) else { continue }
      let isQuoted = ByteSet.quotes.contains(after) || after == UInt8(ascii: ".")
      if ByteSet.quotes.contains(before) || before == UInt8(ascii: "/") || before == UInt8(ascii: "."), isQuoted {
        return true
      }
      if self == .rust, after == UInt8(ascii: ":") { return true }
      let others = line.filter { ByteSet.word.contains($0) }
      if others == name, self != .rust, after == UInt8(ascii: ",") || after == 0 { return true }
      if importing.contains(where: { line.firstRange(ofBytes: $0) != nil }) { return true }
    }
    return false
  }

  private var importing: [[UInt8]] {
    switch self {
    case .python: Self.wordsOfPython
    case .javascript, .go: []
    case .ruby: Self.wordsOfRuby
    case .rust: Self.wordsOfRust
    case .php: Self.wordsOfPHP
    }
  }

  private static let wordsOfPython = ["import "].map { Array($0.utf8) }
  private static let wordsOfRuby = ["require", "load "].map { Array($0.utf8) }
  private static let wordsOfRust = ["use "].map { Array($0.utf8) }
  private static let wordsOfPHP = ["use ", "require", "include"].map { Array($0.utf8) }
}
