import CaskadeInspection
import CaskadeSyntax

extension HumanQuestion {
  /// At most one a check: whether code that answers as a test wants it knows more than that test.
  init(_ special: SpecialCase) {
    let place = "\(special.path.display):\(special.line)"
    self.init(
      text:
        "Does \(place) work it out, or does it know the test? It answers \(Self.shown(special.answer)) for "
        + "\(Self.shown(special.given)), and both stand in \(special.test.display):\(special.testLine).",
      contractLine: nil, place: place)
  }

  private static func shown(_ literal: [UInt8]) -> String {
    "'\(EscapedText.line(literal.count > 40 ? literal[..<37] + Array("...".utf8) : literal[...]))'"
  }
}
