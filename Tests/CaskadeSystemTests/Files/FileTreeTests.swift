import CaskadeSystem
import TestSupport
import XCTest

/// Folders: looking, creating, removing, and those that are there for a while.
final class FileTreeTests: XCTestCase {
  private var world: FileWorld!

  override func setUpWithError() throws { world = try FileWorld() }
  override func tearDownWithError() throws { try world.folder.remove() }

  func testLooking() throws {
    try world.file("file")
    try world.folder("folder")
    world.link("dangling", to: "missing")
    world.link("to-folder", to: "folder")
    let bytes = world.folder.path.appending(ByteString(bytes: [0xE9]))
    try AtomicFile.write([], to: bytes, replacing: false)
    let rows: [Row<ByteString, [Bool]>] = [
      Row(world.path("file"), [true, false]), Row(world.path("folder"), [true, true]),
      Row(world.path("dangling"), [true, false]), Row(world.path("to-folder"), [true, true]),
      Row(world.path("missing"), [false, false]), Row(world.path("file/x"), [false, false]),
      Row(bytes, [true, false]), Row("", [false, false]),
      Row(ByteString(bytes: world.path("file").bytes + [0]), [false, false]),
    ]
    for row in rows {
      XCTAssertEqual(
        [FileSystem.exists(row.input), FileSystem.isFolder(row.input)], row.expected, row.input.text, file: row.file,
        line: row.line)
    }
    XCTAssertEqual(try FileSystem.realPath(world.path("to-folder/../file")), world.path("file"))
    XCTAssertEqual(fileError { _ = try FileSystem.realPath(world.path("dangling")) }?.kind, .missing)
    XCTAssertEqual(
      try FileSystem.entries(of: world.folder.path),
      ["dangling", "file", "folder", "to-folder", ByteString(bytes: [0xE9])])
  }

  func testCreatingFolders() throws {
    try FileSystem.createFolders(world.path("a/b/c"))
    try FileSystem.createFolders(world.path("a/b/c"))
    XCTAssertTrue(FileSystem.isFolder(world.path("a/b/c")))
    try world.file("file")
    XCTAssertEqual(fileError { try FileSystem.createFolders(world.path("file")) }?.kind, .exists)
    XCTAssertEqual(fileError { try FileSystem.createFolders(world.path("file/a")) }?.code, ENOTDIR)
  }

  func testRemovingNeverFollowsLinks() throws {
    try world.shell(
      """
      mkdir -p outside victim/a/b victim/locked/inner
      echo precious >outside/file; : >victim/a/b/file; : >victim/locked/inner/file
      ln -s ../outside victim/link; ln -s ../outside/file victim/file; mkfifo victim/fifo
      printf x >"$(printf 'victim/\\351')"
      chmod 0 victim/locked/inner; chmod 500 victim/locked
      """)
    try FileSystem.remove(world.path("victim"))
    XCTAssertEqual(try world.names(), ["outside"])
    XCTAssertEqual(try world.text("outside/file"), "precious\n")
    try FileSystem.remove(world.path("victim"))
    world.link("link", to: "outside")
    try FileSystem.remove(world.path("link"))
    XCTAssertEqual(try world.text("outside/file"), "precious\n")
  }

  func testRemovingDeepFolders() throws {
    try world.shell(
      """
      mkdir deep; cd deep
      i=0; while [ $i -lt 1500 ]; do mkdir nested-folder side; : >file; cd nested-folder; i=$((i+1)); done
      """)
    try FileSystem.remove(world.path("deep"))
    XCTAssertEqual(try world.names(), [])
  }

  func testRemovingWhatCannotBe() throws {
    let error = fileError { try FileSystem.remove("/proc/self") }
    XCTAssertEqual(error?.kind, .failed(.remove))
    XCTAssertEqual(fileError { try FileSystem.remove(ByteString(bytes: [65, 0])) }?.kind, .unusablePath)
  }

  // MARK: Temporary folders

  func testATemporaryFolderIsPrivateAndGoes() throws {
    let folder = try TemporaryFolder(below: world.folder.path.text)
    try world.shell("test \"$(stat -c %a caskade-*)\" = 700")
    XCTAssertTrue(folder.path.text.hasPrefix("\(world.folder.path.text)/caskade-\(getpid())-"), folder.path.text)
    try AtomicFile.write([1], to: folder.path.appending("a"), replacing: false)
    try folder.remove()
    try folder.remove()
    XCTAssertEqual(try world.names(), [])
    XCTAssertEqual(fileError { _ = try TemporaryFolder(below: world.path("missing").text) }?.kind, .missing)
  }

  func testSweepingTakesOldFoldersOfTheDeadAlone() throws {
    // A process that has ended, and was reaped.
    let dead = try Shell.run("echo $$").standardOutput.text.dropLast()
    let kept = [
      "caskade-1-abcdef", "caskade-\(dead)-abcde", "caskade-\(dead)", "caskade-x-abcdef", "other-\(dead)-abcdef",
      "caskade--1-abcdef", "caskade-0-abcdef", "caskade-\(dead)-abcdeg",
    ]
    for name in kept + ["caskade-\(dead)-abcdef"] { try world.folder(name + "/inner") }
    try world.file("caskade-\(dead)-afile0")
    world.link("caskade-\(dead)-alink0", to: "caskade-1-abcdef")
    let own = try TemporaryFolder(below: world.folder.path.text)
    try world.shell("for f in *; do touch -h -d '2 days ago' $f; done; touch caskade-\(dead)-abcdeg")
    let swept = TemporaryFolder.sweep(below: world.folder.path.text, olderThan: .seconds(86400))
    XCTAssertEqual(swept.map(\.text), ["caskade-\(dead)-abcdef"])
    let left =
      kept + [
        "caskade-\(dead)-afile0", "caskade-\(dead)-alink0",
        own.path.text.split(separator: "/").last.map(String.init) ?? "",
      ]
    XCTAssertEqual(try world.names(), left.sorted())
  }
}
