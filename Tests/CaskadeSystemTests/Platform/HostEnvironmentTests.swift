import CaskadeSystem
import XCTest

final class HostEnvironmentTests: XCTestCase {
  func testReadsEveryVariable() {
    setenv("CASKADE_TEST", "a=b\nc", 1)
    defer { unsetenv("CASKADE_TEST") }
    let variables = HostEnvironment.read()
    XCTAssertEqual(variables["CASKADE_TEST"], "a=b\nc")
    XCTAssertEqual(variables["PATH"], ProcessInfo.processInfo.environment["PATH"])
    setenv("CASKADE_TEST", "", 1)
    XCTAssertEqual(HostEnvironment.read()["CASKADE_TEST"], "")
  }
}
