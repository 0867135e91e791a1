/// What a blank of a template asks for: of which kind the answer is, and what it is for.
package struct TemplateBlank: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case line = "a line"
    case person = "a person"
    case branch = "a branch"
    case day = "a day"
    case pattern = "a pattern"
    case command = "a command"
  }

  /// As it stands in the template, with its brackets.
  package let text: String
  package let kind: Kind
  package let about: String

  /// Those that a draft fills in by itself, as far as it can.
  package static let known = [
    TemplateBlank("<title of the work>", .line, "what is done, as a commit's subject says it"),
    TemplateBlank("<ticket or address>", .line, "where people find what was asked for; the line may go"),
    TemplateBlank("<who answers for it>", .person, "an address of mail, as signers have it; the line may go"),
    TemplateBlank("<branch of the work>", .branch, "where the agent works; '*' stands for anything but '/'"),
    TemplateBlank("<last day in force>", .day, "YEAR-MONTH-DAY, in UTC"),
    TemplateBlank("<path that may change>", .pattern, "from the repository's root, as in .gitignore: src/login/**"),
    TemplateBlank("<path that must not change>", .pattern, "inside of what is allowed; the line may go"),
    TemplateBlank(
      "<command that proves it>", .command, "for /bin/sh at the root; it runs tests, and fails if one fails"),
  ]

  private init(_ text: String, _ kind: Kind, _ about: String) {
    self.text = text
    self.kind = kind
    self.about = about
  }

  /// Nil for a blank of an outcome, which says itself what it asks for.
  ///
  /// - Parameter text: as a reader of the contract finds it.
  package init?(_ text: String) {
    guard let known = Self.known.first(where: { $0.text == text }) else { return nil }
    self = known
  }

  /// `a pattern: inside of what is allowed`.
  package var explanation: String { "\(kind.rawValue): \(about)" }
}
