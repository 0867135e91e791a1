import XCTest

@testable import CaskadeSystem

final class HandoffTests: XCTestCase {
  func testTheFirstWordCounts() {
    let given = Handoff<Int>()
    given.give(1)
    given.give(2)
    given.close()
    XCTAssertEqual(given.received(), 1)
    XCTAssertEqual(given.received(), 1)
    let closed = Handoff<Int>()
    closed.close()
    closed.give(1)
    XCTAssertNil(closed.received())
  }

  /// Nobody has to close what nobody waits for.
  func testDropped() {
    weak var handoff: Handoff<Int>?
    do {
      let dropped = Handoff<Int>()
      handoff = dropped
    }
    XCTAssertNil(handoff)
  }

  func testTheOtherWaits() {
    let (given, closed) = (Handoff<Int>(), Handoff<Int>())
    let one = Errand { () throws(Never) in given.received() }
    let other = Errand { () throws(Never) in closed.received() }
    given.give(7)
    closed.close()
    XCTAssertEqual(one.result(), 7)
    XCTAssertNil(other.result())
  }
}
