package import CaskadeSyntax

/// A file is not evidence that this version can read.
package struct EvidenceError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case notJSON(JSONProblem)
    case notEvidence
    case newerSchema(String)
    case missing(String)
    case unknownValue(key: String, found: String)
  }

  package let kind: Kind

  init(kind: Kind) {
    self.kind = kind
  }

  init(_ fault: FormFault) {
    switch fault.kind {
    case .missing: kind = .missing(fault.place)
    case .unknownWord(let found): kind = .unknownValue(key: fault.place, found: found)
    }
  }
}
