import TestSupport
import XCTest

@testable import CaskadeInspection
@testable import CaskadeSyntax

/// Hunks of a patch, and a file without one of them.
final class ChangeHunkTests: XCTestCase {
  /// A patch's lines: `-3 x` goes from line 3 of the base, `+3 y` comes to line 3 of the head.
  private func hunks(_ lines: [String], in change: Int = 0) -> [ChangeHunk] {
    var collector = HunkCollector()
    for line in lines {
      let words = line.split(separator: " ", maxSplits: 1)
      let number = Int(words[0].dropFirst()) ?? 0
      let text = words.count > 1 ? Array(words[1].utf8) : []
      collector.read(
        PatchReader.Line(change: change, added: line.hasPrefix("+"), number: number, bytes: text[...]))
    }
    collector.close()
    return collector.hunks
  }

  func testHunks() {
    let rows: [Row<[String], [ChangeHunk]>] = [
      Row([], []), Row(["+3 a"], [ChangeHunk(change: 0, old: 3..<3, new: 3..<4)]),
      Row(["-3 a"], [ChangeHunk(change: 0, old: 3..<4, new: 3..<3)]),
      Row(["-3 a", "-4 b", "+3 c"], [ChangeHunk(change: 0, old: 3..<5, new: 3..<4)]),
      Row(
        ["-3 a", "+3 b", "-5 c", "+5 d"],
        [ChangeHunk(change: 0, old: 3..<4, new: 3..<4), ChangeHunk(change: 0, old: 5..<6, new: 5..<6)]),
      // One line goes and, a line further, two come: what lies between tells them apart.
      Row(
        ["-3 a", "+4 b", "+5 c"],
        [ChangeHunk(change: 0, old: 3..<4, new: 3..<3), ChangeHunk(change: 0, old: 5..<5, new: 4..<6)]),
      Row(
        ["+1 a", "+2 b", "-4 c"],
        [ChangeHunk(change: 0, old: 1..<1, new: 1..<3), ChangeHunk(change: 0, old: 4..<5, new: 6..<6)]),
    ]
    for row in rows { XCTAssertEqual(hunks(row.input), row.expected, file: row.file, line: row.line) }
  }

  /// Whatever the two files are: without all hunks, from the last to the first, the head is the base.
  func testWithoutAllHunksItIsTheBase() {
    var random = RepeatableRandom(seed: 12)
    for _ in 0..<300 {
      func text() -> [String] { (0..<(random.next() % 9)).map { _ in ["a", "b", "c"][Int(random.next() % 3)] } }
      let (old, new) = (text(), text())
      let difference = new.difference(from: old)
      let removed = Set(difference.removals.map { if case .remove(let offset, _, _) = $0 { offset } else { -1 } })
      let added = Set(difference.insertions.map { if case .insert(let offset, _, _) = $0 { offset } else { -1 } })
      var lines: [String] = []
      var (one, other) = (0, 0)
      while one < old.count || other < new.count {
        if removed.contains(one), one < old.count {
          lines.append("-\(one + 1) \(old[one])")
          one += 1
        } else if added.contains(other), other < new.count {
          lines.append("+\(other + 1) \(new[other])")
          other += 1
        } else {
          (one, other) = (one + 1, other + 1)
        }
      }
      func bytes(_ lines: [String]) -> [UInt8] { Array(lines.map { "\($0)\n" }.joined().utf8) }
      let base = FileLines(bytes(old))
      var head = bytes(new)
      for hunk in hunks(lines).reversed() { head = hunk.takenBack(from: FileLines(head), to: base) }
      XCTAssertEqual(head, base.bytes, "\(old) \(new)")
    }
  }

  private func tried(_ old: String?, _ new: String?, _ lines: [String], in path: String = "src/a.py") -> [String] {
    let change = Change(
      path: RepositoryPath(path), operation: old == nil ? .create : new == nil ? .delete : .modify,
      oldMode: old == nil ? .absent : .regular, newMode: new == nil ? .absent : .regular, oldID: nil, newID: nil,
      lines: .binary)
    guard TriedHunks.tries(change) else { return ["not tried"] }
    let found = TriedHunks.of(change, hunks(lines), old: old.map { Array($0.utf8) }, new: new.map { Array($0.utf8) })
    return found.tried.map { hunk in
      "\(hunk.new.lowerBound): \(hunk.content.map { String(decoding: $0, as: UTF8.self) } ?? "gone")"
    } + (found.leftOut > 0 ? ["\(found.leftOut) left out"] : [])
  }

  func testWhichAreTried() {
    XCTAssertEqual(tried("a = 1\nb = 2\n", "a = 1\nb = 3\n", ["-2 b = 2", "+2 b = 3"]), ["2: a = 1\nb = 2\n"])
    XCTAssertEqual(tried(nil, "a = 1\n", ["+1 a = 1"]), ["1: gone"])
    XCTAssertEqual(tried("a = 1\n", nil, ["-1 a = 1"]), ["1: a = 1\n"])
    // Comments and white space; where a line begins counts in Python.
    XCTAssertEqual(tried("a = 1\n", "# b\na = 1\n", ["+1 # b"]), ["1 left out"])
    XCTAssertEqual(tried("a = 1\n", "a  =  1 # x\n", ["-1 a = 1", "+1 a  =  1 # x"]), ["1 left out"])
    XCTAssertEqual(tried("a = 1\n", "a = 1\n\n", ["+2 "]), ["1 left out"])
    XCTAssertEqual(
      tried("if x:\n  y()\nz()\n", "if x:\n  y()\n  z()\n", ["-3 z()", "+3   z()"]), ["3: if x:\n  y()\nz()\n"])
    XCTAssertEqual(
      tried("f(1)\n", "  f(1)  // one\n", ["-1 f(1)", "+1   f(1)  // one"], in: "src/a.js"), ["1 left out"])
    XCTAssertEqual(
      tried("/*\n one\n*/\nf()\n", "/*\n two\n*/\nf()\n", ["-2  one", "+2  two"], in: "src/a.js"), ["1 left out"])
    for path in [
      "tests/test_a.py", "README.md", ".github/workflows/ci.yml", ".github/dependabot.yml", ".x.yml", "vendor/a.py",
      "Contracts/a.yaml",
    ] {
      XCTAssertEqual(tried("a = 1\n", "a = 2\n", ["-1 a = 1", "+1 a = 2"], in: path), ["not tried"], path)
    }
  }
}
