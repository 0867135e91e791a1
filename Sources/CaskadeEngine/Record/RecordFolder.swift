package import CaskadeCore
import CaskadeSyntax
package import CaskadeSystem

/// Records as files of a folder, for other stores: one record a file, whole or not there.
package struct RecordFolder {
  private let path: ByteString

  package init(_ path: ByteString) throws(CommandError) {
    self.path = path
    try touching(FileSystem.createFolders(path))
  }

  /// Writes the record; false when it is there already, in these very bytes.
  package func keep(_ kept: KeptRecord, of record: EvidenceRecord) throws(CommandError) -> Bool {
    let file = path.appending(ByteString(Self.name(kept, record)))
    let bytes = kept.line + [0x0A]
    if FileSystem.exists(file), (try? FileReader.read(file, limit: bytes.count + 1)) == bytes { return false }
    try touching(AtomicFile.write(bytes, to: file, replacing: true))
    return true
  }

  /// By the digest of the whole line: the same record, signed and not, is two files.
  private static func name(_ kept: KeptRecord, _ record: EvidenceRecord) -> String {
    "\(record.head.commit.text)-\(SHA256.text(kept.line).prefix(16)).json"
  }
}
