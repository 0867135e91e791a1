import CaskadeSyntax

/// A language of which one can tell, by a file's lines, which others it takes in.
///
/// Sources: the references of the languages, for their imports.
enum AssertingLanguage: Hashable {
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
    if self == .rust, holds(Self.ownTests) { return false }
    return holds(asserting) || onlyComplains(bytes)
  }

  /// Whether its code may complain, and gives nothing back: no product is of use so.
  private func onlyComplains(_ bytes: [UInt8]) -> Bool {
    let complaint: String
    switch self {
    case .python: complaint = "assert "
    case .javascript: complaint = "throw new "
    case .go, .ruby, .rust, .php: return false
    }
    var complains = false
    for line in bytes.split(whereSeparator: ByteSet.breaks.contains) {
      let code = line.drop { $0 == 0x20 || $0 == 0x09 }
      if Self.results.contains(where: { code.firstRange(ofBytes: $0) != nil }) { return false }
      complains = complains || Self.holds(code, complaint)
    }
    return complains
  }

  /// At the beginning of a line, or behind what decides about it.
  private static func holds(_ code: ArraySlice<UInt8>, _ word: String) -> Bool {
    code.starts(with: word.utf8) || code.firstRange(ofBytes: Array(" \(word)".utf8)) != nil
  }

  private static let results = ["return", "yield", "=>", "class "].map { Array($0.utf8) }

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
