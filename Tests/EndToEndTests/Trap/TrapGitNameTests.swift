import Foundation
import TestSupport
import XCTest

/// Trees of the branch that hold what git never checks out: names that git or some disk takes for `.git`, and components
/// that are no names at all.
final class TrapGitNameTests: XCTestCase {
  /// One file in a folder of each such name, inside the allowed paths, with commands that would need a checkout.
  func testTreesThatHoldGitLikeNames() throws {
    let names = [
      ".git", ".GIT", ".Git", "git~1", "GIT~1", ".g\u{200C}it", ".gi\u{FEFF}t", ".git ", ".git::$INDEX_ALLOCATION",
    ]
    for name in names {
      let world = try TrapWorld(contract: ContractText.small)
      try world.commit(name, below: "src/")
      let text = try world.repository.caskade("check", "--head", "work").text
      XCTAssertTrue(
        text.contains(
          """
          src/\(shown(name))/x: error: created, and git or some disks take a part of its name for '.git' [protected.git-name]
            hint: make the commits again without it: no contract can allow the name, and git refuses to check it out
          """), text)
      XCTAssertTrue(text.contains("FAIL      protected    1 protected file changed"), text)
      XCTAssertTrue(
        text.contains("unproven  validation   not run: the head holds a name that git refuses to check out"), text)
      XCTAssertTrue(text.contains("Contract broken: 1 finding\n"), text)
      XCTAssertTrue(text.contains("[exit status: 1]"), text)
    }
  }

  /// A name is judged like any other, too: outside the paths it breaks `scope` with the same finding.
  func testGitLikeNamesOutsideTheScope() throws {
    let world = try TrapWorld()
    try world.commit(".GIT", below: "")
    XCTAssertEqual(
      try world.judgement(["--head", "work"]),
      """
      broken
      create 100644 .GIT/x
      ! .GIT/x [protected.git-name]
      """)
    let text = try world.repository.caskade("check", "--head", "work").output
    XCTAssertTrue(text.contains("FAIL      scope        0 of 1 changed file is inside the approved paths"), text)
    XCTAssertTrue(text.contains("  also: created, outside the approved paths [scope.outside]\n"), text)
    // Gone again, it is in the history that is pushed.
    try world.repository.git("update-ref", "refs/heads/work", "main")
    try world.commit(".GIT", below: "src/")
    try world.repository.git(
      "update-ref", "refs/heads/work", world.id(["commit-tree", "-p", "work", "-m", "y", "main^{tree}"])
    )
    try world.commit("ok", below: "src/")
    XCTAssertEqual(
      try world.judgement(["--head", "work"]),
      """
      kept
      create 100644 src/ok/x
      ? src/.GIT/x [scope.changed-and-back]
      """)
  }

  /// What git can't hold at all has no one meaning: nobody can say which file it is, so nothing is judged.
  func testComponentsThatAreNoNames() throws {
    for (name, reason) in [
      ("..", "git diff-tree gave an answer that can't be read: a tree holds a path with a component that is empty"),
      (".", "git diff-tree gave an answer that can't be read: a tree holds a path with a component that is empty"),
      ("", "empty filename in tree entry"),
    ] {
      let world = try TrapWorld()
      try world.commit(name, below: "")
      let transcript = try world.repository.caskade("check", "--head", "work")
      XCTAssertEqual(transcript.status, 2, "'\(name)': \(transcript.text)")
      XCTAssertTrue(transcript.errors.contains(reason), transcript.errors)
    }
  }

  private func shown(_ name: String) -> String {
    name.unicodeScalars.map { $0.value < 0x80 ? String($0) : "\\u{\(String($0.value, radix: 16, uppercase: true))}" }
      .joined()
  }
}

extension TrapWorld {
  /// Commits to `work`, through objects alone, a file `x` in a folder of this name.
  fileprivate func commit(_ name: String, below folder: String) throws {
    let blob = try id(["hash-object", "-w", "src/a.txt"])
    try write([Entry(mode: "100644", name: "x", id: blob)], to: "tree")
    var tree = try id(["hash-object", "-w", "-t", "tree", "--literally", "tree"])
    var names = folder.split(separator: "/").map(String.init)
    var added = name
    while true {
      let place = names.isEmpty ? "work^{tree}" : "work:\(names.joined(separator: "/"))"
      var entries = try entries(of: place).filter { $0.name != added }
      entries.append(Entry(mode: "40000", name: added, id: tree))
      try write(entries, to: "tree")
      tree = try id(["hash-object", "-w", "-t", "tree", "--literally", "tree"])
      guard let last = names.popLast() else { break }
      added = last
    }
    try repository.remove("tree")
    try repository.git("update-ref", "refs/heads/work", id(["commit-tree", "-p", "work", "-m", "x", tree]))
  }

  private struct Entry {
    let mode: String
    let name: String
    let id: String

    /// Git sorts a folder as if its name ended with a slash.
    var key: [UInt8] { Array(name.utf8) + (mode == "40000" ? [UInt8(ascii: "/")] : []) }
    var bytes: [UInt8] {
      let digits = Array(id)
      let binary = stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...($0 + 1)]), radix: 16) ?? 0 }
      return Array("\(mode) \(name)\0".utf8) + binary
    }
  }

  private func entries(of tree: String) throws -> [Entry] {
    try repository.git("ls-tree", "-z", tree).split(separator: "\0").map { record in
      let parts = record.split(separator: "\t", maxSplits: 1)
      let words = parts[0].split(separator: " ").map(String.init)
      return Entry(mode: words[0] == "040000" ? "40000" : words[0], name: String(parts[1]), id: words[2])
    }
  }

  private func write(_ entries: [Entry], to file: String) throws {
    let sorted = entries.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    try Data(sorted.flatMap(\.bytes)).write(to: repository.url(file))
  }

  fileprivate func id(_ arguments: [String]) throws -> String {
    let words = arguments.map { "'\($0)'" }.joined(separator: " ")
    let result = try repository.shell("git \(words)")
    XCTAssertEqual(result.status, 0, result.text)
    return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
