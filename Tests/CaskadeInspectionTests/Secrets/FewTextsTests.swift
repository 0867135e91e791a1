import CaskadeInspection
import XCTest

/// Whether the scanner has an automaton or compares, a text is masked alike.
final class FewTextsTests: XCTestCase {
  func testBothMaskTheSame() {
    let texts = [
      "", "src/a.swift", "/home/dev/work/login", "swift test --filter A", "2026-01-01T00:00:00Z",
      "git push origin main",
      "curl -u dev:not-a-real-one https://example.com", "https://dev:not-a-real-one@example.com/x",
      "export TOKEN=not-a-real-one-0123456789", "--password not-a-real-one", "PASSWD: not-a-real-one",
      "psql postgres://dev:not-a-real-one@db/x", "mysql -pnot-a-real-one", "Bearer not-a-real-one-0123456789",
      "ghp_" + String(repeating: "notreal", count: 6), "AKIA" + String(repeating: "NOTREAL0", count: 2),
      "-----BEGIN PRIVATE KEY-----\nbm90IGEgcmVhbCBvbmU=\n-----END PRIVATE KEY-----", "tokens are no secrets", "ÄÖÜ=ß",
      "api_key=Zq3v9XbT7wLm2RkP8sYd", "Authorization: Basic bm90OmEtcmVhbC1vbmU=",
    ]
    let (all, few) = (TextMask(), TextMask(forFewTexts: true))
    for text in texts + [texts.joined(separator: "\n"), texts.joined(separator: " ").uppercased()] {
      XCTAssertEqual(few.maskedStrictly(text), all.maskedStrictly(text), text)
    }
  }
}
