import CaskadeSyntax

extension EvidenceError {
  package var message: String {
    switch kind {
    case .notJSON(let problem): "it is not JSON: \(problem.message)"
    case .notEvidence: "it has no 'schema' that begins with 'caskade.evidence/'"
    case .newerSchema(let found): "its schema is '\(found)', and this caskade reads '\(Evidence.schema)'"
    case .missing(let key): "'\(key)' is missing or of another type"
    case .unknownValue(let key, let found): "'\(key)' is '\(found)', which this version doesn't know"
    }
  }

  package var hint: String {
    switch kind {
    case .newerSchema: "use the caskade that wrote it, or a newer one"
    case .notJSON, .notEvidence, .missing, .unknownValue: "write it anew: caskade check --evidence FILE"
    }
  }
}
