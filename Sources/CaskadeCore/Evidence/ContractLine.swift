package import CaskadeSyntax

/// One line of the contract that decided something, as it stands there.
package struct ContractLine: Hashable, Sendable {
  /// Counted from 1.
  package let line: Int
  /// Without the white space around it.
  package let text: String

  package init(_ line: Int, _ text: String) {
    self.line = line
    self.text = text
  }

  private static let most = 200
  private static let longest = 200

  /// The lines of a contract's text that findings rest on, in their order; the first ones of many.
  package static func all(of findings: [Finding], in source: SourceText) -> [ContractLine] {
    let numbers = findings.flatMap { [$0.contractLine] + $0.also.map(\.contractLine) }.compactMap { $0 }
    let lines = Set(numbers).filter { (1...source.lineCount).contains($0) }.sorted()
    return lines.prefix(most).compactMap { number in
      let range = source.range(ofLine: number)
      let words = EscapedText.line(source.bytes[range.start..<range.end]).drop { $0 == " " }
      return words.isEmpty ? nil : ContractLine(number, String(words.prefix(longest)))
    }
  }

  static let keys = ObjectForm<ContractLine>(
    "one line of the contract",
    FormKey("line", .count, "from 1", \.line), FormKey("text", .text, "without the white space around it", \.text)
  ) { ContractLine($0, $1) }
}
