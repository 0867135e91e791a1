import Foundation
import TestSupport
import XCTest

/// Where other checkers of an agent's work were found to go wrong, each in the words of the study of the field.
final class TrapPeerTests: XCTestCase {
  func testChangesThatListsOfNamesLose() throws {
    try trap(
      "a rename that shows only its destination; a name that arrives quoted and matches no pattern",
      """
      broken
      delete 000000 docs/private/plan.md
      create 100644 src/na\u{EF}ve file.txt
      ! docs/private/plan.md [scope.denied]
      """, committed: true
    ) { world in
      try world.repository.git("config", "diff.renames", "true")
      try world.repository.git("mv", "docs/private/plan.md", "src/na\u{EF}ve file.txt")
      try world.repository.commit("Move")
    }
    try trap(
      "only paths that still exist on disk are kept: a deleted forbidden file",
      "broken\ndelete 000000 docs/private/plan.md\n! docs/private/plan.md [scope.denied]"
    ) { try $0.repository.remove("docs/private/plan.md") }
    try trap(
      "--diff-filter=ACMRD drops T: a file replaced by a symbolic link",
      "broken\nmodify 120000 src/a.txt\n! src/a.txt [scope.link-to-denied]", committed: true
    ) { world in
      try world.repository.link("src/a.txt", to: "../docs/private/plan.md")
      try world.repository.commit("Link")
    }
    try trap(
      "create, modify and delete folded into one",
      "broken\ndelete 000000 docs/guide.md\ncreate 100644 docs/new.md\n! docs/guide.md [scope.operation]"
    ) { world in
      try world.repository.write("docs/new.md", "x\n")
      try world.repository.remove("docs/guide.md")
    }
    try trap(
      "stripping ./ ate the dot of a folder", "broken\ncreate 100644 .src/x\n! .src/x [scope.outside]"
    ) { try $0.repository.write(".src/x", "x\n") }
    try trap(
      "a pattern matched before the path was made canonical",
      "broken\ncreate 120000 src/up\n! src/up [scope.link-outside-scope]"
    ) { try $0.repository.link("src/up", to: "a/../../.env") }
  }

  func testAuthorityThatTheGovernedPartyGivesItself() throws {
    try trap(
      "a branch that is judged by the contract it brings",
      """
      broken
      modify 100644 Contracts/work.yaml
      modify 100644 other.txt
      ! other.txt [scope.outside]
      ? Contracts/work.yaml [approval.amendment]
      ? Contracts/work.yaml [approval.difference]
      """, committed: true
    ) { world in
      let contract = TrapWorld.contract.replacing("- src/**", with: "- src/**\n    - other.txt")
      try world.repository.write("Contracts/work.yaml", contract)
      try world.repository.commit("Widen first")
      try world.repository.write("other.txt", "evil\n")
      try world.repository.commit("Then use it")
    }
    try trap(
      "a policy on the branch that asks for less",
      """
      broken
      create 100644 Contracts/policy.yaml
      modify 100644 src/a.txt
      ! Contracts/policy.yaml [protected.contracts]
      """
    ) { world in
      try world.repository.write(
        "Contracts/policy.yaml", "caskade_policy: 1\nbands:\n  medium: { approvals: 0 }\n")
      try world.repository.write("src/a.txt", "two\n")
    }
  }

  func testEvidenceThatSomebodyHandsIn() throws {
    let world = try TrapWorld()
    try world.repository.write("other.txt", "evil\n")
    XCTAssertEqual(
      try world.judgement(adding: [
        "AGENT_GUARDRAILS_CHANGED_FILES": "src/a.txt", "CHANGED_FILES": "src/a.txt", "CASKADE_CHANGES": "src/a.txt",
      ]),
      "broken\nmodify 100644 other.txt\n! other.txt [scope.outside]", "a list of changed files in the environment")
    try trap(
      "a missing base that falls back to HEAD",
      """
      caskade: error: --base 'gone' names no branch, full reference or full object id
        hint: git branch --all lists the branches; a remote one is written origin/NAME

      """, options: ["--base", "gone"]
    ) { try $0.repository.write("src/a.txt", "two\n") }
    let empty = try TrapWorld().judgement()
    XCTAssertTrue(
      empty.hasPrefix("caskade: error: nothing differs between main "), "an empty difference that passes: \(empty)")
  }

  func testChecksThatAreTakenAway() throws {
    let contract = TrapWorld.contract.replacing("- src/**", with: "- src/**\n    - Tests/**")
    let world = try TrapWorld(contract: contract)
    try world.repository.git("switch", "-q", "main")
    try world.repository.write(
      "Tests/LoginTests.swift",
      """
      import XCTest

      final class LoginTests: XCTestCase {
        func testLogin() {
          XCTAssertTrue(isSignedIn)
        }
      }

      """)
    try world.repository.commit("Tests")
    try world.repository.git("switch", "-q", "-C", "work")
    try world.repository.remove("Tests/LoginTests.swift")
    let judgement = try world.judgement()
    XCTAssertTrue(judgement.hasPrefix("broken\ndelete 000000 Tests/LoginTests.swift\n! "), judgement)
  }
}
