import CaskadeCore
import CaskadeReport
import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

/// Each renderer on each specimen, byte for byte.
final class GoldenTests: XCTestCase {
  private struct Rendering {
    let name: String
    let text: String
  }

  private var renderings: [Rendering] {
    get throws {
      var all: [Rendering] = []
      for specimen in Specimen.all {
        for format in EvidenceFormat.allCases {
          let text = format.render(specimen.evidence, specimen.provenance)
          all.append(Rendering(name: "\(specimen.name).\(Self.suffix(of: format))", text: text))
        }
      }
      for name in ["broken", "unproven"] {
        let specimen = try XCTUnwrap(Specimen.all.first { $0.name == name })
        let text = EvidenceFormat.text.render(specimen.evidence, .witnessed, on: TerminalScreen(isColored: true))
        all.append(
          Rendering(
            name: "\(name).colored.txt",
            text: text.split(separator: "\u{1B}", omittingEmptySubsequences: false)
              .joined(separator: "<ESC>")))
      }
      for name in ["kept", "everything", "paths"] {
        let specimen = try XCTUnwrap(Specimen.all.first { $0.name == name })
        for width in [80, 120] {
          let text = EvidenceFormat.text.render(specimen.evidence, .witnessed, on: TerminalScreen(width: width))
          all.append(Rendering(name: "\(name).\(width).txt", text: text))
        }
      }
      for page in PageSpecimen.all {
        all.append(Rendering(name: "\(page.name).page.txt", text: try page.page.text()))
        all.append(Rendering(name: "\(page.name).page.md", text: try page.page.markdown))
        all.append(Rendering(name: "\(page.name).files.txt", text: try page.page.files))
        all.append(
          Rendering(name: "\(page.name).why.txt", text: try page.why.map { try page.page.why($0) }.joined()))
      }
      return all
    }
  }

  /// As a file of that form is called; a new form needs no row here.
  private static func suffix(of format: EvidenceFormat) -> String {
    [.text: "terminal.txt", .markdown: "md"][format] ?? format.rawValue
  }

  func testGoldens() throws {
    for rendering in try renderings { try Golden.assert(rendering.text, rendering.name) }
  }

  func testNoGoldenIsUnused() throws {
    let names = try renderings.map(\.name)
    XCTAssertEqual(Set(names).count, names.count, "two renderings share a name")
    XCTAssertEqual(try Golden.unused(Set(names)), [])
  }

  func testTheDifferenceShowsLines() {
    XCTAssertEqual(Golden.difference("a\nb\nc", "a\nx\nc"), "-2: b\n+2: x")
    XCTAssertEqual(Golden.difference("a", "a"), "")
  }

  /// A specimen is something that a file could hold.
  func testSpecimensSurviveTheFile() throws {
    for specimen in Specimen.all {
      XCTAssertEqual(
        try EvidenceReader.read(EvidenceWriter.bytes(specimen.evidence)), specimen.evidence, specimen.name)
    }
  }

  /// Colour only repeats the words, in whichever form has it.
  func testColourAddsNoWord() {
    for specimen in Specimen.all {
      for format in EvidenceFormat.allCases {
        let plain = format.render(specimen.evidence, specimen.provenance)
        let colored = format.render(
          specimen.evidence, specimen.provenance, on: TerminalScreen(isColored: true))
        let stripped = colored.replacingOccurrences(
          of: "\u{1B}\\[[0-9;]*m", with: "", options: .regularExpression)
        XCTAssertEqual(stripped, plain, "\(specimen.name), \(format)")
      }
    }
  }
}
