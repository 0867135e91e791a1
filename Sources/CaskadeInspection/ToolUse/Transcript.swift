/// What a transcript tells, and what of it could not be read.
package struct Transcript: Hashable, Sendable {
  /// The agent's name for people, and for which of its versions the reader was written.
  package let agent: String
  /// `claude-code-jsonl`
  package let format: String
  package let writtenFor: String
  /// What its own records say that they are from, in the order in which they do.
  package var versions: [String] = []
  /// In the order of the transcript.
  package var uses: [ToolUse] = []
  package var sessions: [String] = []
  package var folders: [String] = []
  package var branches: [String] = []
  package var models: [String] = []
  /// Milliseconds since 1970: the least and the greatest that it names.
  package var start: Int?
  package var end: Int?
  /// The time between records, without that before a person's.
  package var workMilliseconds = 0
  package var tokens = 0
  /// In millionths of a dollar; nil where it tells no cost.
  package var cost: Int?
  /// Of the whole session, each with the line that tells it first.
  package var escalations: [ToolEscalation: Int] = [:]
  package var reading = TranscriptReading()

  package init(agent: String, format: String, writtenFor: String) {
    self.agent = agent
    self.format = format
    self.writtenFor = writtenFor
  }
}

/// How far a transcript could be read: each number is something that is not in its calls.
package struct TranscriptReading: Hashable, Sendable {
  package var records = 0
  /// Lines that are no JSON: torn, or of something else.
  package var badLines = 0
  /// The first of them.
  package var firstBadLine: Int?
  /// Lines longer than is read.
  package var longLines = 0
  /// The text ends inside a record.
  package var isCut = false
  /// Lines that hold more than one record: all of them are read.
  package var doubledLines = 0
  /// Kinds of record that the reader doesn't know, with how often.
  package var unknown: [String: Int] = [:]
  /// Results of calls that aren't there.
  package var strayResults = 0
  /// Times that lie more than a minute before the one before.
  package var clockSteps = 0
  /// Calls beyond the number that is kept.
  package var uncounted = 0
  /// Calls whose arguments couldn't be read.
  package var unreadCalls = 0
  /// Rows and pages of a database that couldn't be read.
  package var lostRows = 0

  package init() {}

  /// Nothing that may have been a call was lost.
  package var isComplete: Bool {
    badLines == 0 && longLines == 0 && !isCut && strayResults == 0 && uncounted == 0 && unreadCalls == 0
      && lostRows == 0
  }
}
