import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// Renders findings as GitLab's Code Quality report: a bare array, empty when there is nothing to say.
///
/// Source: GitLab's documentation, "Code Quality report format". A fingerprint is the finding's id, in which no line is.
struct GitLabReport: EvidenceRendering {
  let use = "for GitLab: a Code Quality report"

  func render(_ evidence: Evidence, _ provenance: Provenance) -> String {
    let entries = PlacedFinding.all(evidence).map(Self.entry)
    return JSONWriter(.pretty).text(.array(entries)) + "\n"
  }

  private static func entry(_ placed: PlacedFinding) -> JSONValue {
    let hint = placed.hint.map { ". Hint: \($0)" } ?? ""
    let gone = placed.gone.map { "\($0.display): " } ?? ""
    return .members([
      "description": .string(gone + placed.message + hint), "check_name": .string(placed.rule),
      "fingerprint": .string(placed.id), "severity": .string(severity(of: placed.finding)),
      "location": .members([
        "path": .string(path(of: placed)), "lines": .members(["begin": .integer(placed.line)]),
      ]),
    ])
  }

  private static func severity(of finding: Finding) -> String {
    switch finding.severity {
    case .error: finding.gate == .secrets ? "blocker" : "critical"
    case .warning: "minor"
    case .note: "info"
    }
  }

  /// Every entry has one, and it begins at the repository's root: what has no file is about the contracts.
  private static func path(of placed: PlacedFinding) -> String {
    var path = (placed.path ?? ContractFolder.folder).display[...]
    while let lead = ["./", "/"].first(where: path.hasPrefix) { path = path.dropFirst(lead.count) }
    return path.isEmpty ? ContractFolder.folder.display : String(path)
  }
}
