package import CaskadeInspection
import CaskadeSyntax

/// What a session in many small files, or in the rows of a database, tells while it goes on: each file counts as it was read last, in the order in which
/// they came first.
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
  private var calls: [String: Int] = [:]
  private var spent: [String: (tokens: Int, cost: Int?)] = [:]
  /// The ids of the calls in parts, and of those in entries: one that is in both is one call.
  private var inParts: Set<String> = []
  private var inEntries: Set<String> = []

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

  /// - Parameter name: tells it from the session's others.
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
  /// - Parameter name: tells it from the session's others.
  package mutating func take(entry name: String, _ file: [UInt8]) -> Standing {
    guard let found = read(file) else { return .unread }
    var standing = Standing.older
    if found.start ?? start >= start {
      count(found, as: "entry \(name)")
      standing = .counted
    }
    for (index, use) in found.uses.enumerated() {
      if let time = use.time, time < start { continue }
      standing = .counted
      guard isBegun(use), use.id.map({ !inParts.contains($0) }) ?? true else { continue }
      if let id = use.id { inEntries.insert(id) }
      keep(use, as: "entry \(name) \(use.id ?? "\(index)")")
    }
    return standing
  }

  /// - Parameter name: tells it from the session's others.
  package mutating func take(part name: String, _ file: [UInt8]) -> Standing {
    guard let found = read(file) else { return .unread }
    guard let use = found.uses.first, isBegun(use), use.id.map({ !inEntries.contains($0) }) ?? true else {
      return .counted
    }
    if let time = use.time, time < start { return .older }
    if let id = use.id { inParts.insert(id) }
    keep(use, as: name)
    return .counted
  }

  /// Before it runs its arguments aren't whole.
  private func isBegun(_ use: ToolUse) -> Bool { use.status != .noResult || use.time != nil }

  private mutating func keep(_ use: ToolUse, as name: String) {
    if let place = calls[name] {
      transcript.uses[place] = use
    } else if transcript.uses.count < Self.mostCalls {
      calls[name] = transcript.uses.count
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
