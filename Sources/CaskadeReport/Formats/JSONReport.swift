import CaskadeCore

/// Renders evidence as the document that it is; nothing is left out, and who asserts it is not part of it.
struct JSONReport: EvidenceRendering {
  let use = "for programs: all that was found, as `caskade schema --evidence` describes it"

  func render(_ evidence: Evidence, _ provenance: Provenance) -> String {
    String(decoding: EvidenceWriter.bytes(evidence), as: UTF8.self)
  }
}
