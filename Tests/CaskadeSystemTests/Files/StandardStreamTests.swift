import CaskadeSystem
import TestSupport
import XCTest

final class StandardStreamTests: XCTestCase {
  /// Puts another descriptor in the place of a standard stream for a while.
  private func replacing<Result>(_ number: Int32, by other: Int32, _ body: () throws -> Result) rethrows -> Result {
    fflush(nil)
    let saved = dup(number)
    dup2(other, number)
    close(other)
    defer {
      dup2(saved, number)
      close(saved)
    }
    return try body()
  }

  private func pipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    XCTAssertEqual(Foundation.pipe(&ends), 0)
    return (ends[0], ends[1])
  }

  func testAFullDeviceIsAnError() {
    for stream in [StandardStream.output, .error] {
      let error = replacing(stream.rawValue, by: open("/dev/full", O_WRONLY)) {
        fileError { try stream.write("text") }
      }
      XCTAssertEqual(error?.message, "cannot write standard stream: no space left on device")
    }
  }

  func testAClosedPipeIsAnErrorOfItsOwn() {
    let ends = pipe()
    close(ends.read)
    let error = replacing(1, by: ends.write) { fileError { try StandardStream.output.write("text") } }
    XCTAssertEqual(error, FileError(.closedPipe, path: "-", code: EPIPE))
  }

  func testASlowReaderThatMustNotBeWaitedForByTheSystem() throws {
    let ends = pipe()
    XCTAssertEqual(fcntl(ends.write, F_SETFL, O_NONBLOCK), 0)
    let text = [UInt8](repeating: 65, count: 500_000)
    let read = expectation(description: "all is read")
    DispatchQueue.global().async {
      var buffer = [UInt8](repeating: 0, count: 10_000)
      var total = 0
      while total < text.count {
        usleep(100)
        total += Foundation.read(ends.read, &buffer, buffer.count)
      }
      read.fulfill()
    }
    try replacing(1, by: ends.write) { try StandardStream.output.write(text) }
    wait(for: [read], timeout: 10)
    close(ends.read)
  }

  func testReadingStandardInput() throws {
    let text = [UInt8](repeating: 65, count: 200_000)
    for limit in [199_999, 200_000] {
      let ends = pipe()
      DispatchQueue.global().async {
        signal(SIGPIPE, SIG_IGN)
        var rest = text[...]
        while !rest.isEmpty {
          let count = rest.withUnsafeBytes { Foundation.write(ends.write, $0.baseAddress, $0.count) }
          guard count > 0 else { break }
          rest = rest.dropFirst(count)
        }
        close(ends.write)
      }
      try replacing(0, by: ends.read) {
        if limit == text.count {
          XCTAssertEqual(try FileReader.readStandardInput(limit: limit), text)
        } else {
          let error = fileError { _ = try FileReader.readStandardInput(limit: limit) }
          XCTAssertEqual(error?.message, "standard stream is larger than 199999 bytes")
        }
      }
    }
  }

  func testStandardInputCanBeGivenUp() {
    let ends = pipe()
    let interruption = Interruption()
    let thread = pthread_self()
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.1) { pthread_kill(thread, SIGINT) }
    let error = replacing(0, by: ends.read) {
      fileError { _ = try FileReader.readStandardInput(limit: 9, interruption: interruption) }
    }
    close(ends.write)
    XCTAssertEqual(error, FileError(.interrupted, path: "-"))
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}
