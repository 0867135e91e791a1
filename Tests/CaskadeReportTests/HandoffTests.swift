import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeReport

/// What every rendering tells in the same order, and in the same groups.
final class HandoffTests: XCTestCase {
  func testSecretsComeFirstAndValidationLast() {
    let groups = FindingGroup.all(Specimen.everything.findings)
    XCTAssertEqual(groups.map(\.concern), [.secrets, .checks, .protected, .scope, .approval, .validation])
    XCTAssertEqual(groups.map(\.count), [1, 1, 1, 3, 1, 1])
  }

  func testTextAndMarkdownTellThemInOneOrder() {
    let text = EvidenceFormat.text.render(Specimen.everything, .witnessed)
    let page = EvidenceFormat.markdown.render(Specimen.everything, .witnessed)
    let marks = [
      "Signing in from any page", "Leaked secrets", "Checks that were removed", "Protected files", "Outside the scope",
      "Approval", "Validation: ", "3 is not 4", "A human still has to decide", "Not checked", "left-pad",
      "Redirect.swift",
    ]
    for rendering in [text, page] {
      var rest = rendering[...]
      for mark in marks {
        guard let place = rest.range(of: mark) else { return XCTFail("\(mark) isn't there in its turn:\n\(rendering)") }
        rest = rest[place.upperBound...]
      }
    }
  }

  func testOneCommandRevertsAndOneAsks() throws {
    let group = try XCTUnwrap(FindingGroup.all(Specimen.everything.findings).first { $0.concern == .scope })
    XCTAssertEqual(group.clusters.count, 1)
    XCTAssertEqual(
      group.clusters[0].hint,
      GroupHint(
        "revert them (git checkout 4f2c91a -- Sources/Billing/Price.swift Sources/Login/Keychain.swift), "
          + "remove it (rm -- Sources/Billing/Tax.swift), or amend the contract (caskade amend login) and have it "
          + "approved again",
        commands: [
          "git checkout 4f2c91a -- Sources/Billing/Price.swift Sources/Login/Keychain.swift",
          "rm -- Sources/Billing/Tax.swift",
        ], otherwise: "or amend the contract (caskade amend login) and have it approved again"))
  }

  /// Evidence may come from anywhere: a command that isn't caskade's own is a sentence, and nothing to copy.
  func testOnlyKnownCommandsAreOfferedToCopy() {
    let rows: [Row<String, [String]>] = [
      Row("revert it (git checkout 4f2c91a -- a)", ["git checkout 4f2c91a -- a"]),
      Row("remove it (rm -- a)", ["rm -- a"]),
      Row("remove it (git rm --cached -- a)", ["git rm --cached -- a"]), Row("revert it (rm -rf / ; x -- a)", []),
      Row("revert it (git checkout main -- a)", []), Row("revert it (git checkout 4f2c91a -f -- a)", []),
      Row("remove it (rm -r -- a)", []), Row("leave it (rm -- a)", []), Row("revert it (rm -- b)", []),
    ]
    for row in rows {
      let finding = Finding(.error, gate: .scope, ruleID: "r", path: RepositoryPath("a"), "m", hint: row.input)
      XCTAssertEqual(GroupHint([finding]).commands, row.expected, file: row.file, line: row.line)
      XCTAssertEqual(GroupHint([finding]).text, row.input, file: row.file, line: row.line)
    }
  }

  func testAFileCantClaimAnyNumberOfWays() {
    let findings = (0..<50_000).map { (number: Int) in
      Finding(
        .error, gate: .scope, ruleID: "r", path: RepositoryPath("a\(number)"), "m\(number)",
        hint: "revert it (git checkout \(String(number, radix: 16)) -- a\(number))")
    }
    let hint = FindingGroup.all(findings)[0].clusters[0].hint
    XCTAssertEqual(hint, GroupHint("of each file, as of the first: revert it (git checkout 0 -- a0)"))
  }

  // MARK: The tree

  private func tree(_ paths: [String], most: Int, marked: [String] = []) -> [String] {
    let evidence = Draft {
      $0.changes = paths.map {
        Change(
          path: RepositoryPath($0), operation: .modify, oldMode: .regular, newMode: .regular, oldID: nil, newID: nil,
          lines: .counted(added: 2, deleted: 1))
      }
      $0.findings = marked.map {
        Finding(.error, gate: .scope, ruleID: "scope.outside", path: RepositoryPath($0), "m")
      }
    }.evidence
    let (rows, omitted) = ChangedTree(evidence).rows(most: most)
    let lines = rows.map { row in
      let name = String(repeating: " ", count: row.depth) + row.name
      return ([name, row.files == 0 ? "" : "\(row.files)", row.size] + row.marks)
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
    return lines + (omitted > 0 ? ["\(omitted) more"] : [])
  }

  func testTheTree() {
    let paths = ["b/c/d.txt", "b/c/e.txt", "a.txt", "b/f/g/h.txt", "z"]
    XCTAssertEqual(
      tree(paths, most: 20, marked: ["b/c/e.txt"]),
      [
        "a.txt 1 +2 -1", "b/", " c/", "  d.txt 1 +2 -1", "  e.txt 1 +2 -1 outside", " f/g/", "  h.txt 1 +2 -1",
        "z 1 +2 -1",
      ])
    XCTAssertEqual(
      tree(paths, most: 5, marked: ["b/c/e.txt"]),
      ["a.txt 1 +2 -1", "b/", " c/ 2 +4 -2 1 outside", " f/g/ 1 +2 -1", "z 1 +2 -1"])
    XCTAssertEqual(tree(paths, most: 3), ["a.txt 1 +2 -1", "b/ 3 +6 -3", "z 1 +2 -1"])
    XCTAssertEqual(tree(paths, most: 1), ["a.txt 1 +2 -1", "4 more"])
    XCTAssertEqual(tree([], most: 3), [])
  }

  // MARK: Links

  func testLinks() {
    func links(_ kind: ForgeRecord.Kind, uncommitted: Bool = false) -> ForgeLinks? {
      ForgeLinks(
        Draft {
          $0.forge = ForgeRecord(kind, address: "https://forge.example/team/app")
          $0.uncommitted = uncommitted
          $0.changes = [
            Change(
              path: RepositoryPath("gone"), operation: .delete, oldMode: .regular, newMode: .absent, oldID: nil,
              newID: nil, lines: .counted(added: 0, deleted: 1))
          ]
        }.evidence)
    }
    let (head, base) = (Draft.id("9be01d3").text, Draft.id("b5").text)
    let root = "https://forge.example/team/app"
    XCTAssertEqual(links(.gitHub)?.file(RepositoryPath("a/b c.txt"), line: 3), "\(root)/blob/\(head)/a/b%20c.txt#L3")
    XCTAssertEqual(links(.gitHub)?.file(RepositoryPath("a)](x"), line: nil), "\(root)/blob/\(head)/a%29%5D%28x")
    XCTAssertEqual(links(.gitLab)?.file(RepositoryPath("日"), line: 1), "\(root)/-/blob/\(head)/%E6%97%A5#L1")
    XCTAssertEqual(links(.bitbucket)?.file(RepositoryPath("a"), line: 2), "\(root)/src/\(head)/a#lines-2")
    XCTAssertEqual(links(.gitHub)?.file(RepositoryPath("gone"), line: 2), "\(root)/blob/\(base)/gone")
    XCTAssertNil(links(.gitHub)?.file(RepositoryPath(String(repeating: "é", count: 100))))
    XCTAssertNil(links(.gitHub, uncommitted: true))
  }
}
