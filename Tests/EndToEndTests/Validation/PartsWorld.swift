import Foundation
import TestSupport
import XCTest

/// A branch with four commands, and a runner `ci@example.com` whose signed evidence counts on `main`.
struct PartsWorld {
  let approvals: ApprovalWorld
  var repository: ScratchRepository { approvals.repository }

  /// - Parameter fourth: the last command's line.
  init(fourth: String = "true", policy: String = "runners: [ci@example.com]\n") throws {
    let commands =
      ["One", "Two", "Three"].map { "name: \($0)\n    run: echo \($0)" } + ["name: Four\n    run: \(fourth)"]
    approvals = try ApprovalWorld(
      contract: ContractText.small.replacing("  - \"true\"\n", with: commands.map { "  - \($0)\n" }.joined()),
      policy: policy)
    try approvals.makeKey("ci")
    let signers = try repository.read("Contracts/allowed_signers")
    try repository.write(
      "Contracts/allowed_signers",
      signers + approvals.signer("ci@example.com", "ci", options: "namespaces=\"evidence@caskade\""))
    try repository.commit("Name the runner")
    try approvals.startWork()
  }

  /// Runs a share, and writes its evidence to `../NAME.json`.
  @discardableResult
  func part(_ name: String, _ words: String..., key: String? = "ci") throws -> ScratchRepository.Transcript {
    let signed = key.map { ["--sign", approvals.key($0), "--as", "ci@example.com"] } ?? []
    return try repository.caskade(["check", "--head", "HEAD", "--evidence", "../\(name).json"] + words + signed)
  }

  /// Where no namespace can be had, a key can't be hidden, and nothing can be signed with it.
  func skipWithoutNamespaces() throws {
    let done = try part("probe", "--only", "scope")
    if done.errors.contains("can't be hidden from the commands on this machine") {
      throw XCTSkip("this machine allows no namespaces")
    }
    XCTAssertTrue(repository.exists("../probe.json"), done.text)
  }

  /// The line of gate `validation`, the messages of its findings, and the exit status.
  func joined(_ words: String...) throws -> String { try joined(words) }

  func joined(_ words: [String]) throws -> String {
    let done = try repository.caskade(["check", "--head", "HEAD", "--join"] + words)
    let lines = done.output.split(separator: "\n").map(String.init)
    let gate = lines.first { $0.contains(" validation  ") }.map { line in
      line.trimmingCharacters(in: .whitespaces).replacing(#/ +0\.0 s$/#) { _ in "" }
    }
    let found = lines.filter { $0.contains("[validation.") }
    return ([gate ?? done.errors] + found + ["\(done.status)"]).joined(separator: "\n")
  }

  /// Writes another version of a saved file.
  func edit(_ name: String, as other: String, _ change: (String) -> String) throws {
    let text = try repository.read("../\(name).json")
    let changed = change(text)
    XCTAssertNotEqual(text, changed, "nothing was edited")
    try repository.write("../\(other).json", changed)
  }

  func evidence(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: repository.url("../\(name).json"))
    return try XCTUnwrap(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  func commands(_ name: String) throws -> [String] {
    let records = try evidence(name)["validation"] as? [[String: Any]] ?? []
    return records.map { $0["name"] as? String ?? "" }
  }
}
