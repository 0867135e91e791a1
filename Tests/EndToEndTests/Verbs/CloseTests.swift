import TestSupport
import XCTest

/// A contract that its own branch closes as done comes to the base with the work: a task needs two pull requests.
final class CloseTests: XCTestCase {
  private func repository() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write("Contracts/other.yaml", ContractText.small.replacing("branch: work", with: "branch: other"))
    try repository.write("src/a.txt", "one\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "two\n")
    return repository
  }

  private func close(_ repository: ScratchRepository, _ words: String...) throws {
    let done = try repository.caskade(["close"] + words)
    XCTAssertEqual(done.status, 0, done.text)
    try repository.commit("Close")
  }

  private func findings(_ repository: ScratchRepository) throws -> String {
    let text = try repository.caskade("check").text
    let gates = text.split(separator: "\n").filter { line in
      ["approval", "scope", "protected"].contains { line.contains("  \($0) ") }
    }
    let kept = text.split(separator: "\n").filter { line in
      [": error: ", ": warning: ", ": note: ", "[exit status"].contains { line.contains($0) }
    }
    return (gates + kept).joined(separator: "\n")
  }

  func testWithItsWork() throws {
    let repository = try repository()
    try close(repository, "work", "--as", "done", "--why", "all of it")
    XCTAssertEqual(
      try findings(repository),
      """
        pass      approval     its bytes are on main, enough for band low
        pass      scope        1 of 1 changed file is inside the approved paths
        pass      protected    no protected file changed
      Contracts/work.yaml: note: closed as done on the branch: until that is merged, the version on main judges \
      [approval.amendment]
      [exit status: 0]
      """)
    // The base's version judges, whatever the closed file says by then.
    try repository.write("elsewhere.txt", "x\n")
    try repository.commit("More")
    XCTAssertEqual(try repository.caskade("check").status, 1)
  }

  func testMainMayHaveAmendedItMeanwhile() throws {
    let repository = try repository()
    try close(repository, "work", "--as", "done")
    try repository.git("switch", "-q", "main")
    try repository.write("Contracts/work.yaml", ContractText.small + "notes: more\n")
    try repository.commit("Amend")
    try repository.git("switch", "-q", "work")
    XCTAssertEqual(try repository.caskade("check").status, 0)
  }

  func testWhatElseIsMovedIsProtected() throws {
    struct Case {
      let name: String
      let change: (ScratchRepository) throws -> Void
      let rules: [String]
    }
    let closed = "Contracts/closed/work.yaml"
    let deleted = "[approval.amendment]"
    let cases = [
      Case(name: "somebody else's", change: { try self.close($0, "other", "--as", "done") }, rules: ["[protected."]),
      Case(
        name: "cancelled", change: { try self.close($0, "work", "--as", "cancelled") }, rules: [deleted, "[protected."]),
      Case(
        name: "with other bytes",
        change: {
          try self.close($0, "work", "--as", "done")
          try $0.write(closed, try $0.read(closed).replacing("- src/**", with: "- \"**\""))
        }, rules: [deleted, "[protected."]),
      Case(
        name: "with more behind it",
        change: {
          try self.close($0, "work", "--as", "done")
          try $0.write(closed, try $0.read(closed) + "notes: x\n")
        }, rules: [deleted, "[protected."]),
      Case(
        name: "deleted alone",
        change: { try $0.remove("Contracts/work.yaml") }, rules: [deleted, "[protected."]),
      Case(
        name: "copied alone",
        change: {
          let text = try $0.read("Contracts/work.yaml")
          try self.close($0, "work", "--as", "done")
          try $0.write("Contracts/work.yaml", text)
        }, rules: ["[protected."]),
    ]
    for one in cases {
      let repository = try repository()
      try one.change(repository)
      try repository.commit("Change")
      let text = try repository.caskade("check")
      XCTAssertEqual(text.status, 1, "\(one.name): \(text.text)")
      for rule in one.rules { XCTAssertTrue(text.output.contains(rule), "\(one.name): \(text.text)") }
    }
  }

  func testWhereItMayBeMerged() throws {
    let repository = try repository()
    for (how, next) in [
      ("done", "merge it to the base, by itself, or with the work on the contract's own branch: it takes effect there"),
      ("cancelled", "merge it to the base, apart from the work: a check of the work refuses it"),
    ] {
      let done = try repository.caskade("close", "work", "--as", how)
      XCTAssertTrue(done.output.hasSuffix("then: \(next)\n"), done.text)
      try repository.git("checkout", "-q", "--", "Contracts")
      try repository.remove("Contracts/closed/work.yaml")
    }
  }
}
