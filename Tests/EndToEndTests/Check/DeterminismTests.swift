import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

/// The same input gives the same bytes in every process: each has a hash seed of its own, so what is printed in the order of
/// a set or a dictionary differs sooner or later.
final class DeterminismTests: XCTestCase {
  /// A branch that breaks its contract in many places at once.
  private func world() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", ContractText.validating("\"true\"", "\"false\""))
    try repository.write(
      "Contracts/wide.yaml",
      ContractText.small.replacing("- src/**", with: "- \"**\"").replacing("branch: work", with: "branch: wide"))
    for name in ["one", "two", "three", "four"] {
      try repository.write("other/\(name).txt", "\(name)\n")
      try repository.write("docs/private/\(name).md", "\(name)\n")
    }
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    for name in ["one", "two", "three", "four"] {
      try repository.remove("docs/private/\(name).md")
      try repository.write("other/\(name).txt", "password = \"hunter2Z!\"\n")
      try repository.write(".github/workflows/\(name).yml", "on: push\n")
      try repository.write("src/billing/\(name).rb", "pay\n")
    }
    try repository.commit("Break it")
    return repository
  }

  func testTheSameInputGivesTheSameBytesInEveryProcess() throws {
    let repository = try world()
    XCTAssertEqual(try repository.caskade("check", "--evidence", "../evidence.json").status, 1)
    let commands: [[String]] = [
      ["check", "--skip-validation", "--format", "markdown"], ["check"],
      ["report", "../evidence.json"], ["report", "../evidence.json", "--format", "text"],
      ["report", "../evidence.json", "--format", "json"], ["verify", "../evidence.json"],
      ["show", "work", "--files"], ["show", "work", "--format", "json"], ["policy", "show"],
      ["diff", "Contracts/work.yaml", "Contracts/wide.yaml"],
      ["diff", "Contracts/work.yaml", "Contracts/wide.yaml", "--format", "json"],
      ["schema", "--evidence"], ["schema"],
    ]
    for command in commands {
      let first = try repository.caskade(command)
      XCTAssertFalse(first.output.isEmpty, "\(command): \(first.text)")
      for _ in 0..<2 {
        XCTAssertEqual(timeless(try repository.caskade(command).text), timeless(first.text), "\(command)")
      }
    }
  }

  /// When a check began differs from the next one.
  private func timeless(_ text: String) -> String { text.replacing(#/[0-9-]{10}T[0-9:]{8}Z/#, with: "TIME") }

  func testEvidenceDiffersInItsTimesAlone() throws {
    let repository = try world()
    let texts = try (0..<3).map { _ in
      let output = try repository.caskade("check", "--format", "json").output
      let members = try XCTUnwrap(JSONReader.read(Array(output.utf8)).object)
      XCTAssertTrue(members.contains { $0.key == "timing" })
      let rest = JSONValue.object(members.filter { $0.key != "timing" })
      return String(decoding: JSONWriter(.pretty).bytes(rest), as: UTF8.self)
    }
    for text in texts { XCTAssertEqual(text, texts[0]) }
    XCTAssertTrue(texts[0].contains("secrets."), texts[0])
  }
}
