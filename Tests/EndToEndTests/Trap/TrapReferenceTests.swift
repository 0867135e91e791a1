import TestSupport
import XCTest

/// Repositories whose references are kept in ways that files alone don't tell: what they stand for is what git says.
final class TrapReferenceTests: XCTestCase {
  private let outside = "broken\nmodify 100644 other.txt\n! other.txt [scope.outside]"

  private func judged(_ name: String, _ script: String, line: UInt = #line) throws {
    let world = try TrapWorld()
    let setUp = try world.repository.shell("echo evil > other.txt; git commit -qam Evil; \(script)")
    XCTAssertEqual(setUp.status, 0, setUp.text, line: line)
    XCTAssertEqual(try world.judgement(), outside, name, line: line)
    XCTAssertEqual(try world.judgement(["--head", "work"]), outside, "\(name), the head named", line: line)
  }

  /// The objects are another repository's, whose branches have the same names.
  func testObjectsBehindALink() throws {
    try judged(
      "linked objects",
      """
      tip=$(git rev-parse work); git init -q ../lender; rm -rf ../lender/.git/objects
      mv .git/objects ../lender/.git/objects; ln -s "$(cd ../lender/.git && pwd)/objects" .git/objects
      git -C ../lender update-ref refs/heads/main $tip; git -C ../lender update-ref refs/heads/work $tip
      """)
  }

  /// As git once kept symbolic references (git-config(1), `core.preferSymlinkRefs`).
  func testAHeadThatIsALink() throws {
    try judged("a linked HEAD", "rm .git/HEAD; ln -s refs/heads/work .git/HEAD")
  }

  /// A symbolic reference to a name that is no text.
  func testANameThatIsNotUTF8() throws {
    try judged(
      "origin/HEAD",
      """
      name=$(printf 'b\\377'); git update-ref "refs/remotes/origin/$name" main
      git update-ref refs/remotes/origin/main work
      git symbolic-ref refs/remotes/origin/HEAD "refs/remotes/origin/$name"
      """)
  }
}
