import TestSupport
import XCTest

@testable import CaskadeInspection
@testable import CaskadeSyntax

final class NewLinesTests: XCTestCase {
  private let scanner = SecretScanner()

  private func found(_ versions: [String], _ name: String = "src/a.ts") -> [[String]] {
    var lines = NewLines()
    return versions.map { version in
      let text = SecretText(Array(version.utf8), path: RepositoryPath(name))
      return scanner.spans(in: text, besides: &lines).map {
        "\($0.line): \(String(decoding: text.value(of: $0), as: UTF8.self))"
      }
    }
  }

  /// A visibly made-up password that the scanner takes for one, another for each number.
  private func secret(_ number: Int) -> String { "url = \"postgres://app:Fake-\(number)-xK9vQ2mZ@db.internal/x\"\n" }

  func testOnlyWhatIsNewIsLookedAt() {
    let filler = (0..<200).map { "line \($0)\n" }.joined()
    let versions = [
      filler, filler + secret(1), secret(2) + filler + secret(1), filler, secret(1) + filler + secret(2),
      filler.replacing("line 100\n", with: "line 100\n" + secret(3)),
    ]
    let value = { (number: Int) in "Fake-\(number)-xK9vQ2mZ" }
    XCTAssertEqual(
      found(versions), [[], ["201: \(value(1))"], ["1: \(value(2))"], [], [], ["102: \(value(3))"]])
  }

  /// Lines around a new one are looked at with it.
  func testWhatStandsAround() {
    let versions = [
      "curl \\\n  -s \\\n  https://x.test\n", "curl \\\n  -s \\\n  -u app:xK9vQ2mZ7fT1 \\\n  https://x.test\n",
    ]
    XCTAssertEqual(found(versions, "run.sh"), [[], ["3: xK9vQ2mZ7fT1"]])
  }

  /// What needs context is looked at as a whole each time.
  func testFilesThatNeedContext() {
    let text = "kind: Secret\nstringData:\n  a: xK9vQ2mZ7fT1\n"
    XCTAssertEqual(found([text, text + "  b: yes\n"], "k/a.yaml").map(\.count), [1, 1])
  }

  /// Taken together the versions give what each of them gives as a whole.
  func testNothingIsMissed() {
    var random = RepeatableRandom(seed: 7)
    for round in 0..<60 {
      var lines = (0..<Int.random(in: 0..<120, using: &random)).map { "line \($0)" }
      var versions: [String] = []
      for number in 0..<8 {
        for _ in 0..<Int.random(in: 0..<4, using: &random) {
          let place = Int.random(in: 0...lines.count, using: &random)
          if Bool.random(using: &random) {
            lines.insert(String(secret(Int.random(in: 0..<9, using: &random)).dropLast()), at: place)
          } else if place < lines.count {
            lines.remove(at: place)
          }
        }
        let end = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
        versions.append(lines.joined(separator: number % 3 == 0 ? end : "\n"))
      }
      let whole = versions.flatMap { version in
        scanner.scan(blob: Array(version.utf8), path: RepositoryPath("a.ts")).map {
          String(decoding: Array(version.utf8)[$0.range], as: UTF8.self)
        }
      }
      let parts = found(versions, "a.ts").joined().compactMap { $0.split(separator: " ").last.map(String.init) }
      XCTAssertEqual(Set(parts), Set(whole), "round \(round)")
    }
  }
}
