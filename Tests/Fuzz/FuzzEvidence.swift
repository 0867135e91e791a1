import CaskadeCore

/// Reads any bytes as evidence; what is read is written and read again without a loss.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEvidence(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    let evidence = try EvidenceReader.read(Array(UnsafeBufferPointer(start: start, count: count)))
    let again = try? EvidenceReader.read(EvidenceWriter.bytes(evidence))
    precondition(again == evidence, "what is written reads back")
  } catch {
    precondition(!error.message.isEmpty && !error.hint.isEmpty, "a refusal says why, and what to do")
  }
  return 0
}
