import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// A file that is cut or changed at any byte gives a value or an error, in the text, and never a trap.
final class MutatedFilesTests: XCTestCase {
  private let context = LintContext.repository(["Sources/Login/a.swift", "b.strings", "c/d.strings"], programs: ["a"])

  private func read(_ bytes: [UInt8], lints: Bool, _ label: @autoclosure () -> String) {
    let source = SourceText(name: "c.yaml", bytes: bytes)
    let isRead: Bool
    var diagnostics: [Diagnostic]
    switch DocumentKind.of(source) {
    case .policy:
      let result = PolicyReader.read(source)
      (isRead, diagnostics) = (result.policy != nil, result.diagnostics)
    case .contract, .template:
      let result = ContractReader.read(source)
      (isRead, diagnostics) = (result.contract != nil, result.diagnostics)
      if lints, let draft = result.draft {
        let lint = ContractLint.diagnostics(draft, source: source, context: context)
        diagnostics += lint.filter { $0.severity != .error }
      }
    }
    XCTAssertEqual(isRead, !diagnostics.contains { $0.severity == .error }, label())
    for range in diagnostics.compactMap(\.range) where range.start < 0 || range.end > bytes.count {
      XCTFail("a place outside of the text: \(label())")
    }
  }

  func testTruncatedAtEveryByte() throws {
    for source in try fixtures("contracts") + fixtures("policies") {
      for end in 0..<source.bytes.count {
        read(Array(source.bytes[..<end]), lints: end % 8 == 0, "\(source.name) cut at \(end)")
      }
    }
  }

  func testChangedAtEveryByte() throws {
    let pieces = Array("\0\t\n\r :#-*&'\"[]{},|>?/\\\u{85}\u{202E}aZ9".utf8)
    var random = RepeatableRandom(seed: 7)
    for source in try fixtures("contracts") + fixtures("policies") {
      for index in source.bytes.indices {
        var bytes = source.bytes
        let piece = pieces.randomElement(using: &random) ?? 0
        let kind = Int.random(in: 0...3, using: &random)
        switch kind {
        case 0: bytes[index] = piece
        case 1: bytes.remove(at: index)
        case 2: bytes.insert(piece, at: index)
        default: bytes.insert(bytes[index], at: index)
        }
        read(bytes, lints: index % 8 == 0, "\(source.name) at \(index), change \(kind), byte \(piece), seed 7")
      }
    }
  }
}
