extension ShellParser {
  /// Longest first.
  private static let operators: [(StaticString, ShellRedirection.Operator)] = [
    ("&>>", .appendBoth), ("<<<", .hereString), ("<<-", .hereDocumentTabs), ("&>", .both), ("<<", .hereDocument),
    (">>", .append), (">|", .clobber), ("<>", .readWrite), ("<&", .duplicateInput), (">&", .duplicateOutput),
    ("<", .input), (">", .output),
  ]

  /// `2>&1`, `{log}> file`, `<<EOF`; nil where the next thing is none.
  mutating func redirection() throws(ShellProblem) -> ShellRedirection? {
    let start = index
    var descriptor: String?
    var end = index
    while end < bytes.count, ByteSet.digits.contains(bytes[end]) { end += 1 }
    if end == index, byte() == UInt8(ascii: "{") {
      end += 1
      while end < bytes.count, ByteSet.word.contains(bytes[end]) { end += 1 }
      end = end < bytes.count && bytes[end] == UInt8(ascii: "}") && end > index + 1 ? end + 1 : index
    }
    if end > index, end < bytes.count, bytes[end] == UInt8(ascii: "<") || bytes[end] == UInt8(ascii: ">") {
      descriptor = String(decoding: bytes[index..<end], as: UTF8.self)
      index = end
    }
    guard !isAt("<(") && !isAt(">("), let operation = takeOperator(after: descriptor) else {
      index = start
      return nil
    }
    skipBlanks()
    guard let next = byte(), next != 0x0A else { throw problem(.missing("a file")) }
    let target = try word()
    guard operation == .hereDocument || operation == .hereDocumentTabs else {
      return ShellRedirection(descriptor: descriptor, operation: operation, target: target)
    }
    waiting.append(
      HereDocument(
        number: documents, delimiter: target.text, isQuoted: target.isQuoted,
        stripsTabs: operation == .hereDocumentTabs))
    let number = ShellWord([.text(String(documents), isQuoted: true)])
    documents += 1
    return ShellRedirection(descriptor: descriptor, operation: operation, target: target, body: number)
  }

  private mutating func takeOperator(after descriptor: String?) -> ShellRedirection.Operator? {
    for (text, operation) in Self.operators {
      if descriptor != nil, operation == .both || operation == .appendBoth { continue }
      if take(text) { return operation }
    }
    return nil
  }

  // MARK: Here-documents

  /// At the first line of the body; past the line that ends it.
  mutating func body(of document: HereDocument) throws(ShellProblem) -> ShellWord {
    var text: [UInt8] = []
    let delimiter = Array(document.delimiter.utf8)
    while index < bytes.count {
      let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
      var line = bytes[index..<end]
      index = min(end + 1, bytes.count)
      if document.stripsTabs { line = line.drop { $0 == 0x09 } }
      if line.elementsEqual(delimiter) { return try expanded(text, document) }
      text += line
      text.append(0x0A)
    }
    throw problem(.openHereDocument)
  }

  private func expanded(_ text: [UInt8], _ document: HereDocument) throws(ShellProblem) -> ShellWord {
    if document.isQuoted { return ShellWord([.text(String(decoding: text, as: UTF8.self), isQuoted: true)]) }
    var parser = ShellParser(bytes: text, depth: depth)
    var word = ShellWord()
    try parser.quotedText(into: &word, until: nil)
    return word
  }

  /// Puts the bodies in the places of their numbers.
  func filled(_ list: ShellList) -> ShellList {
    guard documents > 0 else { return list }
    return ShellList(
      items: list.items.map { item in
        let commands = item.pipeline.commands.map { command -> ShellCommand in
          switch command {
          case .simple(var simple):
            simple.redirections = simple.redirections.map(filled)
            return .simple(simple)
          case .compound(var compound):
            compound.redirections = compound.redirections.map(filled)
            compound.bodies = compound.bodies.map(filled)
            return .compound(compound)
          }
        }
        return ShellList.Item(
          pipeline: ShellPipeline(isNegated: item.pipeline.isNegated, commands: commands), joint: item.joint)
      })
  }

  private func filled(_ redirection: ShellRedirection) -> ShellRedirection {
    var redirection = redirection
    if let number = redirection.body.flatMap({ Int($0.text) }) { redirection.body = bodies[number] }
    return redirection
  }
}
