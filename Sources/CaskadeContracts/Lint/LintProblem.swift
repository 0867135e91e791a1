package import CaskadeSyntax

/// What a lint finds in a file whose structure is sound, with the data that its message needs.
package enum LintProblem: Hashable, Sendable {
  case blank(String)
  case outcomeRepeatsTitle
  case cutShort(kept: String, comment: String)
  case duplicate(String, place: String)
  case noPaths
  case wide(String)
  case noMatch(String, suggestion: String?)
  /// An entry that restricts, or that names what a restriction spares, in the list called so.
  case idle(String, place: String, suggestion: String?)
  case misread(String, Misreading)
  case shallow(String, deeper: RepositoryPath)
  case bareExtension(String, deeper: RepositoryPath)
  /// For good: files yet to come are denied too.
  case shadowed(String, deny: String, isForGood: Bool)
  case denyAll(String)
  case protected(RepositoryPath, what: String)
  case protectedPattern(String, what: String)
  /// In the list `allow`, or `ask`.
  case toolConflict(Tool, denied: Tool, list: ToolList)
  case policyTool(Tool, denied: Tool, list: ToolList)
  case noValidation
  case missingProgram(String)
  case missingScript(RepositoryPath, suggestion: String?)
  /// A person decides the line.
  case openLine(String)
  case unknownProof(String, known: [String])
  /// Of `after:`; `known` are the contracts that are here, open and closed.
  case unknownContract(String, known: [String])
  case waitsForItself(String)
  /// What a runner says at its end isn't seen.
  case hiddenSummary(String, by: String)
  case flaw(CommandFlaw)
  case noStop
  case unknownArea(String, known: [String])
  case budget(limit: Int, files: Int)
  case policyBudget(limit: Int, most: Int, unit: StopCondition.Unit, band: Band)
  case retiredTemplate(String, owner: String?)
  case noBranch
  case noExpires
  case expired(CalendarDate)
  case band(declared: Band, needed: Band, pattern: String, area: String)
  case emptyArea(String)
  case bandOrder(Band, below: Band)
  case tooFewSigners(String, needed: Int, people: Int)
  case emptyGroup(String, group: String)
  case foreignGroup(String, group: Policy.Group)
  case noSigner(line: Int, AllowedSigners.Reason)
  case takenName(String, DocumentKind)
  case unusedGroup(String)
  case expiredAllowance(String, CalendarDate)
  case wideAllowance(String)
  /// So many of the repository's test files.
  case checksWide(String, covered: Int, of: Int)

  package enum ToolList: String, Hashable, Sendable {
    case allow, ask
  }

  package var rule: LintRule {
    switch self {
    case .blank: .blank
    case .outcomeRepeatsTitle: .outcome
    case .cutShort: .cutShort
    case .duplicate: .duplicate
    case .noPaths: .noPaths
    case .wide: .wide
    case .noMatch: .noMatch
    case .idle: .noMatch
    case .misread: .misread
    case .shallow: .shallow
    case .bareExtension: .bareExtension
    case .shadowed: .shadowed
    case .denyAll: .denyAll
    case .protected: .protected
    case .protectedPattern: .protectedPattern
    case .toolConflict: .toolConflict
    case .policyTool: .policyTool
    case .noValidation: .noValidation
    case .missingProgram: .missingProgram
    case .missingScript: .missingScript
    case .openLine: .openLine
    case .unknownProof: .unknownProof
    case .unknownContract, .waitsForItself: .unknownAfter
    case .hiddenSummary: .hiddenSummary
    case .flaw(let flaw):
      switch flaw.kind {
      case .statusLost: .statusLost
      case .passesEmpty: .passesEmpty
      }
    case .noStop: .noStop
    case .unknownArea: .unknownArea
    case .budget: .budget
    case .policyBudget: .policyBudget
    case .retiredTemplate: .retiredTemplate
    case .noBranch: .noBranch
    case .noExpires: .noExpires
    case .expired: .expired
    case .band: .band
    case .emptyArea: .emptyArea
    case .bandOrder: .bandOrder
    case .tooFewSigners, .emptyGroup, .foreignGroup: .unsatisfiable
    case .noSigner: .noSigner
    case .takenName: .takenName
    case .unusedGroup: .unusedGroup
    case .expiredAllowance: .expiredAllowance
    case .wideAllowance: .wideAllowance
    case .checksWide: .checksWide
    }
  }
}

/// Findings of the lint that other verbs report too.
package enum LintFinding {
  /// A blank left in a contract: it is a draft, and nothing can be judged by it.
  package static func blank(_ blank: Blank) -> Diagnostic {
    LintProblem.blank(blank.text).diagnostic(at: blank.range)
  }
}
