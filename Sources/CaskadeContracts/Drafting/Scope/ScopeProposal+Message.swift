import CaskadeSyntax

extension ScopeProposal {
  /// What stands above the proposed patterns, each a line of its own.
  var comments: [String] {
    var lines: [String] = []
    for gap in gaps { lines += gap.messages }
    if let past { lines.append(past) }
    if let confidence {
      lines.append("Proposed, \(confidence.rawValue): \(extent).")
      if confidence == .weak {
        lines.append("Name one file or folder that surely changes (--allow PATH), and the rest becomes surer.")
      }
    } else if !allow.isEmpty, width > 0 {
      lines.append("\(extent).")
    }
    if !areas.isEmpty {
      let names = areas.map { "\(EscapedText.line($0.title)) (\($0.band.rawValue))" }
      lines.append("In risk areas: \(names.joined(separator: ", ")).")
    }
    return lines
  }

  /// Confidence and width, in a line for a terminal; nil where nothing is proposed.
  package var summary: String? {
    confidence.map { "Proposed, \($0.rawValue): \(allow.count.counted("pattern")), \(extent)." }
  }

  /// What stands above the commented-out ones.
  var commentOnCandidates: String {
    past == nil
      ? "Next in likelihood, and not allowed: take the first '# ' off what changes too."
      : "Changed too, and protected: take the first '# ' off what a person wants to be opened."
  }

  /// `9 of 340 tracked files (2.6 %)`.
  private var extent: String {
    let tenths = tracked > 0 ? (width * 1_000 + tracked / 2) / tracked : 0
    return "\(width) of \(tracked.counted("tracked file")) (\(tenths / 10).\(tenths % 10) %)"
  }
}

extension ScopeProposal.Gap {
  fileprivate var messages: [String] {
    switch self {
    case .vague:
      return [
        "Nothing is proposed: title and ticket have too few words to search this repository for.",
        "Give the ticket's text (--ticket FILE), or one file or folder that surely changes (--allow PATH).",
      ]
    case .shallow:
      return ["This clone is shallow: what changed in the past was not seen (git fetch --unshallow)."]
    case .noHistory: return ["There is no history to be seen: only names and contents of the files count."]
    }
  }
}
