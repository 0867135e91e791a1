import CaskadeInspection
import CaskadeSyntax

/// How one agent writes down what it did.
protocol TranscriptDialect {
  /// The agent's name for people.
  static var agent: String { get }
  static var format: String { get }
  /// The versions whose files it was written from.
  static var writtenFor: String { get }

  /// Whether a record can only be of this dialect: by what is in it, never by the file's name.
  static func recognizes(_ record: JSONNode) -> Bool

  init()

  mutating func read(_ record: JSONNode, line: Int, _ notes: inout TranscriptNotes)
}
