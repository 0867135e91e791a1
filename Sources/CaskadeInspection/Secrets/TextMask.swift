import CaskadeSyntax

/// Takes the secrets out of single texts, such as the commands of a transcript.
package struct TextMask: Sendable {
  private let mask = SecretMask(SecretScanner())
  /// The kind of file decides how a text is looked at: one of no kind that is known.
  private static let place = RepositoryPath("transcript.log")

  package init() {}

  package func masked(_ text: String) -> String {
    String(decoding: mask.masking(Array(text.utf8), path: Self.place), as: UTF8.self)
  }
}
