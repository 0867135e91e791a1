package import CaskadeInspection
import CaskadeSyntax

/// Reads a transcript as its bytes come, in bounded memory: JSON Lines record by record, a document as a whole.
///
/// Whose it is follows from what is in it. No input makes it fail: what can't be read is counted.
package struct TranscriptReader {
  /// Those that are tried, in this order.
  private static let dialects: [any TranscriptDialect.Type] = [
    NeutralTranscript.self, CodexRollout.self, ClaudeTranscript.self, GeminiTranscript.self, CopilotEvents.self,
    OpenCodeTranscript.self,
  ]
  /// The names of the agents whose transcripts are read.
  package static let agents: [String] = dialects.map { $0.agent }
  /// Agent, format and versions of each.
  package static let supported: [(String, String, String)] = dialects.map { ($0.agent, $0.format, $0.writtenFor) }
  /// A longer line, or a longer document, is not read.
  package static let mostBytes = 64 << 20

  private enum State {
    case start
    case lines
    /// What came so far may be one document.
    case document
    case tooLong
  }

  private var splitter: RecordSplitter
  private let mostBytes: Int
  private var state = State.start
  private var document: [UInt8] = []
  private var documentLine = 1
  private var candidates = 0
  private var dialect: (any TranscriptDialect)?
  private var notes = TranscriptNotes(Transcript(agent: "", format: "", writtenFor: ""))
  private var early: [(JSONNode, Int)] = []
  private var earlyBytes = 0

  private static let mostEarly = 200
  /// So often a line is tried beside what came before it.
  private static let mostCandidates = 20
  private static let mostEarlyBytes = 8 << 20

  package init(mostBytes: Int = TranscriptReader.mostBytes) {
    self.mostBytes = mostBytes
    splitter = RecordSplitter(mostBytes: mostBytes)
  }

  package mutating func take(_ chunk: UnsafeRawBufferPointer) {
    var splitter = self.splitter
    self.splitter = RecordSplitter(mostBytes: mostBytes)
    splitter.take(chunk) { piece in use(piece) }
    self.splitter = splitter
  }

  /// Nil where nothing in it is of an agent that is known.
  package mutating func finish() -> Transcript? {
    var splitter = self.splitter
    splitter.finish { piece in use(piece, isLast: true) }
    if case .document = state { finishDocument() }
    guard dialect != nil else { return nil }
    notes.finish()
    return notes.transcript
  }

  /// Looks at what is read so far, the last line break's text; nil where nothing in it is of an agent that is known.
  package func soFar<Result>(_ look: (Transcript) -> Result) -> Result? {
    dialect == nil ? nil : look(notes.transcript)
  }

  /// There was something, and no record in it.
  package var isUnread: Bool {
    let reading = notes.transcript.reading
    return dialect == nil && reading.records == 0 && !reading.isComplete
  }

  /// What came so far may be one document, of which nothing is known before its end.
  package var isInDocument: Bool { if case .document = state { true } else { false } }

  package static func read(_ bytes: [UInt8], mostBytes: Int = TranscriptReader.mostBytes) -> Transcript? {
    var reader = TranscriptReader(mostBytes: mostBytes)
    bytes.withUnsafeBytes { reader.take($0) }
    return reader.finish()
  }

  // MARK: Lines

  private mutating func use(_ piece: RecordSplitter.Piece, isLast: Bool = false) {
    switch piece {
    case .tooLong:
      notes.counted { $0.longLines += 1 }
      if case .document = state { leaveDocument() }
      if case .start = state { state = .lines }
    case .line(let bytes, let line): use(bytes, line, isLast: isLast)
    }
  }

  private mutating func use(_ bytes: [UInt8], _ line: Int, isLast: Bool) {
    switch state {
    case .tooLong: return
    case .lines: records(bytes, line, isLast: isLast)
    case .start:
      var bytes = bytes
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      guard let first = bytes.first(where: { !Self.isSpace($0) }) else { return }
      let tape = JSONTape(bytes)
      if tape.ending == .cut, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
        state = .document
        documentLine = line
        document = bytes + [0x0A]
      } else {
        state = .lines
        records(bytes, line, isLast: isLast)
      }
    case .document:
      if isRecordOfItsOwn(bytes) {
        state = .lines
        lines(document, from: documentLine)
        document = []
        records(bytes, line, isLast: isLast)
      } else if document.count + bytes.count < mostBytes {
        document += bytes
        document.append(0x0A)
      } else {
        notes.counted { $0.longLines += 1 }
        leaveDocument()
      }
    }
  }

  /// A whole object from a line's beginning to its end, which can't go on what came before: so that was a torn line, and
  /// no document.
  private mutating func isRecordOfItsOwn(_ bytes: [UInt8]) -> Bool {
    guard bytes.first == UInt8(ascii: "{"), bytes.count > 2, candidates < Self.mostCandidates,
      JSONTape(bytes).whole != nil
    else { return false }
    candidates += 1
    return JSONTape(document + bytes).ending == .malformed
  }

  private mutating func leaveDocument() {
    state = .tooLong
    document = []
  }

  private mutating func lines(_ text: [UInt8], from start: Int) {
    var line = start
    for part in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      records(Array(part), line, isLast: false)
      line += 1
    }
  }

  /// - Parameter isLast: nothing follows it, not even a line break.
  private mutating func records(_ bytes: [UInt8], _ line: Int, isLast: Bool) {
    var place = 0
    var count = 0
    while let next = bytes[place...].firstIndex(where: { !Self.isSpace($0) }) {
      let tape = JSONTape(bytes, from: next)
      guard tape.ending == .whole, let root = tape.root else {
        if isLast, tape.ending == .cut { notes.counted { $0.isCut = true } } else { bad(line) }
        return
      }
      count += 1
      if count == 2 { notes.counted { $0.doubledLines += 1 } }
      record(root, line)
      place = tape.end
      guard place < bytes.count else { return }
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }

  private mutating func bad(_ line: Int) {
    notes.counted {
      $0.badLines += 1
      $0.firstBadLine = $0.firstBadLine ?? line
    }
  }

  // MARK: A document

  private mutating func finishDocument() {
    let line = documentLine
    let tape = JSONTape(document)
    switch tape.ending {
    case .whole:
      let root = tape.root
      if let root { record(root, line) }
      if document[tape.end...].contains(where: { !Self.isSpace($0) }) { bad(line) }
    case .malformed where candidates > 0: lines(document, from: line)
    case .cut, .malformed:
      if tape.ending == .cut { notes.counted { $0.isCut = true } } else { bad(line) }
      if let root = tape.root { record(root, line) }
    }
  }

  // MARK: Records

  private mutating func record(_ record: JSONNode, _ line: Int) {
    notes.counted { $0.records += 1 }
    guard record.isObject else { return notes.ignore("no object") }
    if dialect != nil {
      dialect?.read(record, line: line, &notes)
      return
    }
    if let kind = Self.dialects.first(where: { $0.recognizes(record) }) {
      notes.begin(Transcript(agent: kind.agent, format: kind.format, writtenFor: kind.writtenFor))
      var dialect = kind.init()
      for (record, line) in early { dialect.read(record, line: line, &notes) }
      dialect.read(record, line: line, &notes)
      self.dialect = dialect
      early = []
    } else if early.count < Self.mostEarly, earlyBytes < Self.mostEarlyBytes {
      early.append((record, line))
      earlyBytes += record.bytes.count
    } else {
      notes.ignore("a record of no known agent")
    }
  }
}
