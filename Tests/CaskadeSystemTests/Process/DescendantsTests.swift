import XCTest

@testable import CaskadeSystem

final class DescendantsTests: XCTestCase {
  func testBothWaysOfListingAgree() throws {
    let none = Descendants.childrenInProcessTable()
    let child = try ChildProcess(Shell.request("sleep 100"))
    defer {
      child.send(SIGKILL)
      _ = child.reap()
    }
    let listed = try XCTUnwrap(Descendants.children())
    XCTAssertEqual(listed.filter { none?.contains($0) == false }, [child.identifier])
    XCTAssertEqual(Descendants.childrenInProcessTable()?.sorted(), listed.sorted())
    XCTAssertEqual(Descendants.childrenOfThreads()?.sorted(), listed.sorted())
    XCTAssertFalse(Descendants.reap(child.identifier))
    XCTAssertEqual(Descendants.group(of: child.identifier), child.identifier)
  }

  func testAProcessThatIsGone() {
    XCTAssertEqual(Descendants.name(of: 999_999_999), "")
    XCTAssertNil(Descendants.group(of: 999_999_999))
  }
}
