import TestSupport
import XCTest

@testable import CaskadeInspection
@testable import CaskadeSyntax

final class PatchReaderTests: XCTestCase {
  private static let id = ObjectID(String(repeating: "1", count: 40))

  private func change(_ path: String, _ old: FileMode = .regular, _ new: FileMode = .regular) -> Change {
    Change(path: RepositoryPath(path), operation: .modify, oldMode: old, newMode: new, oldID: Self.id, newID: Self.id)
  }

  /// `0+1:text` for line 1 added to change 0.
  private func read(
    _ patch: String, _ changes: [Change], portion: Int? = nil
  ) throws -> (lines: [Change.Lines], seen: [String]) {
    var reader = PatchReader(changes: changes)
    var seen: [String] = []
    let bytes = Array(patch.utf8)
    for start in stride(from: 0, to: bytes.count, by: portion ?? max(bytes.count, 1)) {
      try reader.consume(bytes[start..<min(start + (portion ?? bytes.count), bytes.count)]) { line in
        let text = String(decoding: line.bytes, as: UTF8.self)
        seen.append("\(line.change)\(line.added ? "+" : "-")\(line.number):\(text)")
      }
    }
    return (try reader.finish(), seen)
  }

  private static let hostile = """
    diff --git a/a b/a
    index 1..2 100644
    --- a/a
    +++ b/a
    @@ -3,4 +3,6 @@ func x()
    ---- a/b
    --@@ -1 +1 @@
    -diff --git a/b b/b
    -
    \\ No newline at end of file
    ++++ b/b
    +diff --git a/b b/b
    +@@ -0,0 +1,99 @@
    +\\ No newline at end of file
    +Binary files a/b and b/b differ
    +-x
    @@ -20,0 +23 @@
    +last
    \\ No newline at end of file
    diff --git a/b b/b
    index 1..2 100644
    --- a/b
    +++ b/b
    @@ -1 +1 @@
    -old
    +new

    """

  func testContentThatLooksLikeAPatchAtEveryPortion() throws {
    let changes = [change("a"), change("b")]
    let expected = [
      "0-3:--- a/b", "0-4:-@@ -1 +1 @@", "0-5:diff --git a/b b/b", "0-6:", "0+3:+++ b/b", "0+4:diff --git a/b b/b",
      "0+5:@@ -0,0 +1,99 @@", "0+6:\\ No newline at end of file", "0+7:Binary files a/b and b/b differ", "0+8:-x",
      "0+23:last", "1-1:old", "1+1:new",
    ]
    for portion in 1...Self.hostile.utf8.count {
      let (lines, seen) = try read(Self.hostile, changes, portion: portion)
      XCTAssertEqual(seen, expected, "portions of \(portion)")
      XCTAssertEqual(lines, [.counted(added: 7, deleted: 4), .counted(added: 1, deleted: 1)], "portions of \(portion)")
    }
  }

  func testContext() throws {
    let patch = """
      diff --git a/a b/a
      index 1..2 100644
      --- a/a
      +++ b/a
      @@ -3,4 +3,4 @@
       - kept
      -old
      +new
       + kept
      -end
      \\ No newline at end of file
      +end
      @@ -20,2 +20 @@
      -gone
       last
      \\ No newline at end of file

      """
    let (lines, seen) = try read(patch, [change("a")])
    XCTAssertEqual(seen, ["0-4:old", "0+4:new", "0-6:end", "0+6:end", "0-20:gone"])
    XCTAssertEqual(lines, [.counted(added: 2, deleted: 3)])
  }

  func testSectionsWithoutLines() throws {
    let patch = """
      diff --git a/mode b/mode
      old mode 100644
      new mode 100755
      diff --git a/empty b/empty
      new file mode 100644
      index 0..1
      diff --git a/picture b/picture
      index 1..2 100644
      Binary files a/picture and b/picture differ
      diff --git a/swap b/swap
      deleted file mode 100644
      index 1..0
      --- a/swap
      +++ /dev/null
      @@ -1,2 +0,0 @@
      -one
      -two
      diff --git a/swap b/swap
      new file mode 120000
      index 0..2
      --- /dev/null
      +++ b/swap
      @@ -0,0 +1 @@
      +target
      \\ No newline at end of file

      """
    let changes = [
      change("mode", .regular, .executable), change("empty", .absent), change("picture"),
      change("swap", .regular, .symlink),
    ]
    let (lines, seen) = try read(patch, changes)
    XCTAssertEqual(
      lines,
      [.counted(added: 0, deleted: 0), .counted(added: 0, deleted: 0), .binary, .counted(added: 1, deleted: 2)])
    XCTAssertEqual(seen, ["3-1:one", "3-2:two", "3+1:target"])
  }

  func testWhatIsRefused() {
    let head = "diff --git a/a b/a\n--- a/a\n+++ b/a\n"
    let rows: [Row<String, PatchError>] = [
      Row("", PatchError(kind: .tooFewSections(expected: 1, found: 0), line: 0)),
      Row(head + head, PatchError(kind: .tooManySections, line: 4)),
      Row(head + "@@ -1 +1 @@\n-a\n", PatchError(kind: .truncated, line: 5)),
      Row(head + "@@ -1 +1 @@\n-a\n+b", PatchError(kind: .truncated, line: 5)),
      Row(head + "@@ -1 +1 @@\n+b\n-a\n", PatchError(kind: .unexpectedLine, line: 6)),
      Row(head + "@@ -1 +1 @@\n-a\n+b\n+c\n", PatchError(kind: .unexpectedLine, line: 7)),
      Row(head + "@@ -1,2 +1,2 @@\n+b\n-a\n c\n", PatchError(kind: .unexpectedLine, line: 6)),
      Row(head + "@@ -1,2 +0,0 @@\n-a\n\\ No newline at end of file\n-b\n", PatchError(kind: .unexpectedLine, line: 6)),
      Row(head + "@@ -1 +1 @@\n\\ No newline\n-a\n+b\n", PatchError(kind: .unexpectedLine, line: 5)),
      Row("\\ No newline\n" + head, PatchError(kind: .unexpectedLine, line: 1)),
      Row(head + "\\ No newline\n", PatchError(kind: .unexpectedLine, line: 4)),
      Row("@@ -1 +1 @@\n-a\n+b\n", PatchError(kind: .unexpectedLine, line: 1)),
      Row("Binary files a and b differ\n", PatchError(kind: .unexpectedLine, line: 1)),
      Row(head + "GIT binary patch\n", PatchError(kind: .unexpectedLine, line: 4)),
      Row(head + "@@ -x +1 @@\n", PatchError(kind: .unexpectedLine, line: 4)),
      Row(head + "@@ -1 1 @@\n", PatchError(kind: .unexpectedLine, line: 4)),
      Row(head + "@@ -1, +1 @@\n", PatchError(kind: .unexpectedLine, line: 4)),
      Row(head + "@@ -1 +99999999999999999999 @@\n", PatchError(kind: .unexpectedLine, line: 4)),
      Row(head + "@@@ -1 -1 +1 @@@\n", PatchError(kind: .unexpectedLine, line: 4)),
      Row("warning: something\n" + head, PatchError(kind: .unexpectedLine, line: 1)),
      Row("a change is missing\n", PatchError(kind: .unexpectedLine, line: 1)),
    ]
    for row in rows {
      XCTAssertThrowsError(try read(row.input, [change("a")]), row.input, file: row.file, line: row.line) { error in
        XCTAssertEqual(error as? PatchError, row.expected, row.input, file: row.file, line: row.line)
      }
    }
    XCTAssertThrowsError(try read(head, [change("a", .regular, .symlink)])) { error in
      XCTAssertEqual((error as? PatchError)?.kind, .tooFewSections(expected: 1, found: 1))
    }
  }

  func testTruncatedAndMutatedPatchesNeverTrap() {
    let changes = [change("a"), change("b")]
    let bytes = Array(Self.hostile.utf8)
    // What is cut before the last section's hunk lacks nothing that a patch announces.
    let last = "--- a/b\n+++ b/b\n@@ -1 +1 @@\n-old\n+new\n"
    let wholes = [last, String(last.dropFirst(8)), String(last.dropFirst(16)), "index 1..2 100644\n" + last]
    for count in bytes.indices {
      let isWhole = wholes.contains { bytes.count - count == $0.utf8.count }
      let text = String(decoding: bytes[..<count], as: UTF8.self)
      XCTAssertEqual((try? read(text, changes)) != nil, isWhole, "\(count) bytes")
    }
    var random = RepeatableRandom(seed: 7)
    var refused = 0
    for _ in 0..<3_000 {
      var mutated = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        mutated[Int.random(in: mutated.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      var reader = PatchReader(changes: changes)
      do {
        try reader.consume(mutated[...]) { XCTAssertTrue(changes.indices.contains($0.change)) }
        let lines = try reader.finish()
        XCTAssertEqual(lines.count, changes.count)
      } catch {
        refused += 1
      }
    }
    XCTAssertGreaterThan(refused, 1_000)
  }

  /// A line of many portions is gathered once, not anew with each.
  func testALongLineTakesLinearTime() throws {
    let head = Array("diff --git a/a b/a\n@@ -0,0 +1 @@\n+".utf8)
    let portion = [UInt8](repeating: 0x61, count: 4_000)
    let growth = try TimeGrowth(from: 125) {
      $0
    } _: { portions in
      var reader = PatchReader(changes: [change("a")])
      var seen = 0
      try reader.consume(head[...]) { seen += $0.bytes.count }
      for _ in 0..<portions { try reader.consume(portion[...]) { seen += $0.bytes.count } }
      try reader.consume([0x0A][...]) { seen += $0.bytes.count }
      XCTAssertEqual(try reader.finish(), [.counted(added: 1, deleted: 0)])
      XCTAssertEqual(seen, portions * portion.count)
    }
    XCTAssertTrue(growth.isLinear, "\(growth)")
  }
}
