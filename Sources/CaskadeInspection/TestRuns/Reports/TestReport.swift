package import CaskadeSyntax

/// What one test report says.
package struct TestReport: Hashable, Sendable {
  package var counts = TestCounts.none
  package var names = TestNames.none

  /// More isn't read.
  package static let mostBytes = 64 << 20

  init() {}

  /// Reads JUnit XML, TRX, TAP, or the lines of `go test -json`: which of them, the content says.
  package init(_ bytes: [UInt8]) throws(TestReportProblem) {
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    guard let first = bytes.dropFirst(isMarked ? 3 : 0).first(where: { $0 > 0x20 }) else { throw .empty }
    switch first {
    case UInt8(ascii: "<"), 0xFE, 0xFF: self = try Self.xml(bytes)
    case UInt8(ascii: "{"): self = try GoTestEvents.report(bytes)
    case _ where TAPReader.begins(bytes.dropFirst(isMarked ? 3 : 0)): self = try TAPReader.report(bytes)
    default: throw .unknownFormat
    }
  }

  private static func xml(_ bytes: [UInt8]) throws(TestReportProblem) -> TestReport {
    var reader: XMLReader
    do throws(XMLProblem) { reader = try XMLReader(bytes) } catch { throw .xml(error) }
    _ = try reader.nextTag()
    switch reader.localName {
    case "testsuites", "testsuite": return try JUnitReport.read(&reader)
    case "TestRun": return try TRXReport.read(&reader)
    case let name: throw .root(name)
    }
  }
}

extension XMLReader {
  mutating func nextTag() throws(TestReportProblem) -> Event? {
    do throws(XMLProblem) { return try next() } catch { throw .xml(error) }
  }

  /// Without its prefix.
  var localName: String {
    let local = name.split(separator: UInt8(ascii: ":")).last ?? name
    return String(decoding: local, as: UTF8.self)
  }

  /// Nil where the element has none of that name.
  func count(_ attribute: StaticString) throws(TestReportProblem) -> Int? {
    guard let text = self.attribute(attribute) else { return nil }
    guard !text.isEmpty, text.utf8.allSatisfy(ByteSet.digits.contains), let number = Int(text),
      number <= TestCounts.most
    else { throw .number(attribute: "\(attribute)", value: text) }
    return number
  }
}
