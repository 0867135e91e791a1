import CaskadeEngine
import Foundation
import TestSupport
import XCTest

/// The jobs that help shows, run step by step as their runners run them.
final class SharedJobTests: XCTestCase {
  /// The scripts of a job's text, in their order: what stands deeper below a line that ends in `|`.
  private func scripts(_ text: String) -> [String] {
    var scripts: [String] = []
    var depth: Int?
    for line in text.components(separatedBy: "\n") {
      let indent = line.prefix { $0 == " " }.count
      if let least = depth, indent > least {
        scripts[scripts.count - 1] += line.dropFirst(least + 2) + "\n"
      } else {
        depth = nil
      }
      guard depth == nil, line.hasSuffix("|") else { continue }
      depth = indent
      scripts.append("")
    }
    return scripts
  }

  private func world() throws -> (world: PartsWorld, head: String) {
    let world = try PartsWorld()
    try world.skipWithoutNamespaces()
    let repository = world.repository
    let head = try repository.git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
    try repository.git("clone", "-q", "--bare", ".", "../hub.git")
    try repository.git("clone", "-q", "../hub.git", "../job")
    try repository.git("-C", "../job", "checkout", "-q", "--detach", head)
    return (world, head)
  }

  private func run(_ script: String, _ world: PartsWorld, _ variables: [String: String]) throws -> String {
    try world.repository.write("../step.sh", script)
    let words = variables.sorted { $0.key < $1.key }.map { "\($0)='\($1)'" }.joined(separator: " ")
    let path = "PATH='\(ScratchRepository.binary.deletingLastPathComponent().path)':\"$PATH\""
    let done = try world.repository.shell("cd ../job && env \(words) \(path) sh -e ../step.sh")
    return done.text
  }

  func testGitHub() throws {
    let (world, head) = try world()
    let steps = scripts(SharedJobs.github)
    XCTAssertEqual(steps.count, 2)
    let temporary = world.repository.root.appendingPathComponent("runner").path
    try world.repository.write("../runner/parts/.keep", "")
    let key = try String(contentsOfFile: world.approvals.key("ci"), encoding: .utf8)
    var variables = [
      "GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main", "HEAD": head, "BRANCH": "work", "RUNNER_TEMP": temporary,
      "SIGNING_KEY": key.trimmingCharacters(in: .newlines),
    ]
    for number in 1...3 {
      variables["SHARE"] = "\(number)/3"
      let part = try run(steps[0], world, variables)
      XCTAssertTrue(part.hasSuffix("[exit status: 0]\n"), part)
      try FileManager.default.moveItem(
        atPath: "\(temporary)/part-\(number).json", toPath: "\(temporary)/parts/part-\(number).json")
      try FileManager.default.removeItem(atPath: "\(temporary)/key")
    }
    variables["SIGNING_KEY"] = nil
    let whole = try run(steps[1], world, variables)
    XCTAssertTrue(whole.contains("4 of 4 commands passed; what they ran isn't known, run by ci@example.com"), whole)
    XCTAssertTrue(whole.hasSuffix("[exit status: 0]\n"), whole)
    try FileManager.default.removeItem(atPath: "\(temporary)/parts/part-2.json")
    let partial = try run(steps[1], world, variables)
    XCTAssertTrue(partial.contains("error: no part is share 2/3 [validation.part]"), partial)
    XCTAssertTrue(partial.hasSuffix("[exit status: 1]\n"), partial)
  }

  func testGitLab() throws {
    let (world, head) = try world()
    let steps = scripts(SharedJobs.gitlab)
    XCTAssertEqual(steps.count, 2)
    var variables = [
      "GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
      "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "work", "CI_COMMIT_SHA": head, "CI_NODE_TOTAL": "2",
      "SIGNING_KEY": world.approvals.key("ci"),
    ]
    for number in 1...2 {
      variables["CI_NODE_INDEX"] = "\(number)"
      let part = try run(steps[0], world, variables)
      XCTAssertTrue(part.hasSuffix("[exit status: 0]\n"), part)
    }
    let whole = try run(steps[1], world, variables)
    XCTAssertTrue(whole.contains("4 of 4 commands passed; what they ran isn't known, run by ci@example.com"), whole)
    XCTAssertTrue(whole.hasSuffix("[exit status: 0]\n"), whole)
  }

  /// Any other system: nothing is read of the environment but what the script is given.
  func testPlainShell() throws {
    let (world, _) = try world()
    let whole = try run(SharedJobs.shell, world, ["CI": "true", "TARGET": "main", "BRANCH": "work"])
    XCTAssertTrue(whole.hasSuffix("[exit status: 0]\n"), whole)
    XCTAssertTrue(try world.repository.read("../job/caskade.md").contains("Contract kept"))
    XCTAssertTrue(try world.repository.read("../job/caskade.xml").hasPrefix("<?xml"))
    let none = try run(SharedJobs.shell, world, ["CI": "true", "TARGET": "gone", "BRANCH": "work"])
    XCTAssertFalse(none.hasSuffix("[exit status: 0]\n"), none)
  }
}
