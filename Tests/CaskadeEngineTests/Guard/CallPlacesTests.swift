import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem
import TestSupport
import XCTest

@testable import CaskadeCore
@testable import CaskadeEngine

/// Where the files lie that a call names, by a disk with links, other repositories and patterns.
final class CallPlacesTests: XCTestCase {
  private struct Silence: ProcessRunning {
    func run(_ request: ProcessRequest) throws(ProcessError) -> ProcessResult { ProcessResult(termination: .exited(1)) }

    func run(
      _ request: ProcessRequest, streaming sink: (ArraySlice<UInt8>) -> Void
    ) throws(ProcessError) -> ProcessResult { ProcessResult(termination: .exited(1)) }
  }

  private func shell(_ command: String) -> ToolUse {
    var use = ToolUse(id: nil, line: 1, tool: "Bash", action: .shell)
    use.command = .line(command)
    return use
  }

  private func file(_ path: String, _ operation: ToolFile.Operation = .update) -> ToolUse {
    var use = ToolUse(id: nil, line: 1, tool: "Edit", action: .edit)
    use.files = [ToolFile(path, operation)]
    return use
  }

  func testPlaces() throws {
    let repository = try ScratchRepository()
    let root = repository.folder.path
    for path in ["src/a.txt", "src/keys.txt", "src/.b.txt", "src/sub/c.txt", "other.txt"] {
      try repository.write(path, "x\n")
    }
    try repository.link("src/out", to: "..")
    try repository.link("src/nowhere", to: "/nowhere/at/all")
    try repository.link("src/round", to: "round")
    try repository.link("src/linked", to: "a.txt")
    try repository.write("wt/.git", "gitdir: /nowhere\n")
    let folders = try XCTUnwrap(GitFolders(around: ByteString("\(root)/src/sub")))
    XCTAssertEqual(folders.root.text, root)
    XCTAssertEqual(folders.branch, "main")
    let host = Host(
      arguments: [], environment: ["HOME": "/home/dev", "TMPDIR": "\(root)/src/scratch"], directory: ByteString(root),
      runner: Silence(), interruption: Interruption())
    let places = CallPlaces(folders, host)
    let home = repository.root.path
    // Where this runs, the folder around the repository may lie in the system's folder for temporary files.
    let around = home.hasPrefix("/tmp/") ? "temporary" : "outside"
    let rows: [Row<ToolUse, [String]>] = [
      Row(file("src/a.txt"), ["src/a.txt there"]), Row(file("\(root)/src/new/x"), ["src/new/x"]),
      Row(file("src/../other.txt"), ["other.txt there"]), Row(file("src/new/../../other.txt"), ["other.txt there"]),
      Row(file("src/out/other.txt"), ["other.txt there"]), Row(file("src/out/../x"), ["\(home)/x \(around)"]),
      Row(file("src/linked"), ["src/linked there", "src/a.txt there"]),
      Row(file("src/linked", .delete), ["src/linked there"]),
      Row(file("src/nowhere"), ["src/nowhere there", "/nowhere/at/all outside there"]),
      Row(file("src/round"), ["\(root)/src/round unknown"]), Row(file("~/x"), ["/home/dev/x outside"]),
      Row(file("~other/x"), ["~other/x unknown"]), Row(file("/etc/hosts"), ["/etc/hosts outside there"]),
      Row(file(".git/config"), ["\(root)/.git/config git there"]), Row(file("wt/x"), ["\(root)/wt/x otherWork"]),
      Row(file("."), ["\(root) outside there folder"]),
      Row(shell("echo > src/*.txt"), ["src/.b.txt there", "src/a.txt there", "src/keys.txt there"]),
      Row(shell("echo > src/*.none"), ["src/*.none"]),
      Row(
        shell("rm -r src/sub"), ["src/sub there folder", "src/sub/c.txt there"]),
      Row(shell("cd src && echo > ../other.txt"), ["other.txt there"]),
    ]
    for row in rows {
      var use = row.input
      use.folder = root
      let found = places.places(of: ToolCall(use)).map { place in
        let spot =
          switch place.spot {
          case .inside: ""
          case let other: " \(other)"
          }
        return place.shown + spot + (place.exists ? " there" : "") + (place.isFolder ? " folder" : "")
      }
      XCTAssertEqual(found, row.expected, file: row.file, line: row.line)
    }
  }

  func testAWorktree() throws {
    let repository = try ScratchRepository()
    try repository.write("a.txt", "x\n")
    try repository.commit("Begin")
    try repository.git("worktree", "add", "-q", "-b", "side", "../side")
    let side = repository.root.appendingPathComponent("side").path
    let folders = try XCTUnwrap(GitFolders(around: ByteString(side)))
    XCTAssertEqual(folders.branch, "side")
    XCTAssertEqual(folders.root.text, side)
    XCTAssertEqual(folders.common.text, "\(repository.folder.path)/.git")
    XCTAssertEqual(folders.own.text, "\(repository.folder.path)/.git/worktrees/side")
    XCTAssertNil(GitFolders(around: "/"))
  }
}
