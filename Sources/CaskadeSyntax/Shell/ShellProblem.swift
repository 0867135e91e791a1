/// Why a command line can't be read. A shell may read it all the same: nobody relies on what it does then.
package struct ShellProblem: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case openQuote, openExpansion, openHereDocument
    case unexpected(String)
    case missing(String)
    case tooDeep, tooLong
  }

  package let kind: Kind
  /// In bytes from the start of the text.
  package let offset: Int
}

extension ShellProblem {
  /// One line for a person.
  package var message: String {
    switch kind {
    case .openQuote: "a quote is not closed"
    case .openExpansion: "an expansion is not closed"
    case .openHereDocument: "a here-document doesn't end"
    case .unexpected(let text): "'\(EscapedText.line(text))' doesn't belong there"
    case .missing(let text): "'\(text)' is missing"
    case .tooDeep: "it is nested deeper than \(ShellParser.mostDepth) levels"
    case .tooLong: "it is longer than \(ShellParser.mostBytes) bytes"
    }
  }
}
