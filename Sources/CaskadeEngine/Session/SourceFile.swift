package import CaskadeSyntax
import CaskadeSystem

/// A text that the person named: a file, or `-` for standard input.
package enum SourceFile {
  /// Above the reader's own limit of 1 MiB, so that it is the reader that says what is too long.
  private static let mostBytes = 4 << 20

  package static func read(_ name: String, _ host: Host) throws(CommandError) -> SourceText {
    if name == "-" { return SourceText(name: "<stdin>", bytes: try StandardInput.read(host, limit: mostBytes)) }
    let path = host.path(name)
    let bytes = try touching(FileReader.read(path, limit: mostBytes))
    return SourceText(name: EscapedText.line(name), bytes: bytes)
  }
}
