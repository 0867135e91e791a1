extension YAMLProblem {
  /// The problem in words, for a place.
  package func diagnostic(at range: SourceRange) -> Diagnostic {
    let prose = prose
    return Diagnostic(
      severity, rule: prose.kind.rawValue, prose.message, at: range, hint: prose.hint, notes: notes)
  }

  private var notes: [Diagnostic.Note] {
    if case .duplicateKey(_, let first) = self { return [.init("first set here", at: first)] }
    if case .mismatchedClose(_, let place) = self { return [.init("opened here", at: place)] }
    if case .multilineKey(let start?) = self { return [.init("the text begins here", at: start)] }
    return []
  }

  private struct Prose {
    let kind: YAMLProblem.Kind
    let message: String
    let hint: String?

    init(_ kind: YAMLProblem.Kind, _ message: String, _ hint: String? = nil) {
      self.kind = kind
      self.message = message
      self.hint = hint
    }
  }

  private static func paste(_ suggestion: String?, or general: String) -> String {
    suggestion.map { "write: " + $0 } ?? general
  }

  private static func paste(_ suggestion: String?, after advice: String) -> String {
    suggestion.map { "\(advice); if this is text, write: \($0)" } ?? advice
  }

  private var prose: Prose {
    let quoteIt = "put the whole text in quotes"
    switch self {
    case .tooLong(let bytes, let limit):
      return Prose(.tooLong, "the text has \(bytes) bytes, more than the \(limit) that are read", "split it")
    case .tooDeep(let limit):
      return Prose(.tooDeep, "lists and mappings are nested more than \(limit) deep")
    case .tooManyNodes(let limit):
      return Prose(.tooManyNodes, "more than \(limit) keys, values and lists")
    case .tooManyProblems(let limit):
      return Prose(.tooManyProblems, "more than \(limit) problems, the rest isn't listed", "fix these first")
    case .otherEncoding(let name):
      return Prose(.encoding, "the text is \(name), not UTF-8", "save the file as UTF-8")
    case .invalidUTF8(let bytes):
      let shown = bytes.map { "\\x" + EscapedText.hexadecimal(UInt32($0), width: 2) }.joined()
      return Prose(.encoding, "'\(shown)' isn't UTF-8", "save the file as UTF-8")
    case .hiddenCharacter(let kind, let scalar):
      return Self.hidden(kind, "U+" + EscapedText.hexadecimal(scalar.value, width: 4))
    case .loneCarriageReturn:
      return Prose(.controlCharacter, "a carriage return without a line feed", "end lines with LF or CRLF")
    case .anchor(let name, let line):
      return Prose(
        .anchor, "'\(name.clipped)' is an anchor, which isn't supported",
        Self.paste(line, after: "write the value out wherever it is used"))
    case .alias(let text, let line):
      return Prose(
        .alias, "'\(text.clipped)' is an alias, because it begins with '*'; aliases aren't supported",
        Self.paste(line, or: "text that begins with '*' is put in quotes"))
    case .tag(let text, let line):
      return Prose(
        .tag, "'\(text.clipped)' is a tag, because it begins with '!'; tags aren't supported",
        Self.paste(line, after: "leave it out"))
    case .mergeKey:
      return Prose(.mergeKey, "'<<' merges another mapping, which isn't supported", "write the keys out")
    case .directive(let text):
      return Prose(.directive, "'\(text.clipped)' is a directive, which isn't supported", "remove the line")
    case .severalDocuments:
      return Prose(
        .severalDocuments, "a second document begins here; a file holds one", "move it to a file of its own")
    case .noDocument:
      return Prose(.noDocument, "the text has no content", "write: key: value")
    case .complexKey:
      return Prose(.complexKey, "'?' begins a complex key, which isn't supported", "write: key: value")
    case .collectionKey(let line):
      return Prose(
        .collectionKey, "a list or a mapping can't be a key",
        Self.paste(line, after: "a key is text"))
    case .emptyKey:
      return Prose(
        .emptyKey, "a key is missing before ':'", "write a key, or put text that begins with ':' in quotes")
    case .duplicateKey(let key, _):
      return Prose(.duplicateKey, "the key '\(key.clipped)' is set twice in this mapping", "remove one of the two")
    case .unprintableKey(let scalar):
      return Prose(
        .unprintableKey, "the key holds U+\(EscapedText.hexadecimal(scalar.value, width: 4)), which can't be seen",
        "remove the escape")
    case .longKey:
      return Prose(.longKey, "the key has more than 1024 characters", "shorten it")
    case .topLevelIndentation(let digit):
      return Prose(
        .topLevelIndentation, "parsers disagree about the indentation indicator '\(digit)' at the top level",
        "remove the digit")
    case .blockScalarWithoutBreak:
      return Prose(
        .noFinalLineBreak, "parsers disagree about a block of text that ends the file without a line break",
        "end the last line with a line break")
    case .tab:
      return Prose(.tab, "a tab can't indent", "use spaces")
    case .indentation(let found):
      return Prose(
        .indentation, "this line is indented by \(found), which belongs to nothing above it",
        "indent it exactly as the lines that it belongs with")
    case .strayLine:
      return Prose(.strayLine, "this line belongs to nothing above it", "check the indentation of the lines above")
    case .listEntryExpected(let line):
      return Prose(
        .listEntryExpected, "a list goes on with '- ' here", Self.paste(line, or: "begin the line with '- '"))
    case .keyExpected(let line):
      return Prose(
        .keyExpected, "a mapping goes on with 'key: value' here",
        Self.paste(line, or: "indent the line deeper if it continues the text above"))
    case .keyExpectedNotList:
      return Prose(
        .keyExpected, "a list entry stands where a key of the mapping is expected",
        "put the list below a key that has no other value")
    case .inlineList(let what):
      return Prose(
        .inlineList, "a list can't begin on the line of '\(what)'", "put '- ' on the next line, or write: [a, b]")
    case .nestedMapping(let line):
      return Prose(
        .nestedMapping, "a second ': ' on the line would begin another mapping", Self.paste(line, or: quoteIt))
    case .multilineKey:
      return Prose(
        .multilineKey, "':' makes a key of text that began on another line",
        "a key stands on one line with its ':'; text that holds ': ' is put in quotes")
    case .trailingText(let what, let line):
      return Prose(.trailingText, Self.trailing(what), line.map { "if all of it is text, write: " + $0 })
    case .textCutByComment:
      return Prose(
        .textCut, "' #' begins a comment, which ends the text; the next line can't continue it",
        "put the whole text in quotes, or the comment on a line of its own above it")
    case .commentWithoutSpace:
      return Prose(.commentSpace, "a comment needs white space before its '#'", "write: ' #'")
    case .reservedStart(let character, let line):
      return Prose(
        .reservedCharacter, "text can't begin with '\(character)'", Self.paste(line, or: quoteIt))
    case .loneIndicator(let character, let line):
      return Prose(
        .reservedCharacter, "'\(character)' can't stand alone here", Self.paste(line, or: quoteIt))
    case .unclosed(let open):
      return Prose(.unclosed, Self.unclosedMessage(open), Self.unclosedHint(open))
    case .mismatchedClose(let open, _):
      return Prose(.mismatchedBracket, "this doesn't close '\(open)'", "close it with '\(Self.close(of: open))'")
    case .continuationIndentation(let minimum):
      return Prose(
        .continuationIndentation, "this line continues what is open above it, but isn't indented",
        "indent it by \(minimum) or more spaces")
    case .missingComma(let open):
      return Prose(
        .missingComma, "',' or '\(Self.close(of: open))' is expected here",
        "put ',' between two entries, or quotes around the whole text")
    case .emptyFlowEntry:
      return Prose(.emptyEntry, "there is nothing before this ','", "remove it")
    case .spaceAfterColon:
      return Prose(.colonSpace, "a value needs white space after ':'", "write: ': '")
    case .badEscape(let text):
      return Prose(.escape, "'\(text.clipped)' is no escape", "write '\\\\' for a backslash, or use single quotes")
    case .shortEscape(let text, let digits):
      return Prose(
        .escape, "'\(text)' needs \(digits) hexadecimal digits", "write '\\\\' for a backslash, or use single quotes")
    case .notACharacter(let text):
      return Prose(.escape, "'\(text)' is no character", "write the character itself, or its \\U escape")
    case .blockScalarHeader(let header, let line):
      return Prose(
        .blockHeader, "text can't begin on the line of '\(header)'",
        Self.paste(line, after: "begin it on the next line, indented"))
    case .blankLineTooLong(let found, let expected):
      return Prose(
        .blankLine, "this blank line has \(found) spaces, more than the \(expected) of the first line of text",
        "remove the spaces")
    case .splitText(let key, let value, let suggestion):
      return Prose(
        .splitText, "',' ends the value '\(value.clipped)', and '\(key.clipped)' is a key without a value",
        "if they are one text, write: " + suggestion)
    }
  }

  private static func hidden(_ kind: HiddenCharacter, _ name: String) -> Prose {
    switch kind {
    case .control:
      Prose(.controlCharacter, "\(name) is a control character", "remove it")
    case .bidirectional:
      Prose(.hiddenCharacter, "\(name) changes the order in which text is shown", "remove it")
    case .invisible:
      Prose(.hiddenCharacter, "\(name) can't be seen", "remove it")
    case .blank:
      Prose(.hiddenCharacter, "\(name) looks like a space, and is none", "write a space, or remove it")
    case .separator:
      Prose(.hiddenCharacter, "\(name) ends a line for some programs only", "use a line break")
    case .noncharacter:
      Prose(.hiddenCharacter, "\(name) is no character", "remove it")
    }
  }

  private static func trailing(_ opener: String) -> String {
    switch opener {
    case "\"", "'": "text follows the closing \(opener)"
    case "[", "{": "text follows the closing '\(close(of: opener))'"
    default: "text follows '\(opener)'"
    }
  }

  private static func unclosedMessage(_ open: String) -> String {
    open == "\"" || open == "'" ? "the quote isn't closed" : "'\(open)' isn't closed"
  }

  private static func unclosedHint(_ open: String) -> String {
    "close it with \(open == "'" ? "'" : close(of: open)), and indent every line up to there"
  }

  private static func close(of open: String) -> String {
    switch open {
    case "[": "]"
    case "{": "}"
    default: open
    }
  }
}

extension String {
  /// The text, short enough for a message.
  fileprivate var clipped: String {
    count > 60 ? prefix(59) + "…" : self
  }
}
