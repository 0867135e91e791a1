import CaskadeCore

/// Renders evidence as the document that it is; nothing is left out, and who asserts it is not part of it.
struct JSONReport: Sendable {
  func render(_ evidence: Evidence) -> String {
    String(decoding: EvidenceWriter.bytes(evidence), as: UTF8.self)
  }
}
