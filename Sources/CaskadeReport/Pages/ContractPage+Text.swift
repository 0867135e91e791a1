import CaskadeSyntax

/// The page for a terminal: wrapped at its width, bold and colour by meaning.
extension ContractPage {
  private static let labelWidth = 13
  private static let narrowest = 40

  /// - Parameters:
  ///   - width: of a line in terminal cells.
  ///   - marksRiskiest: the line that a signer has to have read begins with an exclamation mark.
  package func text(width: Int = 100, isColored: Bool = false, marksRiskiest: Bool = false) -> String {
    let width = max(Self.narrowest, width)
    let paint = TerminalPaint(isColored: isColored)
    let riskiest = marksRiskiest ? review.riskiest : nil
    var blocks = [review.head.map { head($0.label, $0.line, width, paint) }.joined(separator: "\n")]
    let (title, facts) = headingLines
    let heading = wrapped(title, width).map { paint($0, .strong) } + wrapped(facts, width)
    blocks.append(heading.joined(separator: "\n"))
    for question in questions {
      var lines = [paint(question.title, .strong)]
      for block in question.blocks { lines += block.split(separator: "\n").flatMap { wrapped(String($0), width) } }
      lines += question.lines.flatMap { self.line($0, riskiest, width, paint) }
      if let more = question.more, !more.lines.isEmpty {
        lines.append("  \(more.title)")
        lines += more.lines.flatMap { line in
          wrapped("    \(EscapedText.line(line.text))", width).map { paint($0, Self.style(line.weight)) }
        }
      }
      blocks.append(lines.joined(separator: "\n"))
    }
    blocks += rest.map { block in
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let body = lines.dropFirst().flatMap { wrapped($0, width) }
      return ([paint(lines.first ?? "", .strong)] + body).joined(separator: "\n")
    }
    blocks.append(EscapedText.line(approval))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The riskiest line by itself, for the last look before signing; nil where nothing is more than ordinary.
  package var riskiest: String? { review.riskiest.map { EscapedText.line($0.text) } }

  private func head(_ label: String, _ line: ReviewLine, _ width: Int, _ paint: TerminalPaint) -> String {
    let indent = String(repeating: " ", count: Self.labelWidth)
    let lines = WrappedText.lines(
      EscapedText.line(line.text), width: width, first: indent, rest: indent)
    return lines.enumerated().map { number, text in
      let rest = String(text.dropFirst(Self.labelWidth))
      return paint(number == 0 ? label.padded(to: Self.labelWidth) : indent, .strong)
        + paint(rest, Self.style(line.weight))
    }.joined(separator: "\n")
  }

  private func line(
    _ line: ReviewLine, _ riskiest: ReviewLine?, _ width: Int, _ paint: TerminalPaint
  ) -> [String] {
    let isRiskiest = line == riskiest
    let text = EscapedText.line(line.text)
    let lines = WrappedText.lines(text, width: width, first: isRiskiest ? "! " : "  ", rest: "    ")
    return lines.map { paint($0, isRiskiest ? .bad : Self.style(line.weight)) }
  }

  private static func style(_ weight: ReviewLine.Weight) -> TerminalPaint.Style? {
    switch weight {
    case .plain, .note: nil
    case .good: .good
    case .doubt, .risk: .unsure
    case .grave: .bad
    }
  }

  /// A line that is too long goes on below itself, a little further in.
  private func wrapped(_ line: String, _ width: Int) -> [String] {
    guard DisplayWidth.of(line) > width else { return [line] }
    let indent = String(line.prefix { $0 == " " })
    return WrappedText.lines(line, width: width, first: indent, rest: indent + "    ")
  }
}
