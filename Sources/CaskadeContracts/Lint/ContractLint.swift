package import CaskadeSyntax

/// Looks for what a well-formed contract can hardly mean, or would be better without; see `LintRule`.
///
/// A pure function of the contract and of what the context knows. Diagnostics come in the order of the file; those of
/// the file as a whole come first.
package struct ContractLint {
  let contract: Contract
  let source: SourceText
  let context: LintContext
  private var found: [Diagnostic] = []

  package static func diagnostics(
    _ contract: Contract, source: SourceText, context: LintContext
  ) -> [Diagnostic] {
    var lint = ContractLint(contract: contract, source: source, context: context)
    for blank in contract.blanks { lint.found.append(LintFinding.blank(blank)) }
    lint.judgeAbsence(isOneRun: true)
    lint.judge()
    return lint.found.sortedByPlace()
  }

  /// What can be wrong with a template: all but its blanks, and what only one run can say.
  ///
  /// - Parameter isWhole: false if something in it couldn't be read because of a blank, so that absence says nothing.
  static func diagnostics(
    template: Contract, isWhole: Bool, source: SourceText, context: LintContext
  ) -> [Diagnostic] {
    var lint = ContractLint(contract: template, source: source, context: context.withoutFacts)
    if isWhole { lint.judgeAbsence(isOneRun: false) }
    lint.judge()
    return lint.found.sortedByPlace()
  }

  private init(contract: Contract, source: SourceText, context: LintContext) {
    self.contract = contract
    self.source = source
    self.context = context
  }

  /// Reports at the text on the line, or at the line where the text doesn't stand as it is; with no line at the file.
  mutating func report(_ problem: LintProblem, line: Int? = nil, text: String = "") {
    found.append(problem.diagnostic(at: line.flatMap { source.range(of: text, onLine: $0) }))
  }

  private mutating func judge() {
    for cut in contract.cutTexts {
      found.append(LintProblem.cutShort(kept: cut.text, comment: cut.comment).diagnostic(at: cut.range))
    }
    if Self.plain(contract.outcome.value) == Self.plain(contract.title.value) {
      report(.outcomeRepeatsTitle, line: contract.outcome.line, text: "outcome")
    }
    if let expires = contract.expires, let today = context.today, expires.value < today {
      report(.expired(expires.value), line: expires.line, text: expires.value.text)
    }
    if let template = contract.template {
      let rule = context.policy.template(named: template.value)
      if rule.standing == .retired {
        report(.retiredTemplate(rule.name, owner: rule.owner), line: template.line, text: rule.name)
      }
    }
    judgePaths()
    judgeGrants()
    judgeTools()
    judgeCommands()
    judgeAcceptance()
    judgeStops()
    judgeOrder()
    judgeDuplicates()
  }

  private mutating func judgeAbsence(isOneRun: Bool) {
    if contract.paths.allow.isEmpty { report(.noPaths) }
    if contract.validation == nil { report(.noValidation) }
    if contract.stopWhen.isEmpty { report(.noStop) }
    guard isOneRun else { return }
    if contract.branch.isEmpty { report(.noBranch) }
    if contract.expires == nil { report(.noExpires) }
  }

  private mutating func judgeAcceptance() {
    let known = (contract.validation ?? []).map(\.name)
    for line in contract.acceptance {
      switch line.proof {
      case nil: report(.openLine(line.says), line: line.line, text: line.says)
      case .command(let name) where !known.contains(name):
        report(.unknownProof(name, known: known), line: place(of: name, from: line.line), text: name)
      case .command, .test: break
      }
    }
  }

  private mutating func judgeOrder() {
    guard let known = context.contracts else { return }
    let own = ContractFolder.name(of: RepositoryPath(source.name))
    for after in contract.after {
      if after.value == own {
        report(.waitsForItself(own), line: after.line, text: own)
      } else if !known.contains(after.value) {
        report(.unknownContract(after.value, known: known), line: after.line, text: after.value)
      }
    }
  }

  private mutating func judgeStops() {
    let band = ContractBand(contract, policy: context.policy).band
    for (condition, limit, unit) in contract.limits {
      guard let most = context.policy[band].cap(on: unit), limit > most else { continue }
      report(
        .policyBudget(limit: limit, most: most, unit: unit, band: band), line: condition.line, text: "more_than")
    }
    for condition in contract.stopWhen {
      switch condition.kind {
      case .moreThan(let limit, .files):
        if let files = context.tracked?.sorted.count, limit > files {
          report(.budget(limit: limit, files: files), line: condition.line, text: "more_than")
        }
      case .areas(let names):
        for name in names where context.policy.area(named: name) == nil {
          let known = context.policy.areas.map(\.title)
          report(.unknownArea(name, known: known), line: condition.line, text: name)
        }
      case .moreThan, .touching, .question: break
      }
    }
  }

  /// A sentence's letters and digits, in lower case: what is left when punctuation and spacing don't count.
  private static func plain(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

extension SourceText {
  /// The place of a text on a line (counted from 1); where it doesn't stand there, the line without its indentation.
  /// Nil for a line that the source doesn't have.
  func range(of text: String, onLine line: Int) -> SourceRange? {
    guard (1...lineCount).contains(line) else { return nil }
    let whole = range(ofLine: line)
    let wanted = Array(text.utf8)
    if !wanted.isEmpty, whole.end - whole.start >= wanted.count {
      for start in whole.start...(whole.end - wanted.count) where bytes[start..<(start + wanted.count)] == wanted[...] {
        return SourceRange(start, start + wanted.count)
      }
    }
    let start = (whole.start..<whole.end).first { bytes[$0] != UInt8(ascii: " ") } ?? whole.start
    return SourceRange(start, whole.end)
  }
}
