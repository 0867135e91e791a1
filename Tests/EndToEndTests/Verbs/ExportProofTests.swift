import Foundation
import TestSupport
import XCTest

/// Every exported hook, started as its agent would, denies what every contract denies; one that is broken proves nothing.
final class ExportProofTests: XCTestCase {
  func testEveryHookDenies() throws {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write("src/a.txt", "one\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    for agent in ["claude", "codex", "copilot", "cursor", "gemini", "opencode"] {
      XCTAssertEqual(try repository.caskade("export", agent, "work").status, 0)
      let proof = try repository.caskade("export", agent, "work", "--prove")
      XCTAssertEqual(proof.status, 0, proof.text)
      XCTAssertTrue(proof.output.hasPrefix("denied: an edit of Contracts/work.yaml, as "), proof.text)
    }
    // A hook that only fails refuses in some agents, and is no proof in any.
    let settings = ".git/caskade/export/work/claude/settings.json"
    try repository.write(
      settings, repository.read(settings).replacingOccurrences(of: "\"guard\"", with: "\"guards\""))
    let broken = try repository.caskade("export", "claude", "work", "--prove")
    XCTAssertEqual(broken.status, 1, broken.text)
    XCTAssertTrue(broken.output.contains("it ended with status 2, and said caskade: error: unknown verb"), broken.text)
  }
}
