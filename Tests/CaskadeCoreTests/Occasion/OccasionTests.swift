import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

/// What a check has before it, over every small world.
final class OccasionTests: XCTestCase {
  private static let truths = [true, false]
  private static let touches = truths.flatMap { rules in truths.map { Touched(rules: rules, work: $0) } }

  func testBeforeAnyContract() {
    for base in Self.truths {
      for head in Self.truths {
        for isCI in Self.truths {
          for isPush in Self.truths {
            for span in Occasion.Span.allCases {
              for touched in Self.touches {
                let found = Occasion(
                  base: base, head: head, isCI: isCI, isPush: isPush, span: span, touched: touched)
                let world = "base \(base) head \(head) CI \(isCI) push \(isPush) \(span) \(touched)"
                switch found {
                case .nothing(.notSetUp): XCTAssertTrue(!base && (head || !isCI), world)
                case .refused(.misaimed): XCTAssertTrue(!base && !head && isCI, world)
                case .refused(.sameCommit): XCTAssertTrue(base && span == .sameCommit && !(isCI && isPush), world)
                case .refused(.baseItself): XCTAssertTrue(base && span == .sameCommit && isCI && isPush, world)
                case .nothing(.empty): XCTAssertTrue(base && span == .sameTree, world)
                case .nothing(.contractFilesOnly):
                  XCTAssertTrue(base && span == .differs && !touched.work && !touched.rules, world)
                case .nothing(.policyChange):
                  XCTAssertTrue(base && span == .differs && !touched.work && touched.rules, world)
                case nil: XCTAssertTrue(base && span == .differs && touched.work, world)
                case .nothing(.notGoverned), .judged, .ungoverned: XCTFail(world)
                }
              }
            }
          }
        }
      }
    }
  }

  func testWork() {
    let rows: [Row<(Occasion.Match, Bool), Occasion>] = [
      Row((.forBranch, true), .judged), Row((.forBranch, false), .judged), Row((.forOthers, true), .judged),
      Row((.forOthers, false), .nothing(.notGoverned)), Row((.none, true), .ungoverned),
      Row((.none, false), .nothing(.notGoverned)),
    ]
    XCTAssertEqual(rows.count, Occasion.Match.allCases.count * 2)
    for row in rows {
      XCTAssertEqual(
        Occasion(match: row.input.0, isGoverned: row.input.1), row.expected, file: row.file, line: row.line)
    }
  }

  func testContractFiles() {
    let rows: [Row<String, ContractFile?>] = [
      Row("Contracts/work.yaml", .contract), Row("Contracts/work.yml", .contract),
      Row("Contracts/closed/work.yaml", .closed), Row("Contracts/templates/bug.yaml", .template),
      Row("Contracts/approvals/work/dev@example.com.approval", .approval), Row("Contracts/policy.yaml", .policy),
      Row("Contracts/approvals/policy/dev@example.com.approval", .approval),
      Row("Contracts/allowed_signers", .signers), Row("Contracts/policy.yml", nil),
      Row("Contracts/allowed_signers.yaml", nil), Row("Contracts/contract.schema.json", nil),
      Row("Contracts/run.sh", nil), Row("Contracts/closed/deep/work.yaml", nil), Row("Contracts/closed/run.sh", nil),
      Row("Contracts/approvals/dev.approval", nil), Row("Contracts/approvals/work/deep/dev.approval", nil),
      Row("Contracts/approvals/work/dev.yaml", nil), Row("contracts/work.yaml", nil),
      Row("lib/Contracts/work.yaml", nil), Row("work.yaml", nil), Row("Contracts", nil),
      Row("Contracts/other/a.yaml", nil),
    ]
    for row in rows {
      XCTAssertEqual(
        ContractFile(RepositoryPath(row.input)), row.expected, row.input, file: row.file, line: row.line)
    }
  }

  /// Any other kind of file at the path of a contract file is work, on either side.
  func testKindsOfFiles() {
    for old in FileMode.all {
      for new in FileMode.all where old != .absent || new != .absent {
        let change = Change(
          path: RepositoryPath("Contracts/work.yaml"), operation: .modify, oldMode: old, newMode: new, oldID: nil,
          newID: nil)
        let isText = [old, new].allSatisfy { [.absent, .regular].contains($0) }
        XCTAssertEqual(ContractFile(change) != nil, isText, "\(old.text) \(new.text)")
        XCTAssertEqual(Touched(ChangeSet([change])).work, !isText, "\(old.text) \(new.text)")
      }
    }
  }

  func testTouched() {
    func change(_ path: String, _ mode: FileMode = .regular) -> Change {
      Change(
        path: RepositoryPath(path), operation: .create, oldMode: .absent, newMode: mode, oldID: nil, newID: nil)
    }
    let rows: [Row<[Change], Touched>] = [
      Row([], Touched(rules: false, work: true)),
      Row([change("Contracts/a.yaml")], Touched(rules: false, work: false, grants: RepositoryPath("Contracts/a.yaml"))),
      Row(
        [change("Contracts/a.yaml"), change("a.txt")],
        Touched(rules: false, work: true, grants: RepositoryPath("Contracts/a.yaml"))),
      Row(
        [change("Contracts/closed/a.yaml"), change("Contracts/approvals/a/b.approval")],
        Touched(rules: false, work: false, grants: RepositoryPath("Contracts/approvals/a/b.approval"))),
      Row([change("Contracts/closed/a.yaml"), change("a.txt")], Touched(rules: false, work: true)),
      Row([change("Contracts/policy.yaml")], Touched(rules: true, work: false)),
      Row([change("Contracts/policy.yaml"), change("a.txt")], Touched(rules: true, work: true)),
      Row([change("Contracts/policy.yaml", .symlink)], Touched(rules: true, work: true)),
      Row([change("Contracts/allowed_signers", .submodule)], Touched(rules: true, work: true)),
    ]
    for row in rows {
      XCTAssertEqual(Touched(ChangeSet(row.input)), row.expected, file: row.file, line: row.line)
    }
  }
}
