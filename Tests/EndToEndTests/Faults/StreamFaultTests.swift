import TestSupport
import XCTest

/// Standard streams that are closed or full, and a limit on files: what couldn't be told is no success, and nothing hangs.
final class StreamFaultTests: XCTestCase {
  func testStreamsAndLimits() throws {
    let world = try ValidationWorld("\"true\"")
    let call = #"{"hook_event_name":"PreToolUse","session_id":"s","tool_name":"Edit","tool_input":{"file_path":"x"}}"#
    try world.repository.write("../call", call)
    let end = "cannot write standard stream: "
    let rows: [(line: String, status: Int32, says: String)] = [
      ("$CASKADE check >&-", 2, "\(end)bad file descriptor"),
      ("$CASKADE lint >/dev/full", 2, "\(end)no space left on device"),
      ("$CASKADE help | :; exit ${PIPESTATUS[0]}", 2, ""),
      ("$CASKADE check --quiet 2>&-", 0, ""),
      ("$CASKADE check --quiet <&-", 0, ""),
      ("$CASKADE check <&- >&- 2>&-", 2, ""),
      ("$CASKADE guard claude <&-", 2, "caskade: what came from the hook is no JSON object"),
      ("$CASKADE check --evidence /dev/full", 2, "cannot write '/dev/full': no space left on device"),
      ("(ulimit -f 0; exec $CASKADE check) 2>&1 | cat; exit ${PIPESTATUS[0]}", 2, ": file too large"),
    ]
    for row in rows {
      let line = row.line.replacing("$CASKADE", with: ScratchRepository.binary.path)
      try world.repository.write("../line", line)
      let done = try world.repository.shell("bash ../line")
      XCTAssertEqual(done.status, row.status, "\(row.line): \(done.text)")
      XCTAssertTrue(row.says.isEmpty || done.text.contains(row.says), "\(row.line): \(done.text)")
      XCTAssertEqual(world.leftovers, [], row.line)
    }
  }
}
