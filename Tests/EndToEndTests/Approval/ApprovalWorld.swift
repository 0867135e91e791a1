import Foundation
import TestSupport
import XCTest

/// A repository whose base asks for one signature in the low band, and whose home holds real keys.
///
/// `dev@example.com` and `sec@example.com` are signers on main; `stranger` has a key and stands nowhere.
struct ApprovalWorld {
  let repository: ScratchRepository

  /// In UTC, as an approval's header has it.
  static var today: String { String(ISO8601DateFormatter().string(from: Date()).prefix(10)) }

  static let wide = ContractText.small.replacing("- src/**", with: "- \"**\"")

  init(contract: String = ContractText.small, policy: String = "bands:\n  low: { approvals: 1 }\n") throws {
    repository = try ScratchRepository()
    for name in ["dev", "sec", "stranger"] { try makeKey(name) }
    try repository.write("Contracts/work.yaml", contract)
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\n\(policy)")
    try repository.write(
      "Contracts/allowed_signers", try signer("dev@example.com", "dev") + signer("sec@example.com", "sec"))
    try repository.write("src/a.txt", "one\n")
    try repository.write("other.txt", "other\n")
    try repository.commit("Begin")
  }

  func key(_ name: String) -> String { repository.root.appendingPathComponent("home/\(name)").path }

  func makeKey(_ name: String) throws {
    let made = try repository.shell("ssh-keygen -q -t ed25519 -N '' -C \(name) -f '\(key(name))'")
    XCTAssertEqual(made.status, 0, made.text)
  }

  /// A line of `allowed_signers`.
  func signer(
    _ principal: String, _ name: String, options: String = "namespaces=\"goal-contract@caskade\""
  ) throws -> String {
    let text = try String(contentsOfFile: key(name) + ".pub", encoding: .utf8)
    return "\(principal) \(options.isEmpty ? "" : options + " ")\(text)"
  }

  func approve(_ name: String, _ more: String..., as principal: String? = nil) throws {
    let words = ["approve", "work", "--key", key(name), "--as", principal ?? "\(name)@example.com", "--yes"]
    let done = try repository.caskade(words + more)
    XCTAssertEqual(done.status, 0, done.text)
  }

  /// Signs any bytes under any header, as somebody would who writes the file by hand.
  func forge(
    _ header: String, contract: String, key name: String, namespace: String = "goal-contract@caskade"
  ) throws -> String {
    try repository.write("../home/message", "\(header)\n\(contract)")
    let message = repository.root.appendingPathComponent("home/message").path
    let signed = try repository.shell(
      "rm -f '\(message).sig'; ssh-keygen -q -Y sign -n '\(namespace)' -f '\(key(name))' '\(message)'")
    XCTAssertEqual(signed.status, 0, signed.text)
    return try "\(header)\n" + String(contentsOfFile: "\(message).sig", encoding: .utf8)
  }

  func header(_ changes: [String: String] = [:]) throws -> String {
    let base = try repository.git("rev-parse", "main").trimmingCharacters(in: .whitespacesAndNewlines)
    let usual = [
      ("format", "caskade.approval/1"), ("contract", "Contracts/work.yaml"), ("principal", "dev@example.com"),
      ("band", "low"), ("branch", "work"), ("base", base), ("time", "2026-01-01T12:00:00Z"), ("expires", ""),
      ("note", ""),
    ]
    return usual.map { name, value in
      let value = changes[name] ?? value
      return value.isEmpty ? "\(name):\n" : "\(name): \(value)\n"
    }.joined()
  }

  func startWork(violating: Bool = false) throws {
    try repository.git("switch", "-q", "-c", "work")
    try repository.write(violating ? "other.txt" : "src/a.txt", "changed\n")
    try repository.commit("Work")
  }

  /// The gate's line, then every finding of it, with its hint.
  func approval(_ words: String...) throws -> (status: Int32, text: String) {
    let done = try repository.caskade(["check", "--only", "approval", "--only", "scope"] + words)
    let lines = done.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var kept: [String] = []
    for (index, line) in lines.enumerated() {
      if line.contains(" approval  ") { kept.insert(line.trimmingCharacters(in: .whitespaces), at: 0) }
      guard line.contains("[approval.") || line.contains("[scope.") else { continue }
      kept.append(line)
      if index + 1 < lines.count, lines[index + 1].hasPrefix("  hint:") { kept.append(lines[index + 1]) }
    }
    return (done.status, kept.joined(separator: "\n") + (done.output.isEmpty ? done.errors : ""))
  }

  static let file = "Contracts/approvals/work/dev@example.com.approval"
}
