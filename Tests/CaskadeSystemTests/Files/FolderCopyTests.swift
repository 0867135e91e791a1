import CaskadeSystem
import TestSupport
import XCTest

/// A copy of a folder is the same in all that a program could ask, and nobody who writes into it reaches the original.
final class FolderCopyTests: XCTestCase {
  private var world: FileWorld!

  override func setUpWithError() throws { world = try FileWorld() }
  override func tearDownWithError() throws { try world.folder.remove() }

  /// Kind, rights, size, links, time and content of everything, sorted.
  private func state(_ folder: String) throws -> String {
    let script = """
      cd \(folder) && find . -printf '%p %y %m %n %T@ %l\\n' | LC_ALL=C sort
      find . -type f -perm -400 -exec cksum {} + | LC_ALL=C sort
      find . -links +1 -type f -printf '%i\\n' | sort -u | wc -l
      """
    let result = try Shell.run(script) { $0.directory = world.folder.path }
    XCTAssertEqual(result.termination, .exited(0), result.standardError.text)
    return result.standardOutput.text
  }

  private static let tree = """
    mkdir -p a/b/deep a/empty a/locked a/closed 'a/odd name'
    for n in $(seq 300); do echo "file $n" > a/b/$n; done
    head -c 300000 /dev/urandom > a/large; : > a/none
    printf x > "$(printf 'a/\\351')"; echo y > 'a/odd name/y'
    ln a/large a/b/deep/same; ln a/b/7 a/b/deep/seven
    ln -s ../large a/b/link; ln -s /nowhere a/dangling; ln -s b a/to-folder
    mkfifo a/fifo; chmod 755 a/b/1; chmod 400 a/b/2; chmod 4711 a/b/3
    echo z > a/locked/z; touch -d '2001-02-03 04:05:06.789' a/b/4 a/empty a/locked; chmod 555 a/locked
    """

  func testEverythingIsThere() throws {
    try world.shell(Self.tree)
    let before = try state("a")
    try FolderCopy.copy(world.path("a"), to: world.path("copy"))
    XCTAssertEqual(try state("copy"), before)
    XCTAssertEqual(try state("a"), before)
  }

  func testWhoWritesIntoTheCopy() throws {
    try world.shell(Self.tree)
    let before = try state("a")
    try FolderCopy.copy(world.path("a"), to: world.path("copy"))
    try world.shell("cd copy && for f in b/1 b/7 large none; do chmod u+w $f; echo more >> $f; done; rm -rf empty b/2")
    XCTAssertEqual(try state("a"), before)
  }

  /// Rights that keep its owner out are lifted for the copy alone.
  func testWhatItsOwnerMayNotRead() throws {
    try world.shell("mkdir -p a/shut; echo x > a/shut/x; chmod 0 a/shut/x; chmod 300 a/shut")
    try FolderCopy.copy(world.path("a"), to: world.path("copy"))
    try world.shell(
      """
      for f in a copy; do test "$(stat -c %a $f/shut)" = 300; done && chmod 700 a/shut copy/shut
      for f in a copy; do test "$(stat -c %a $f/shut/x)" = 0; done && chmod 600 copy/shut/x && grep -q x copy/shut/x
      """)
  }

  func testWhatCannotBeCopied() throws {
    try world.folder("a")
    try world.folder("there")
    try world.file("a/x", "x")
    try world.file("file")
    XCTAssertEqual(fileError { try FolderCopy.copy(world.path("missing"), to: world.path("copy")) }?.kind, .missing)
    XCTAssertNotNil(fileError { try FolderCopy.copy(world.path("file"), to: world.path("copy")) })
    XCTAssertNotNil(fileError { try FolderCopy.copy(world.path("a"), to: world.path("file")) })
  }
}
