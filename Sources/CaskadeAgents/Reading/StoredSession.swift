package import CaskadeInspection
import CaskadeSyntax

/// What a session in many small files, or in the rows of a database, tells while it goes on: each file counts as it was read
/// last, in the order in which they came first.
package struct StoredSession {
  package enum Standing: Hashable, Sendable {
    case counted
    /// It is of before the time from which is counted.
    case older
    /// Torn, as one that is being written, or no record.
    case unread
  }

  /// Of the messages and parts that count; a call keeps its place.
  package private(set) var transcript: Transcript

  private let start: Int
  /// It has read the session's own file, so that whose the others are is known.
  private let opened: TranscriptReader
  private var places: [Call: Int] = [:]
  private var spent: [String: (tokens: Int, cost: Int?)] = [:]
  /// The calls in parts, by the parts' names, and how many of them are of one message and one id.
  private var inParts: [String: Call] = [:]
  private var counts: [Call: Int] = [:]
  /// The calls in entries, which count as those have them: a part of the same message can be the same call.
  private var inEntries: Set<Call> = []
  private var settled: [SessionDatabase.Kind: Set<String>] = [:]

  /// A model needn't give an id only once, not even in one message.
  private struct Call: Hashable {
    let message: String
    /// Nil for one that has none, whose number is its place then.
    let id: String?
    var number = 0
  }

  private static let mostCalls = 100_000

  /// Nil for what is no session's file.
  ///
  /// - Parameter start: milliseconds since 1970.
  package init?(_ file: [UInt8], since start: Int) {
    guard SessionStorage.session(file) != nil else { return nil }
    var reader = TranscriptReader()
    SessionStorage.line(file).withUnsafeBytes { reader.take($0) }
    opened = reader
    guard let transcript = reader.finish() else { return nil }
    self.transcript = transcript
    self.start = start
  }

  // MARK: Rows

  /// Nothing more is written in the record of a database, which was read.
  package func isSettled(_ kind: SessionDatabase.Kind, _ name: String) -> Bool {
    settled[kind]?.contains(name) ?? false
  }

  /// - Returns: whether there is anything new.
  package mutating func take(_ record: SessionDatabase.Record) -> Bool {
    let standing =
      switch record.kind {
      case .message: take(message: record.name, record.bytes)
      case .part: take(part: record.name, of: record.message, record.bytes)
      case .entry: take(entry: record.name, record.bytes)
      }
    // An entry that is older by now can get calls yet.
    if standing == .older && record.kind != .entry || SessionDatabase.isSettled(record) {
      settled[record.kind, default: []].insert(record.name)
    }
    return standing == .counted
  }

  // MARK: Files

  /// - Parameter name: its id.
  package mutating func take(message name: String, _ file: [UInt8]) -> Standing {
    guard let found = read(file) else { return .unread }
    if let time = found.start, time < start { return .older }
    count(found, as: name)
    return .counted
  }

  private mutating func count(_ found: Transcript, as name: String) {
    let before = spent.updateValue((found.tokens, found.cost), forKey: name)
    transcript.tokens += found.tokens - (before?.tokens ?? 0)
    if let cost = found.cost ?? before?.cost {
      transcript.cost = (transcript.cost ?? 0) + (found.cost ?? cost) - (before?.cost ?? 0)
    }
  }

  /// A message with all that it holds.
  ///
  /// - Parameter name: its id.
  package mutating func take(entry name: String, _ file: [UInt8]) -> Standing {
    guard let found = read(file) else { return .unread }
    var standing = Standing.older
    if found.start ?? start >= start {
      count(found, as: name)
      standing = .counted
    }
    var numbers: [String: Int] = [:]
    for (index, use) in found.uses.enumerated() {
      let number = use.id.map { numbers[$0, default: 0] } ?? index
      if let id = use.id { numbers[id] = number + 1 }
      if let time = use.time, time < start { continue }
      standing = .counted
      guard isBegun(use) else { continue }
      let call = Call(message: name, id: use.id, number: number)
      inEntries.insert(call)
      keep(use, as: call)
    }
    return standing
  }

  /// - Parameters:
  ///   - name: tells it from the session's other parts.
  ///   - message: the id of its message.
  package mutating func take(part name: String, of message: String, _ file: [UInt8]) -> Standing {
    guard let found = read(file) else { return .unread }
    guard let use = found.uses.first else { return .counted }
    let call = call(use, inPart: name, of: message)
    guard isBegun(use), !inEntries.contains(call) else { return .counted }
    if let time = use.time, time < start { return .older }
    keep(use, as: call)
    return .counted
  }

  private mutating func call(_ use: ToolUse, inPart name: String, of message: String) -> Call {
    if let known = inParts[name] { return known }
    var call = Call(message: use.id == nil ? "part \(name)" : message, id: use.id)
    let number = counts[call, default: 0]
    counts[call] = number + 1
    call.number = number
    inParts[name] = call
    return call
  }

  /// Before it runs its arguments aren't whole.
  private func isBegun(_ use: ToolUse) -> Bool { use.status != .noResult || use.time != nil }

  private mutating func keep(_ use: ToolUse, as call: Call) {
    if let place = places[call] {
      transcript.uses[place] = use
    } else if transcript.uses.count < Self.mostCalls {
      places[call] = transcript.uses.count
      transcript.uses.append(use)
    }
  }

  /// One record, as if it stood alone behind the session's own.
  private func read(_ file: [UInt8]) -> Transcript? {
    var reader = opened
    SessionStorage.line(file).withUnsafeBytes { reader.take($0) }
    guard let found = reader.finish(), found.reading.badLines == 0, found.reading.records > 1 else { return nil }
    return found
  }
}
