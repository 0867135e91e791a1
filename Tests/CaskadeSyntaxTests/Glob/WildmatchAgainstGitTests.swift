import Foundation
import TestSupport
import XCTest

@testable import CaskadeSyntax

/// git itself as the judge: a folder for each pattern, with an ignore file of the one line `/PATTERN`.
///
/// `check-ignore` also names what lies in an ignored folder, so a path counts as matched when it or a folder above
/// it is. Left out: patterns with a slash at the end (folders only), and those where git up to 2.51
/// forgets the letter before the first `**`.
final class WildmatchAgainstGitTests: XCTestCase {
  private struct Case {
    let pattern: [UInt8]
    let paths: [[UInt8]]
  }

  func testRandomPatterns() throws {
    let seed: UInt64 = 20_260_101
    var random = RepeatableRandom(seed: seed)
    var cases: [Case] = []
    while cases.count < 1500 {
      let pattern = self.pattern(&random)
      guard isComparable(pattern) else { continue }
      cases.append(Case(pattern: pattern, paths: (0..<25).map { _ in self.path(&random) }))
    }
    try compare(cases, "seed \(seed)")
  }

  func testEveryByteInEveryClass() throws {
    let bytes = (UInt8(1)...255).filter { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ".") }.map { [$0] }
    let texts =
      CharacterClass.allCases.flatMap { ["[[:\($0.rawValue):]]", "[![:\($0.rawValue):]]"] }
      + ["?", "*", "[!a]", "[^a]", "[ -~]", "[!-~]", "[,-/]", "[a-z-9]", "[]-a]", "[!]-a]", "[[:digit:]-z]", "[\\]-a]"]
    try compare(texts.map { Case(pattern: Array($0.utf8), paths: bytes) }, "classes")
  }

  private func compare(_ cases: [Case], _ label: String) throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("glob-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    var input = Data()
    for (index, one) in cases.enumerated() {
      let folder = root.appendingPathComponent("\(index)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(Array("/".utf8) + one.pattern + Array("\n".utf8)).write(to: folder.appendingPathComponent(".gitignore"))
      for path in one.paths { input += Data("\(index)/".utf8) + Data(path) + Data([0]) }
    }
    _ = try git(["init", "-q"], in: root)
    let output = try git(["check-ignore", "--no-index", "-z", "--stdin"], in: root, input: input)
    let ignored = Set(output.split(separator: 0).map(Array.init))
    var matched = 0
    for (index, one) in cases.enumerated() {
      let compiled = Wildmatch(one.pattern, .exact)
      for path in one.paths {
        let isMatched = prefixes(path).contains { compiled.matches(WildmatchPath($0)) }
        if isMatched { matched += 1 }
        XCTAssertEqual(
          isMatched, ignored.contains(Array("\(index)/".utf8) + path),
          "\(label): pattern '\(EscapedText.line(one.pattern))' on '\(EscapedText.line(path))'")
      }
    }
    XCTAssertGreaterThan(matched, 500, label)
  }

  private func prefixes(_ path: [UInt8]) -> [[UInt8]] {
    path.indices.filter { path[$0] == UInt8(ascii: "/") }.map { Array(path[..<$0]) } + [path]
  }

  private func isComparable(_ pattern: [UInt8]) -> Bool {
    let text = String(decoding: pattern, as: UTF8.self)
    guard !pattern.isEmpty, !text.hasPrefix("/"), !text.hasSuffix("/"), !text.hasSuffix(" ") else { return false }
    let special = pattern.firstIndex(where: PathPatternCheck.isSpecial) ?? pattern.count
    return special == 0 || pattern[special - 1] == UInt8(ascii: "/") || !pattern[special...].starts(with: "**".utf8)
  }

  private func pattern(_ random: inout RepeatableRandom) -> [UInt8] {
    let pieces = [
      "a", "b", "A", "-", "é", "/", "/", "/", "*", "*", "**", "/**/", "**/", "/**", "?", "[ab]", "[!a]", "[a-",
      "[[:alpha:]]", "[[:upper:]", "[^-b]", "[]a]", "\\", "\\a", "\\*", "]", "[", "!", ".", "{a,b}", "[b-a]",
    ]
    let count = Int.random(in: 1...6, using: &random)
    return (0..<count).flatMap { _ in Array((pieces.randomElement(using: &random) ?? "a").utf8) }
  }

  private func path(_ random: inout RepeatableRandom) -> [UInt8] {
    let names: [[UInt8]] =
      ["a", "b", "ab", "aA", "A", "-", "é", "a.b", "]", "[", "*", "a*", "\\", "!a", "{a,b}"].map { Array($0.utf8) }
      + [[0xE9], [0x61, 0xC3]]
    let count = Int.random(in: 1...4, using: &random)
    return Array((0..<count).map { _ in names.randomElement(using: &random) ?? [] }.joined(separator: "/".utf8))
  }

  private func git(_ arguments: [String], in folder: URL, input: Data = Data()) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-c", "core.excludesFile=/dev/null"] + arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
    ]
    // Files, not pipes: neither side can wait for the other.
    let (inFile, outFile) = (folder.appendingPathComponent(".in"), folder.appendingPathComponent(".out"))
    try input.write(to: inFile)
    try Data().write(to: outFile)
    process.standardInput = try FileHandle(forReadingFrom: inFile)
    process.standardOutput = try FileHandle(forWritingTo: outFile)
    try process.run()
    process.waitUntilExit()
    XCTAssertEqual(process.terminationStatus, 0, "git \(arguments)")
    return try Data(contentsOf: outFile)
  }
}
