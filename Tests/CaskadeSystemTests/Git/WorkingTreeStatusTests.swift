import TestSupport
import XCTest

@testable import CaskadeSyntax
@testable import CaskadeSystem

final class WorkingTreeStatusTests: XCTestCase {
  private func texts(_ paths: [ArraySlice<UInt8>]) -> [String] { paths.map { String(decoding: $0, as: UTF8.self) } }

  func testEveryKindOfRecord() throws {
    let bytes = Array(
      "A  staged\0 M edited\0MM both\0 D gone\0AD staged and gone\0 T link\0 A intent\0?? new\0?? nested/\0!! a b\nc\0"
        .utf8)
    let status = try WorkingTreeStatus(bytes)
    XCTAssertEqual(texts(status.changed), ["edited", "both", "link", "intent"])
    XCTAssertEqual(texts(status.gone), ["gone", "staged and gone"])
    XCTAssertEqual(texts(status.untracked), ["new", "nested/"])
    XCTAssertEqual(texts(status.ignored), ["a b\nc"])
  }

  /// A list that lost records, at its end or anywhere, isn't taken for a whole one.
  func testRecordsThatAreMissing() throws {
    let trace = Array(
      """
      {"event":"data","category":"index","key":"read/version","value":"2"}
      {"event":"data","file":"wt-status.c","category":"status","key":"count/changed","value":"2"}
      {"event":"data","file":"wt-status.c","category":"status","key":"count/untracked","value":"1"}
      {"event":"data","file":"wt-status.c","category":"status","key":"count/ignored","value":"1"}

      """.utf8)
    let counts = try XCTUnwrap(StatusCounts(trace: trace))
    XCTAssertEqual(counts, StatusCounts(changed: 2, untracked: 1, ignored: 1))
    XCTAssertNil(StatusCounts(trace: []))
    XCTAssertNil(StatusCounts(trace: Array(trace.dropLast(60))))
    let records = [" M a", "A  b", "?? c", "!! d"]
    _ = try WorkingTreeStatus(Array(records.map { $0 + "\0" }.joined().utf8), counts)
    for missing in records {
      let rest = records.filter { $0 != missing }.map { $0 + "\0" }.joined()
      _ = try WorkingTreeStatus(Array(rest.utf8))
      XCTAssertThrowsError(try WorkingTreeStatus(Array(rest.utf8), counts), missing) {
        XCTAssertEqual($0 as? GitError, GitError(.badAnswer(command: "status", reason: "records are missing")), missing)
      }
    }
  }

  func testWithoutAFolder() throws {
    let status = try WorkingTreeStatus(Array(" M own/x\0?? own/y\0?? owner\0!! own/z\0!! z\0".utf8))
      .without(Array("own/".utf8))
    XCTAssertEqual(texts(status.changed), ["own/x"])
    XCTAssertEqual(texts(status.untracked), ["owner"])
    XCTAssertEqual(texts(status.ignored), ["z"])
  }

  func testWhatIsNotAsDocumented() {
    for text in [" M cut", "?? ", "\0", "M\0", " M\0", "MMedited\0", "?? a\0x"] {
      XCTAssertThrowsError(try WorkingTreeStatus(Array(text.utf8)), text) {
        XCTAssertEqual(
          $0 as? GitError, GitError(.badAnswer(command: "status", reason: "a record is not as documented")), text)
      }
    }
  }

  /// Git says so of a file in a folder that may be listed and not entered, leaves it out, and ends with status 0.
  func testFilesThatCannotBeLookedAt() throws {
    func refusal(_ errors: String) -> GitError? {
      do throws(GitError) {
        try UnseenFiles.refuse(in: Array(errors.utf8)[...], of: "status")
        return nil
      } catch {
        return error
      }
    }
    for (errors, reason) in [
      ("docs/private/plan.md: Permission denied\n", "docs/private/plan.md: Permission denied"),
      ("warning: unable to access 'a'\nb\u{1B}: I/O error\n", "b\\x1B: I/O error"),
      (
        "warning: could not open directory 'src/': Permission denied\n",
        "could not open directory 'src/': Permission denied"
      ),
    ] {
      XCTAssertEqual(refusal(errors), GitError(.failed(command: "status", reason: reason)), errors)
    }
    for errors in ["", "warning: unable to access '.gitignore': Too many levels of symbolic links\nerror: x\nhint:\n"] {
      XCTAssertNil(refusal(errors), errors)
    }
  }
}
