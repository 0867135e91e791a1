import TestSupport
import XCTest

/// `more_than: N lines of code`, from the contract to the base's attributes.
final class CodeLinesTests: XCTestCase {
  func testWhatTheBaseCallsGenerated() throws {
    let world = try ValidationWorld(
      contract: ContractText.small.replacing(
        "validation:\n", with: "stop_when:\n  - more_than: 3 lines of code\nvalidation:\n"))
    try world.repository.git("switch", "-q", "main")
    try world.repository.write(".gitattributes", "src/*.pb.txt linguist-generated\nsrc/no.pb.txt -linguist-generated\n")
    try world.repository.git("add", ".gitattributes")
    try world.repository.git("commit", "-q", "-m", "Attributes")
    try world.repository.git("switch", "-q", "work")
    try world.repository.git("merge", "-q", "--no-edit", "main")
    try world.repository.write("src/x.pb.txt", String(repeating: "line\n", count: 50))
    // What the branch calls generated isn't.
    try world.repository.write("src/.gitattributes", "* linguist-generated\n")
    let transcript = try world.repository.caskade("check")
    XCTAssertTrue(
      transcript.output.contains("3 of 3 lines of code, 50 lines left out as moved, of a lock file or generated"),
      transcript.text)
    try world.repository.write("src/no.pb.txt", "line\n")
    XCTAssertTrue(try world.repository.caskade("check").output.contains("4 of 3 lines of code"))
  }
}
