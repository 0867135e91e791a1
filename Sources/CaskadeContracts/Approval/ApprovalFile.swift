/// An approval as it lies in `Contracts/approvals/<contract>/<principal>.approval`: the header, a blank line, and the
/// armoured signature over the header, a blank line and the contract's bytes.
package struct ApprovalFile: Hashable, Sendable {
  package static let mostBytes = 64 << 10

  package let header: ApprovalHeader
  package let signature: SSHSignature
  private let headerBytes: [UInt8]

  package init(_ bytes: [UInt8]) throws(ApprovalFileError) {
    guard bytes.count <= Self.mostBytes else { throw .tooLong }
    var lines: [ArraySlice<UInt8>] = []
    var cursor = 0
    while let end = bytes[cursor...].firstIndex(of: 0x0A), end > cursor, lines.count <= ApprovalHeader.keys.count {
      lines.append(bytes[cursor..<end])
      cursor = end + 1
    }
    header = try ApprovalHeader(lines: lines)
    headerBytes = Array(bytes[..<cursor])
    guard cursor < bytes.count, bytes[cursor] == 0x0A,
      let signature = SSHSignature(armour: Array(bytes[(cursor + 1)...]))
    else { throw .noSignature }
    self.signature = signature
  }

  /// The bytes under which the signature stands, if it is one for this contract.
  package func signedBytes(contract: [UInt8]) -> [UInt8] {
    headerBytes + [0x0A] + contract
  }

  /// The same word by the same key, however its signature is wrapped: bytes that differ needn't be another approval.
  package func saysTheSame(as other: ApprovalFile) -> Bool {
    headerBytes == other.headerBytes && signature.key == other.signature.key
  }

  package static func bytes(header: ApprovalHeader, armour: [UInt8]) -> [UInt8] {
    Array(header.text.utf8) + [0x0A] + armour
  }
}

/// Why a file is no approval at all.
package enum ApprovalFileError: Error, Hashable, Sendable {
  case tooLong
  /// The line isn't `key: value` with the key that has to stand there; nil for a line too many.
  case header(line: Int, key: String?)
  case value(key: String, found: String)
  case noSignature
}
