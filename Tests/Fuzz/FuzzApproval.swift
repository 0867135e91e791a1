import CaskadeContracts

/// Reads any bytes as an approval and as a list of signers.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzApproval(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let approval = try? ApprovalFile(bytes) {
    precondition(bytes.starts(with: approval.signedBytes(contract: []).dropLast()), "the header as it stands there")
    let again = try? ApprovalFile(ApprovalFile.bytes(header: approval.header, armour: approval.signature.armour))
    precondition(again?.header == approval.header, "what is written reads back")
    precondition(again?.signature.key == approval.signature.key, "by the same key")
  }
  let signers = AllowedSigners(bytes)
  for signer in signers.signers {
    precondition(signers.signers(named: signer.principal).contains(signer), "a signer is found by name")
  }
  return 0
}
