import CaskadeSyntax

extension TestReportProblem {
  /// What is wrong with the report, to stand behind its name.
  package var message: String {
    switch self {
    case .empty: "it is empty"
    case .unknownFormat: "it is neither JUnit XML, TRX, TAP nor the lines of 'go test -json'"
    case .xml(let problem): problem.message
    case .root(let name):
      "its root element is '\(EscapedText.line(String(name.prefix(60))))', and not one of JUnit XML or TRX"
    case .number(let attribute, let value):
      "its attribute '\(attribute)' is no number of tests: '\(EscapedText.line(String(value.prefix(40))))'"
    case .contradiction(let stated, let named):
      "it states \(stated) test\(stated == 1 ? "" : "s") and names \(named)"
    case .noPlan: "it has no plan (1..N), so nobody knows whether it is whole"
    case .noEvents: "it has no event of 'go test -json'"
    case .json(let line): "its line \(line) is no JSON"
    }
  }
}
