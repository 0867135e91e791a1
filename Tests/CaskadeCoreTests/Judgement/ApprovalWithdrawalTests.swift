import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeInspection

/// What of a history takes an approval back.
final class ApprovalWithdrawalTests: XCTestCase {
  private func id(_ digit: String) throws -> ObjectID { try XCTUnwrap(ObjectID(String(repeating: digit, count: 40))) }

  private func record(
    _ commit: String, _ old: [String?], _ new: String?, mode: FileMode = .regular, path: String = "Contracts/a.yaml"
  ) throws -> HistoryRecord {
    HistoryRecord(
      commit: try id(commit), path: RepositoryPath(path), oldIDs: try old.map { try $0.map(id) },
      newID: try new.map(id), newMode: new == nil ? .absent : mode)
  }

  /// `a` is the approved contract, `f` the approval.
  func testWhatTakesItBack() throws {
    let rows: [Row<[HistoryRecord], ApprovalWithdrawal?>] = [
      Row([], nil),
      Row([try record("1", [nil], "a")], nil),
      Row([try record("1", ["b"], "a")], nil),
      Row([try record("1", ["b"], nil)], nil),
      Row([try record("1", ["a"], "a", mode: .executable)], nil),
      Row([try record("1", ["a"], nil)], ApprovalWithdrawal(.contract, in: try id("1"))),
      Row([try record("1", ["a"], "b")], ApprovalWithdrawal(.contract, in: try id("1"))),
      Row([try record("1", ["a"], "a", mode: .symlink)], ApprovalWithdrawal(.contract, in: try id("1"))),
      Row([try record("1", ["b", "a"], "c")], ApprovalWithdrawal(.contract, in: try id("1"))),
      Row(
        [try record("1", ["a"], nil, path: "Contracts/closed/z.yaml")],
        ApprovalWithdrawal(.contract, in: try id("1"))),
      Row([try record("1", ["f"], nil)], ApprovalWithdrawal(.approval, in: try id("1"))),
      Row([try record("1", ["f"], "e")], ApprovalWithdrawal(.approval, in: try id("1"))),
      Row(
        [try record("1", ["f"], nil), try record("2", ["a"], nil), try record("3", ["a"], nil)],
        ApprovalWithdrawal(.contract, in: try id("2"))),
    ]
    let contract = try id("a")
    let approval = try id("f")
    for row in rows {
      XCTAssertEqual(
        ApprovalWithdrawal(in: row.input.map { ApprovalWithdrawal.Loss(in: $0.commit, of: $0.lost) }, of: contract) {
          $0 == approval
        }, row.expected, file: row.file,
        line: row.line)
    }
  }
}
