import TestSupport
import XCTest

/// Where `/proc` isn't mounted, as in a root that holds a program and its libraries and nothing else.
final class BareRootTests: XCTestCase {
  /// Swift's runtime says there that no word was given, so that `check` was the page of help, with status 0.
  func testTheCommandLineIsReadWithoutProc() throws {
    let repository = try ValidationWorld(contract: ContractText.small).repository
    try repository.commit("Work")
    let hidden = "unshare -Urm sh -c 'mount -t tmpfs none /proc && exec \"$@\"' sh"
    try XCTSkipUnless(repository.shell("\(hidden) true").status == 0, "nothing can be mounted here")
    let program = ScratchRepository.binary.path
    let lines = [
      "check --skip-validation", "lint 'no such' \"it's\" ''", "version", "--no-such-option", "help exit-status", "",
    ]
    for words in lines {
      let usual = try repository.shell("\(program) \(words)").text
      XCTAssertEqual(try repository.shell("\(hidden) \(program) \(words)").text, usual, words)
    }
  }
}
