import CaskadeCore
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// Evidence that somebody saved.
struct EvidenceFile: Sendable {
  let evidence: Evidence
  let document: JSONValue
  /// For people; nothing of it is left that would steer a terminal.
  let name: String

  /// More evidence than this is not written by any check.
  private static let mostBytes = 256 << 20

  /// - Parameter word: the file, or `-` for standard input.
  init(_ word: String, _ host: Host) throws(CommandError) {
    let bytes: [UInt8]
    if word == "-" {
      bytes = try StandardInput.read(host, limit: Self.mostBytes)
      name = "standard input"
    } else {
      bytes = try touching(FileReader.read(host.path(word), limit: Self.mostBytes))
      name = EscapedText.line(word)
    }
    do throws(EvidenceError) {
      evidence = try EvidenceReader.read(bytes)
    } catch {
      throw CommandError("'\(name)' can't be read as evidence: \(error.message)", hint: error.hint)
    }
    guard let document = try? JSONReader.read(bytes) else {
      throw CommandError("'\(name)' can't be read as evidence", hint: nil)
    }
    self.document = document
  }
}
