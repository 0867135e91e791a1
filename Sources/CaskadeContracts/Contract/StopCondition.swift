package import CaskadeSyntax

/// One condition at which the run has to stop.
package struct StopCondition: Hashable, Sendable {
  package enum Unit: String, Hashable, Sendable, CaseIterable {
    case files, lines
    case linesOfCode = "lines of code"
    case minutes
    case failedValidations = "failed validations"
    case toolCalls = "tool calls"
    case tokens
    case dollars = "USD"

    /// True for what is judged from two trees; the others need the record of a run.
    package var isBudget: Bool {
      switch self {
      case .files, .lines, .linesOfCode: true
      case .minutes, .failedValidations, .toolCalls, .tokens, .dollars: false
      }
    }

    /// `file`.
    package var singular: String {
      switch self {
      case .linesOfCode: "line of code"
      case .dollars: rawValue
      case .files, .lines, .minutes, .failedValidations, .toolCalls, .tokens: String(rawValue.dropLast())
      }
    }

    /// `1 file`, `2 files`.
    package func counted(_ number: Int) -> String {
      number == 1 ? "1 \(singular)" : "\(number) \(rawValue)"
    }
  }

  package enum Kind: Hashable, Sendable {
    case moreThan(Int, Unit)
    case touching(PathPattern)
    /// Names of risk areas.
    case areas([String])
    /// A sentence that only a person can answer; it never blocks.
    case question(String)
  }

  package let kind: Kind
  package let line: Int

  /// The condition as a contract writes it on one line.
  package var text: String {
    switch kind {
    case .moreThan(let limit, let unit): "more_than: \(unit.counted(limit))"
    case .touching(let pattern): "touching: \(pattern.text)"
    case .areas(let names): names.count == 1 ? "area: \(names[0])" : "area: [\(names.joined(separator: ", "))]"
    case .question(let text): text
    }
  }

  package init(_ kind: Kind, line: Int) {
    self.kind = kind
    self.line = line
  }
}

extension Contract {
  /// What it states as `more_than`, in its order.
  package var limits: [(condition: StopCondition, limit: Int, unit: StopCondition.Unit)] {
    stopWhen.compactMap { condition in
      guard case .moreThan(let limit, let unit) = condition.kind else { return nil }
      return (condition, limit, unit)
    }
  }
}
