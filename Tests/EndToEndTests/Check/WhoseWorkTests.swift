import TestSupport
import XCTest

/// What is said of "the branch" is about the difference between the merge base and the head, and of nobody else's work.
final class WhoseWorkTests: XCTestCase {
  private static let amended = ContractText.small.replacing("- src/**", with: "- src/**\n    - other.txt")

  /// A repository whose `main` holds the contract; branch `work` has one commit.
  private func repository() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write("src/a.txt", "one\n")
    try repository.write("other.txt", "other\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "two\n")
    try repository.commit("Work")
    return repository
  }

  /// What a check prints from its findings on, behind its gate `approval`.
  private func check(
    _ repository: ScratchRepository, _ words: String..., adding: [String: String] = [:], in folder: String = ""
  ) throws -> String {
    let done = try repository.caskade(
      ["check", "--only", "approval", "--only", "scope"] + words, in: folder, adding: adding)
    var kept: [Substring] = []
    var isFinding = false
    for line in done.output.split(separator: "\n") {
      if line.contains("]"), line.contains(": error: ") || line.contains(": warning: ") || line.contains(": note: ") {
        isFinding = true
      } else if !line.hasPrefix("  ") {
        isFinding = false
      }
      if isFinding || line.contains("approval  ") { kept.append(line) }
    }
    return kept.joined(separator: "\n") + (done.output.isEmpty ? done.errors : "")
  }

  private static let kept = "  pass      approval     its bytes are on main, enough for band low"

  // MARK: Amended on main

  func testWhatMainAmendedIsNotTheBranchs() throws {
    let repository = try repository()
    try repository.git("switch", "-q", "main")
    try repository.write("Contracts/work.yaml", Self.amended)
    try repository.commit("Amend on main")
    try repository.git("switch", "-q", "work")
    XCTAssertEqual(try check(repository), Self.kept)
    // And it is the tip's version that judges.
    try repository.write("other.txt", "changed\n")
    XCTAssertEqual(try check(repository), Self.kept)
  }

  func testAContractThatMainHasSinceIsNotDeletedByTheBranch() throws {
    let repository = try repository()
    try repository.git("switch", "-q", "main")
    try repository.git("mv", "Contracts/work.yaml", "Contracts/later.yaml")
    try repository.commit("Call it otherwise")
    try repository.git("switch", "-q", "work")
    XCTAssertEqual(try check(repository, "later"), Self.kept)
  }

  func testWhatBothAmendedIsTheBranchsToo() throws {
    let repository = try repository()
    try repository.write("Contracts/work.yaml", ContractText.small.replacing("- src/**", with: "- \"**\""))
    try repository.commit("Widen")
    try repository.git("switch", "-q", "main")
    try repository.write("Contracts/work.yaml", Self.amended)
    try repository.commit("Amend on main")
    try repository.git("switch", "-q", "work")
    XCTAssertEqual(
      try check(repository),
      """
      \(Self.kept)
      Contracts/work.yaml: warning: amended on the branch, and nobody has approved that: the version on main judges \
      [approval.amendment]
        hint: have it approved (caskade approve work), or merge it to main first, if it is meant
      Contracts/work.yaml: warning: waiting for approval: adds ** [approval.difference]
        hint: compare them: caskade diff main:Contracts/work.yaml Contracts/work.yaml
      """)
  }

  func testADeletionOnTheBranchIsTheBranchs() throws {
    let repository = try repository()
    try repository.remove("Contracts/work.yaml")
    try repository.commit("Delete")
    try repository.git("switch", "-q", "main")
    try repository.write("Contracts/work.yaml", Self.amended)
    try repository.commit("Amend on main")
    try repository.git("switch", "-q", "work")
    XCTAssertEqual(
      try check(repository),
      """
      \(Self.kept)
      Contracts/work.yaml: error: deleted, outside the approved paths [scope.outside]
        also: deleted on the branch, and nobody has approved that: the version on main judges [approval.amendment]
        hint: revert it (git checkout 43cedce -- Contracts/work.yaml), or amend the contract and have it approved again
      """)
  }
}
