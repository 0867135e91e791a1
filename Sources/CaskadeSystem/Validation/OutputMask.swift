import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// Makes a command's output fit to be shown and recorded: no control sequences, no secrets, no orders to a CI system.
struct OutputMask: Sendable {
  private let mask = SecretMask(SecretScanner())
  /// Values that the caller handed over by name, longest first, so that one inside another isn't left in pieces.
  private let secrets: [(value: [UInt8], mark: [UInt8])]

  init(secrets: [ValidationEnvironment.Variable]) {
    self.secrets = secrets.map { (Array($0.value.utf8), Array("<masked: \($0.name)>".utf8)) }
      .filter { $0.0.count >= Self.shortest }
      .sorted { $0.0.count > $1.0.count }
  }

  /// A shorter value is no secret, and stands everywhere by chance.
  private static let shortest = 4

  /// Without the last line break.
  func printable(_ bytes: [UInt8]) -> String {
    var text = bytes
    for secret in secrets { text = Self.replacing(secret.value, with: secret.mark, in: text) }
    text = mask.masking(Array(OutputText.printable(text).utf8), path: RepositoryPath("output.log"))
    // GitHub Actions takes `##[name]` for an order wherever it stands in a line.
    text = Self.replacing(Array("##[".utf8), with: Array("#\\x23[".utf8), in: text)
    if text.last == 0x0A { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }

  private static func replacing(_ part: [UInt8], with other: [UInt8], in text: [UInt8]) -> [UInt8] {
    guard let first = part.first, text.contains(first) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if text[index] == first, text[index...].starts(with: part) {
        result += other
        index += part.count
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }
}
