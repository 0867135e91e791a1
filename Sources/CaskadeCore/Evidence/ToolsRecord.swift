package import CaskadeSyntax

/// What transcripts tell of the run, set against contract, trees and validation. Nil where none was given.
///
/// Whoever can write the transcript can write anything: it is asserted by its file, and no more than that.
package struct ToolsRecord: Hashable, Sendable {
  /// One transcript.
  package struct Source: Hashable, Sendable {
    package enum Standing: String, Hashable, Sendable, CaseIterable {
      /// Its calls are judged.
      case read
      /// It is of other work: its calls are not.
      case foreign = "of other work"
      case unreadable
    }

    package var name: String
    package var agent: String
    package var format: String
    package var writtenFor: String
    package var standing: Standing
    package var calls: Int
    /// RFC 3339, in UTC; nil where it tells no time.
    package var started: String?
    package var models: [String]
    /// What of it is not in its calls, a sentence each.
    package var faults: [String]
    /// No call of it can have been lost.
    package var isComplete: Bool

    package init(
      name: String, agent: String, format: String, writtenFor: String, standing: Standing, calls: Int,
      started: String?, models: [String], faults: [String], isComplete: Bool
    ) {
      self.name = name
      self.agent = agent
      self.format = format
      self.writtenFor = writtenFor
      self.standing = standing
      self.calls = calls
      self.started = started
      self.models = models
      self.faults = faults
      self.isComplete = isComplete
    }
  }

  /// What the contract says of a tool.
  package enum Decision: String, Hashable, Sendable, CaseIterable {
    case allowed
    /// A person has to be asked; whether one was, a transcript doesn't tell.
    case asked = "to be asked"
    case denied
    case notAllowed = "not allowed"
    /// What it does can't be told.
    case notUnderstood = "not understood"
    /// The contract names no tools.
    case unstated = "not stated"

    package var isViolation: Bool { self == .denied || self == .notAllowed || self == .notUnderstood }
  }

  /// One tool, or one command, and how often it was called.
  package struct Use: Hashable, Sendable {
    /// In the contract's words, without secrets: `shell: git push origin main`.
    package var tool: String
    package var decision: Decision
    package var calls: Int
    package var failed: Int
    /// `FILE:LINE` of the first call.
    package var place: String
    /// The line of the contract that decided.
    package var contractLine: Int?

    package init(
      tool: String, decision: Decision, calls: Int, failed: Int, place: String, contractLine: Int?
    ) {
      self.tool = tool
      self.decision = decision
      self.calls = calls
      self.failed = failed
      self.place = place
      self.contractLine = contractLine
    }
  }

  /// Something that deserves a look, and where it is told.
  package struct Mark: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
      case readOutside = "read outside the repository"
      case wroteOutside = "wrote outside the repository"
      /// A command writes where can't be told.
      case wroteUnknown = "wrote where can't be told"
      case secret = "touched a secret"
      case production = "touched a production host"
      case escalation
      case loop
      /// It is said to pass, and fails here.
      case claim = "said to pass"
      /// Of a later version.
      case other
    }

    package var kind: Kind
    /// A path, a command or a host, without secrets.
    package var subject: String
    package var calls: Int
    /// `FILE:LINE` of the first.
    package var place: String

    package init(_ kind: Kind, _ subject: String, calls: Int, place: String) {
      self.kind = kind
      self.subject = subject
      self.calls = calls
      self.place = place
    }
  }

  /// A stop condition that two trees can't show.
  package struct Limit: Hashable, Sendable {
    /// `more than 45 minutes`
    package var condition: String
    package var contractLine: Int
    /// What was counted; nil where no transcript tells it.
    package var value: Int?
    package var isMet: Bool
    /// Calls after it was met.
    package var after: Int

    package init(condition: String, contractLine: Int, value: Int?, isMet: Bool, after: Int) {
      self.condition = condition
      self.contractLine = contractLine
      self.value = value
      self.isMet = isMet
      self.after = after
    }
  }

  package var claim = Claim.asserted
  package var sources: [Source] = []
  package var calls = 0
  /// Calls with a part that isn't allowed.
  package var violations = 0
  package var refused = 0
  package var milliseconds = 0
  package var tokens = 0
  /// Millionths of a dollar; nil where no transcript tells it.
  package var cost: Int?
  /// Gravest first.
  package var uses: [Use] = []
  /// Asked for, and refused.
  package var refusals: [Use] = []
  /// What the contract allows and nothing used: authority to take away next time.
  package var unused: [String] = []
  /// Changed in git and in no call: scripts do that, and people.
  package var unexplained: [RepositoryPath] = []
  /// Changed by a call that succeeded, and as on the base in the end.
  package var gone: [RepositoryPath] = []
  package var marks: [Mark] = []
  package var limits: [Limit] = []
  /// Entries of these lists that are left out for being too many.
  package var omitted = 0

  package init() {}

  /// The files, for a sentence.
  package var names: String {
    let read = sources.filter { $0.standing == .read }.map { EscapedText.line($0.name) }
    guard let first = read.first else { return "no file" }
    return read.count == 1 ? first : "\(first) and \(read.count - 1) more"
  }

  /// All that was given could be read, so that what isn't there didn't happen, by its word.
  package var isComplete: Bool { sources.allSatisfy { $0.standing == .read && $0.isComplete } }
}
