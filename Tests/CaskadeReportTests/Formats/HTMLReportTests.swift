import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeReport
import CaskadeSyntax
import XCTest

final class HTMLReportTests: XCTestCase {
  private static let tags: Set<String> = [
    "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "h1", "h2",
    "h3", "p", "dl", "dt", "dd", "ul", "ol", "li", "span", "code", "pre", "strong", "small", "b", "br", "div",
    "table",
    "caption", "thead", "tbody", "tr", "th", "td", "details", "summary", "svg", "defs", "pattern", "path", "rect", "g",
    "text",
  ]

  /// Whatever evidence holds, the only tags are the page's own, each with its own end.
  func testNoTextIsATag() {
    for specimen in Specimen.all {
      let page = EvidenceFormat.html.render(specimen.evidence, specimen.provenance)
      var open: [String] = []
      for part in page.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
        let isEnd = part.hasPrefix("/")
        let name = String(part.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber || $0 == "!" })
        XCTAssertTrue(Self.tags.contains(name), "\(specimen.name): <\(part.prefix(40))")
        let inside = part.prefix { $0 != ">" }
        XCTAssertEqual(inside.count { $0 == "\"" } % 2, 0, "\(specimen.name): <\(part.prefix(80))")
        if isEnd {
          XCTAssertEqual(open.popLast(), name, "\(specimen.name): <\(part.prefix(40))")
        } else if !inside.hasSuffix("/"), !["!DOCTYPE", "meta", "br"].contains(name) {
          open.append(name)
        }
      }
      XCTAssertEqual(open, [], specimen.name)
    }
  }

  func testNothingIsFetched() {
    for specimen in Specimen.all where specimen.name != "hostile" {
      let page = EvidenceFormat.html.render(specimen.evidence, specimen.provenance)
      for word in ["http:", "https:", "src=", "href=", "@import", "<script"] {
        XCTAssertFalse(page.contains(word), "\(specimen.name) has \(word)")
      }
    }
  }

  /// What was refused is in the picture and in the table, however much else changed.
  func testWhatIsOutsideIsNeverCut() throws {
    let path = RepositoryPath("zzz/outside.txt")
    let evidence = Draft {
      $0.verdict = .broken
      $0.changes = (0..<2_000).map { Self.change(RepositoryPath("src/\($0 / 20)/\($0).txt"), lines: 40) }
      $0.changes.append(Self.change(path, lines: 1))
      $0.findings = [Finding(.error, gate: .scope, rule: .scopeOutside, path: path, "created, outside")]
    }.evidence
    let page = EvidenceFormat.html.render(evidence, .witnessed)
    XCTAssertTrue(page.contains("<code>zzz/outside.txt</code></th><td>create</td>"))
    XCTAssertTrue(page.contains("1 outside the approved paths, 2000 inside the approved paths</title>"))
    XCTAssertTrue(page.contains("fill=\"url(#outside)\""))
    XCTAssertLessThan(page.utf8.count, 400_000)
  }

  private static func change(_ path: RepositoryPath, lines: Int) -> Change {
    Change(
      path: path, operation: .create, oldMode: .absent, newMode: .regular, oldID: nil, newID: nil,
      lines: .counted(added: lines, deleted: 0))
  }
}
