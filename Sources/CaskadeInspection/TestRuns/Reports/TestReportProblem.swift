package import CaskadeSyntax

/// Why a file is no test report that can be counted.
package enum TestReportProblem: Error, Hashable, Sendable {
  case empty
  /// None of the formats that are read.
  case unknownFormat
  case xml(XMLProblem)
  /// XML with another root element than test reports have.
  case root(String)
  /// The number of an attribute is none: negative, too large, or no digits.
  case number(attribute: String, value: String)
  /// It states tests, and names none of them; or the other way round.
  case contradiction(stated: Int, named: Int)
  /// TAP that ends without saying how many tests there were to be.
  case noPlan
  /// JSON lines without one that `go test -json` writes.
  case noEvents
  /// A line that begins as JSON and is none.
  case json(line: Int)
}
