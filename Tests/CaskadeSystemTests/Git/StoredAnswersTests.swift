import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

@testable import CaskadeSystem

/// What small questions are answered by is what git answers, or nothing.
final class StoredAnswersTests: XCTestCase {
  private func answers(_ scratch: ScratchRepository) throws -> StoredAnswers {
    try XCTUnwrap(StoredAnswers(objects: ByteString(scratch.url(".git/objects").path)))
  }

  private func filled() throws -> ScratchRepository {
    let scratch = try ScratchRepository()
    for path in [
      "Contracts/a.yaml", "Contracts/closed/b.yaml", "Contracts/approvals/a/dev.approval", "Contracts.txt",
      "Contracts-x/c.yaml", "contracts/d.yaml", "src/Contracts/e.yaml", "a", "a-b", "a.b/c", "a0", "z/y/x/w",
    ] { try scratch.write(path, "\(path)\n") }
    try scratch.link("Contracts/link", to: "a.yaml")
    try scratch.link("linked", to: "Contracts")
    _ = try scratch.shell("chmod +x Contracts/a.yaml")
    try scratch.commit("Begin")
    return scratch
  }

  /// Any path, and every two of them, as `diff-tree` has them.
  func testEntries() throws {
    let scratch = try filled()
    let tree = try XCTUnwrap(ObjectID(scratch.git("rev-parse", "HEAD^{tree}").trimmingCharacters(in: .newlines)))
    let paths = [
      "Contracts/", "Contracts", "Contracts/a.yaml", "Contracts/closed", "Contracts/closed/", "Con", "none", "a",
      "a.b/",
      "a.b/c", "linked", "z", "z/y/", "z/y/x/w", "Contracts/approvals/a/", "src/Contracts/",
    ]
    for first in paths {
      for second in paths {
        let said = try scratch.git(
          "--literal-pathspecs", "diff-tree", "-r", "--no-abbrev", "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
          tree.text,
          "--", first, second)
        let lines = said.split(separator: "\n").map { line -> String in
          let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
          return "\(words[1]) \(words[3]) \(words[5])"
        }
        let found = try answers(scratch).entries(of: tree, at: [Array(first.utf8), Array(second.utf8)])
        XCTAssertEqual(
          found?.map { entry in
            let mode = String(entry.mode.bits, radix: 8)
            return "\(mode) \(entry.id.text) \(entry.path.display)"
          }, lines, "\(first) \(second)")
      }
    }
  }

  /// Every two commits of a history with lines, forks, a merge and a second root: what is answered is git's own answer, and
  /// lines without merges are answered.
  func testForks() throws {
    let scratch = try filled()
    let script = """
      commit() { git commit -q --allow-empty -m "$1"; }
      commit 1; commit 2; git switch -q -c one; commit 3; commit 4; git switch -q main; commit 5
      git switch -q -c two HEAD~1; commit 6; git merge -q --no-edit one; commit 7; git switch -q main; commit 8
      git switch -q --orphan other; commit 9; commit 10; git switch -q main
      """
    _ = try scratch.shell(script)
    func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
    for isPacked in [false, true] {
      if isPacked { try scratch.git("repack", "-q", "-a", "-d") }
      let commits = try lines(scratch.git("rev-list", "--all")).compactMap { ObjectID($0) }
      XCTAssertEqual(commits.count, 12)
      let store = try answers(scratch)
      var answered = 0
      for one in commits {
        for other in commits {
          guard let fork = store.fork(of: one, other) else { continue }
          answered += 1
          let label = "\(one.short) \(other.short), packed: \(isPacked)"
          let bases = try lines(scratch.git("merge-base", "--all", one.text, other.text))
          XCTAssertEqual([fork.meeting.text], bases, label)
          let range = try lines(scratch.git("rev-list", "--topo-order", other.text, "^\(one.text)"))
          XCTAssertEqual(fork.other.map(\.text), range, label)
          XCTAssertEqual(fork.one.map(\.text), store.fork(of: other, one)?.other.map(\.text), label)
        }
      }
      // Of 12 × 12 those of two histories, and those with a merge before the place where they meet, are left to git.
      XCTAssertEqual(answered, 72)
    }
  }

  /// All of a tree, as `ls-tree` has it; that of many folders is left to git.
  func testWholeTrees() throws {
    let scratch = try filled()
    let tree = try XCTUnwrap(ObjectID(scratch.git("rev-parse", "HEAD^{tree}").trimmingCharacters(in: .newlines)))
    let said = try scratch.git("ls-tree", "-r", "-z", tree.text).split(separator: "\0").map { record in
      let words = record.split(whereSeparator: { $0 == " " || $0 == "\t" })
      return "\(words[0]) \(words[2]) \(words[3])"
    }
    let found = try answers(scratch).entries(of: tree, at: nil)
    XCTAssertEqual(
      found?.map { "\(String($0.mode.bits, radix: 8)) \($0.id.text) \($0.path.display)" }, said)
    for number in 0..<24 { try scratch.write("many/\(number)/a", "a\n") }
    try scratch.commit("Many")
    let many = try XCTUnwrap(ObjectID(scratch.git("rev-parse", "HEAD^{tree}").trimmingCharacters(in: .newlines)))
    XCTAssertNil(try answers(scratch).entries(of: many, at: nil))
  }

  func testWhatIsLeftToGit() throws {
    let scratch = try filled()
    let store = try answers(scratch)
    func id(_ name: String) throws -> ObjectID {
      try XCTUnwrap(ObjectID(scratch.git("rev-parse", name).trimmingCharacters(in: .newlines)))
    }
    let (commit, tree, blob) = (try id("HEAD"), try id("HEAD^{tree}"), try id("HEAD:Contracts/a.yaml"))
    XCTAssertEqual(store.trees(of: [commit, commit]), [tree, tree])
    XCTAssertEqual(store.blobs([blob, blob]), [Array("Contracts/a.yaml\n".utf8), Array("Contracts/a.yaml\n".utf8)])
    // Of another kind, not here, too many, or beyond a file.
    XCTAssertNil(store.trees(of: [tree]))
    XCTAssertNil(store.blobs([commit]))
    let none = try XCTUnwrap(ObjectID(String(repeating: "1", count: 40)))
    XCTAssertNil(store.blobs([blob, none]))
    XCTAssertNil(store.trees(of: [none]))
    XCTAssertNil(store.blobs(Array(repeating: blob, count: 33)))
    XCTAssertNil(store.entries(of: tree, at: [Array("a/b".utf8)]))
    XCTAssertNil(store.entries(of: blob, at: [Array("a".utf8)]))
    // Too large, of the form that loose and packed objects have.
    try scratch.write("large.bin", String(repeating: "a line that is long enough\n", count: 12_000))
    try scratch.commit("Large")
    let large = try id("HEAD:large.bin")
    XCTAssertNil(try answers(scratch).blobs([large]))
    try scratch.git("repack", "-q", "-a", "-d")
    XCTAssertNil(try answers(scratch).blobs([large]))
    XCTAssertEqual(try answers(scratch).blobs([blob])?.first, Array("Contracts/a.yaml\n".utf8))
    // A repository of some unusual form.
    try scratch.git("config", "extensions.worktreeConfig", "true")
    XCTAssertNil(StoredAnswers(objects: ByteString(scratch.url(".git/objects").path)))
  }

  /// Trees as git doesn't write them: out of order, a name twice, a name that is a path.
  func testOddTrees() throws {
    let scratch = try filled()
    let blob = try scratch.git("rev-parse", "HEAD:a").trimmingCharacters(in: .newlines)
    let raw = stride(from: 0, to: 40, by: 2).map { place -> String in
      let start = blob.index(blob.startIndex, offsetBy: place)
      return "\\x" + blob[start..<blob.index(start, offsetBy: 2)]
    }.joined()
    for names in [["b", "a"], ["a", "a"], ["x/y"], [".."], ["."], [""]] {
      let entries = names.map { "100644 \($0)\\0\(raw)" }.joined()
      let made = try scratch.shell("printf '\(entries)' | git hash-object -t tree -w --literally --stdin")
      let tree = try XCTUnwrap(ObjectID(made.output.trimmingCharacters(in: .newlines)), made.text)
      XCTAssertNil(try answers(scratch).entries(of: tree, at: [Array("a".utf8)]), "\(names)")
    }
  }
}
