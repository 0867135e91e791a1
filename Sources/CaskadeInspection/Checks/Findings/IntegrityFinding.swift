package import CaskadeSyntax

/// One check that the change removed or loosened, or may have.
package struct IntegrityFinding: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    /// A line of the head, from 1.
    case head(Int)
    /// A line of the base, where the head has nothing left to point at.
    case base(Int)
    case file
  }

  package let fact: IntegrityFact
  package let path: RepositoryPath
  package let place: Place
  /// What stood there before: one line at most, raw; escape it where it is shown.
  package let before: [UInt8]

  package init(_ fact: IntegrityFact, _ path: RepositoryPath, _ place: Place, before: some Sequence<UInt8> = []) {
    self.fact = fact
    self.path = path
    self.place = place
    self.before = Array(before.prefix { !ByteSet.breaks.contains($0) }.prefix(100))
  }

  package var rule: String { "integrity." + fact.kind.rawValue }
  /// Whether it fails the gate; else it deserves a look.
  package var isError: Bool { fact.isError }
  /// Whether it leaves the gate unproven, until a person agrees to it in the contract.
  package var isDoubt: Bool { fact.isDoubt }
}

/// What happened to a check. Names are raw bytes of the repository.
package enum IntegrityFact: Hashable, Sendable {
  case testFileDeleted(tests: Int)
  /// A test file in a language that isn't read: so many of its lines are gone.
  case testFileShrunk(lines: Int, of: Int)
  case testRemoved(String)
  case testsRemoved([String])
  /// The body is still there, and no longer declared as a test.
  case testDisabled(String, as: String)
  case testSkipped(String)
  case testsSkipped([String])
  case testMayBeSkipped(String)
  case testsMayBeSkipped([String])
  /// The file's name keeps the runner from collecting it, or a build from taking it in everywhere.
  case testFileRenamed(from: String, never: Bool)
  /// A file of tests is no longer taken in.
  case testModuleDropped(String)
  case testExpectedToFail(String)
  case testFocused
  case buildConstrained(never: Bool)
  case testEmptied(String)
  case assertionsRemoved(String, count: Int)
  /// Nothing asserts by itself any more, but the test calls something new.
  case assertionsMoved(String, count: Int)
  case assertionsFewer(String, from: Int, to: Int)
  case rowsRemoved(String, from: Int, to: Int)
  case goldenDeleted(count: Int)
  case fixtureDeleted(count: Int)
  case goldensRewritten(count: Int)
  case thresholdLowered(key: String, to: String?)
  case strictnessLost(key: String, to: String?)
  case exclusionAdded(key: String, value: String, grave: Bool)
  case selectionRemoved(key: String, value: String)
  case configurationDeleted
  case failureIgnored(String)
  /// Another line was rewritten that may stand for it.
  case stepRemoved(merged: Bool)
  case conditionChanged(key: String, to: String?, never: Bool)
  case commandChanged(command: String, entry: String)
  case scriptChanged(command: String)
  /// Names were added to lists of what is built, and nothing else.
  case namesAdded(command: String, entry: String)
  /// A file that says how the command's code is built; gravely where it concerns checks, or how things are run.
  case buildChanged(command: String, grave: Bool)
  /// A dependency that runs the checks is taken from another place.
  case toolReplaced(String, by: String)
  /// A changed file of checks in a language that isn't read, or a deleted one of which not all lines went elsewhere.
  case checkUnread(isDeleted: Bool)
  /// A file of settings too large to be compared.
  case settingsUnread
  /// A build file whose parts for runners and tools couldn't be put back; the base's could be read or couldn't.
  case partsUnread(wasReadable: Bool)
  /// A linter, a type checker, a scanner or a coverage tool is told to look away, by this mark.
  case suppressionAdded(String)
  /// Code asks whether a test runner is there, by this mark; in a way that honest programs have too.
  case runnerProbed(String)
  /// Code outside of the checks has the runner pass over a test, by this mark.
  case skippedByCode(String)
  /// A library ends the process and says that all is well; or anything does at once, past whatever runs it.
  case processEnded(String, atOnce: Bool)
  /// A library does so while it is loaded, before anything of it can run.
  case endedAtLoad(String)
  /// Code prints what a test runner says at its end; gravely where the change also ends the process.
  case runnerImitated(String, grave: Bool)
  /// This comparison is true whatever it compares.
  case alwaysEqual(String)
  /// Code takes the place of what tests assert with.
  /// - Parameter isSure: what is replaced can be nothing else.
  case assertionPatched(String, isSure: Bool)

  /// What kind it is, without the data: each is a rule of its own.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case testFileDeleted = "test-file-deleted"
    case testFileShrunk = "test-file-shrunk"
    case testRemoved = "test-removed"
    case testDisabled = "test-disabled"
    case testSkipped = "test-skipped"
    case testFocused = "test-focused"
    case assertionsRemoved = "assertions-removed"
    case rowsRemoved = "rows-removed"
    case goldenDeleted = "golden-deleted"
    case fixtureDeleted = "fixture-deleted"
    case goldenRewritten = "golden-rewritten"
    case thresholdLowered = "threshold-lowered"
    case settingLoosened = "setting-loosened"
    case configurationDeleted = "configuration-deleted"
    case failureIgnored = "failure-ignored"
    case ciStepRemoved = "ci-step-removed"
    case ciCondition = "ci-condition"
    case commandChanged = "command-changed"
    case unread
    case suppressionAdded = "suppression-added"
    case runnerProbed = "runner-probed"
    case processEnded = "process-ended"
    case runnerImitated = "runner-imitated"
    case alwaysEqual = "always-equal"
    case assertionPatched = "assertion-patched"
  }

  package var kind: Kind {
    switch self {
    case .testFileDeleted: .testFileDeleted
    case .testFileShrunk: .testFileShrunk
    case .testRemoved, .testsRemoved: .testRemoved
    case .testDisabled, .testFileRenamed, .testModuleDropped: .testDisabled
    case .testSkipped, .testsSkipped, .testMayBeSkipped, .testsMayBeSkipped, .testExpectedToFail, .buildConstrained,
      .skippedByCode:
      .testSkipped
    case .testFocused: .testFocused
    case .testEmptied, .assertionsRemoved, .assertionsMoved, .assertionsFewer: .assertionsRemoved
    case .rowsRemoved: .rowsRemoved
    case .goldenDeleted: .goldenDeleted
    case .fixtureDeleted: .fixtureDeleted
    case .goldensRewritten: .goldenRewritten
    case .thresholdLowered: .thresholdLowered
    case .strictnessLost, .exclusionAdded, .selectionRemoved: .settingLoosened
    case .configurationDeleted: .configurationDeleted
    case .failureIgnored: .failureIgnored
    case .stepRemoved: .ciStepRemoved
    case .conditionChanged: .ciCondition
    case .commandChanged, .scriptChanged, .namesAdded, .buildChanged, .toolReplaced: .commandChanged
    case .checkUnread, .settingsUnread, .partsUnread: .unread
    case .suppressionAdded: .suppressionAdded
    case .runnerProbed: .runnerProbed
    case .processEnded, .endedAtLoad: .processEnded
    case .runnerImitated: .runnerImitated
    case .alwaysEqual: .alwaysEqual
    case .assertionPatched: .assertionPatched
    }
  }

  /// Whether what the tests say is worth nothing until a person has looked at it: the code has a hand in how they are
  /// judged.
  var isDoubt: Bool {
    switch self {
    case .skippedByCode: true
    case .assertionPatched(_, let isSure): isSure
    default: false
    }
  }

  /// Whether it fails the gate; else it deserves a look.
  var isError: Bool {
    switch self {
    case .testMayBeSkipped, .testsMayBeSkipped, .testFileShrunk, .assertionsMoved, .assertionsFewer, .rowsRemoved,
      .goldensRewritten, .fixtureDeleted, .checkUnread, .settingsUnread, .suppressionAdded, .namesAdded, .runnerProbed,
      .processEnded, .alwaysEqual, .assertionPatched, .skippedByCode,
      .endedAtLoad:
      false
    case .runnerImitated(_, let grave): grave
    case .buildChanged(_, let grave): grave
    case .buildConstrained(let never), .testFileRenamed(_, let never): never
    case .partsUnread(let wasReadable): wasReadable
    case .stepRemoved(let merged): !merged
    case .exclusionAdded(_, _, let grave): grave
    case .conditionChanged(_, _, let never): never
    case .testFileDeleted, .testRemoved, .testsRemoved, .testDisabled, .testModuleDropped, .testSkipped, .testsSkipped,
      .testExpectedToFail, .testFocused, .testEmptied, .assertionsRemoved, .goldenDeleted, .thresholdLowered,
      .strictnessLost, .selectionRemoved, .configurationDeleted, .failureIgnored, .commandChanged,
      .scriptChanged, .toolReplaced:
      true
    }
  }
}
