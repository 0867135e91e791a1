import CaskadeSystem
import TestSupport
import XCTest

/// Reading and writing single files.
final class FileTests: XCTestCase {
  private var world: FileWorld!

  override func setUpWithError() throws { world = try FileWorld() }
  override func tearDownWithError() throws { try world.folder.remove() }

  // MARK: Reading

  func testReadsUpToTheLimit() throws {
    let path = try world.file("a", "12345")
    XCTAssertEqual(try FileReader.read(path, limit: 5), Array("12345".utf8))
    let error = fileError { _ = try FileReader.read(path, limit: 4) }
    XCTAssertEqual(error, FileError(.tooLarge(limit: 4), path: path))
    XCTAssertEqual(error?.message, "'\(path.text)' is larger than 4 bytes")
  }

  func testAFileThatSaysItIsEmptyIsReadAndLimited() throws {
    XCTAssertGreaterThan(try FileReader.read("/proc/self/status", limit: 100_000).count, 100)
    XCTAssertEqual(fileError { _ = try FileReader.read("/proc/self/status", limit: 9) }?.kind, .tooLarge(limit: 9))
  }

  func testWhatIsNotAFile() throws {
    try world.shell("mkfifo fifo; ln -s missing dangling; ln -s loop loop; ln -s / root; : >empty; ln -s empty good")
    let rows: [Row<String, String?>] = [
      Row("fifo", "is not a regular file"),
      Row("dangling", "does not exist"),
      Row("missing", "does not exist"),
      Row("root", "is a folder, not a file"),
      Row("", "is a folder, not a file"),
      Row("good", nil),
      Row("empty", nil),
    ]
    for row in rows {
      let path = world.path(row.input)
      var error: FileError?
      do throws(FileError) { _ = try FileReader.read(path, limit: 9) } catch let caught { error = caught }
      XCTAssertEqual(
        error?.message, row.expected.map { "'\(path.text)' \($0)" }, row.input, file: row.file, line: row.line)
    }
    let loop = world.path("loop")
    XCTAssertEqual(
      fileError { _ = try FileReader.read(loop, limit: 9) }?.message,
      "cannot read '\(loop.text)': too many levels of symbolic links")
    XCTAssertEqual(fileError { _ = try FileReader.read("/dev/zero", limit: 9) }?.kind, .notRegular)
    XCTAssertEqual(
      fileError { _ = try FileReader.read(ByteString(bytes: [65, 0, 65]), limit: 9) }?.kind, .unusablePath)
  }

  // MARK: Writing

  func testWritesNewAndReplaces() throws {
    let path = world.path("a")
    try AtomicFile.write([1, 2, 3], to: path, mode: 0o600, replacing: false)
    XCTAssertEqual(try FileReader.read(path, limit: 9), [1, 2, 3])
    XCTAssertEqual(
      fileError { try AtomicFile.write([4], to: path, replacing: false) }?.message, "'\(path.text)' exists already")
    XCTAssertEqual(try FileReader.read(path, limit: 9), [1, 2, 3])
    try AtomicFile.write([4], to: path, mode: 0o755, replacing: true)
    XCTAssertEqual(try FileReader.read(path, limit: 9), [4])
    try world.shell("test \"$(stat -c %a a)\" = 755")
    XCTAssertEqual(try world.names(), ["a"])
  }

  func testALinkIsReplacedAndItsTargetUntouched() throws {
    try world.file("target", "precious")
    let link = world.link("link", to: "target")
    XCTAssertEqual(fileError { try AtomicFile.write([], to: link, replacing: false) }?.kind, .exists)
    try AtomicFile.write(Array("new".utf8), to: link, replacing: true)
    XCTAssertEqual(try world.text("target"), "precious")
    XCTAssertEqual(try world.text("link"), "new")
  }

  func testWhatCannotBeWritten() throws {
    try world.folder("folder")
    try world.file("file")
    world.link("dangling", to: "missing")
    let rows: [Row<(name: String, replacing: Bool), FileError.Kind>] = [
      Row(("folder", true), .isFolder),
      Row(("folder", false), .exists),
      Row(("dangling", false), .exists),
      Row(("missing/a", true), .missing),
      Row(("missing/a", false), .missing),
      Row(("file/a", true), .failed(.create)),
    ]
    for row in rows {
      let error = fileError(file: row.file, line: row.line) {
        try AtomicFile.write([1], to: world.path(row.input.name), replacing: row.input.replacing)
      }
      XCTAssertEqual(error?.kind, row.expected, "\(row.input)", file: row.file, line: row.line)
    }
    XCTAssertEqual(try world.names(), ["dangling", "file", "folder"])
  }

  func testDevicesAreWrittenToAndStay() throws {
    try AtomicFile.write([1], to: "/dev/null", replacing: true)
    if FileSystem.isFolder("/dev/shm") {
      let shared = ByteString("/dev/shm/caskade-test-\(getpid())")
      defer { try? FileSystem.remove(shared) }
      try AtomicFile.write([1], to: shared, replacing: true)
      XCTAssertEqual(try FileReader.read(shared, limit: 9), [1])
    }
    let error = fileError { try AtomicFile.write([1], to: "/dev/full", replacing: true) }
    XCTAssertEqual(error?.message, "cannot write '/dev/full': no space left on device")
    let link = world.link("full", to: "/dev/full")
    XCTAssertEqual(fileError { try AtomicFile.write([1], to: link, replacing: true) }?.code, ENOSPC)
    try world.shell("test -c /dev/null && test -c /dev/full && test -L full")
  }

  func testAFullDiskLeavesNothing() throws {
    // A limit on the size of files stands in for the disk.
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    let before = limit
    limit.rlim_cur = 1000
    signal(SIGXFSZ, SIG_IGN)
    try world.file("a", "old")
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    let error = fileError {
      try AtomicFile.write([UInt8](repeating: 1, count: 2000), to: world.path("a"), replacing: true)
    }
    limit = before
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    XCTAssertEqual(error?.message, "cannot write '\(world.path("a").text)': file too large")
    XCTAssertEqual(try world.text("a"), "old")
    XCTAssertEqual(try world.names(), ["a"])
  }

  func testMessagesOfStandardStreams() {
    let rows: [Row<FileError, String>] = [
      Row(FileError(.closedPipe, path: "-", code: EPIPE), "cannot write standard stream: nobody reads it any more"),
      Row(FileError(.failed(.write), path: "-", code: EIO), "cannot write standard stream: input/output error"),
      Row(FileError(.interrupted, path: "-"), "interrupted while reading standard stream"),
    ]
    for row in rows { XCTAssertEqual(row.input.message, row.expected, file: row.file, line: row.line) }
  }
}
