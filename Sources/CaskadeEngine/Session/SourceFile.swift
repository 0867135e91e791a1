package import CaskadeSyntax
import CaskadeSystem

/// A text that the person named: a file, or `-` for standard input.
package enum SourceFile {
  /// What people paste at length, logs and all.
  package static let mostPasted = 64 << 20

  /// A file of the repository that the person stands in is read as git would commit it.
  package static func read(
    _ name: String, _ host: Host, limit: Int = SourceText.mostBytes
  ) throws(CommandError) -> SourceText {
    if name == "-" {
      return SourceText(name: "<stdin>", bytes: try StandardInput.read(host, limit: limit))
    }
    let path = host.path(name)
    let bytes = try touching(FileReader.read(path, limit: limit))
    // Above what a reader takes as a whole it is only looked through.
    if bytes.count > SourceText.mostBytes { return SourceText(name: EscapedText.line(name), bytes: bytes) }
    return SourceText(name: EscapedText.line(name), bytes: try committed(bytes, path, host))
  }

  /// What is plain ASCII is the same either way, and that is most of them.
  private static func committed(_ bytes: [UInt8], _ path: ByteString, _ host: Host) throws(CommandError) -> [UInt8] {
    guard bytes.contains(where: { $0 == 0x0D || $0 == 0x24 || $0 == 0 || $0 >= 0x80 }),
      EnclosingFolder.withRepository(above: host.directory) != nil
    else { return bytes }
    do throws(CommandError) {
      return try Session.run(host) { (session) throws(CommandError) in
        try CommittedFile.read(path, limit: SourceText.mostBytes, session)
      }
    } catch {
      // Where git can't be asked nothing can be checked either, and a file can still be looked at.
      guard error.interrupted else { return bytes }
      throw error
    }
  }
}
