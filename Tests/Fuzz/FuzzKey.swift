import CaskadeContracts
import CaskadeSyntax

/// Reads any bytes as a public key's line, as its blob and as a signature's armour.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzKey(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = String(decoding: bytes, as: UTF8.self)
  for key in [SSHPublicKey(line: text), SSHPublicKey(blob: bytes)] {
    guard let key else { continue }
    precondition(SSHPublicKey(line: key.text) == key, "what is written reads back")
  }
  if let signature = SSHSignature(armour: bytes) {
    precondition(SSHPublicKey(line: signature.key.text) == signature.key, "a signature's key is one")
  }
  if let decoded = Base64.decode(text) {
    precondition(Base64.decode(Base64.encode(decoded)) == decoded, "what is written reads back")
  }
  return 0
}
