package import CaskadeSyntax

/// Writes evidence as `caskade.evidence/1`: two-space indentation, keys sorted with `schema` first, the same bytes for the
/// same evidence.
package enum EvidenceWriter {
  package static func bytes(_ evidence: Evidence) -> [UInt8] {
    JSONWriter(.pretty, order: .sorted).bytes(value(evidence))
  }

  package static func value(_ evidence: Evidence) -> JSONValue { Evidence.keys.form.write(evidence) }
}
