import CaskadeSyntax

extension IntegrityFinding {
  /// One line: what happened, and what was there before.
  package var message: String {
    var text = what
    switch place {
    case .base(let line): text += "; line \(line) of the base" + (quotedBefore.map { " was \($0)" } ?? "")
    case .head, .file: if let quotedBefore { text += "; it was \(quotedBefore)" }
    }
    return text
  }

  /// The next step.
  package var hint: String {
    switch fact {
    case .testFocused: "take the focus away: every other test is left out while it stands"
    case .goldensRewritten: "compare the goldens with what the change was meant to alter"
    case .commandChanged, .scriptChanged:
      "restore it, or have the contract name the file under paths.checks_may_change"
    case .namesAdded, .buildChanged(_, false): "look whether the checks are still built and run as before"
    case .assertionsMoved, .assertionsFewer, .rowsRemoved, .testMayBeSkipped, .testsMayBeSkipped, .testFileShrunk,
      .fixtureDeleted:
      "look whether the check still checks as much as before"
    case .checkUnread, .settingsUnread, .partsUnread: "have a person compare it with the base's"
    case .suppressionAdded: "mend what it silences, or have a person agree to it"
    case .runnerProbed: "make it do under test what it does everywhere, or have a person agree to it"
    case .skippedByCode: "return or throw what the work says, \(Self.agreement)"
    case .processEnded: "return or throw instead, or have a person agree to it"
    case .endedAtLoad: "take it out, or have a person agree to it"
    case .runnerImitated: "take it out: only a runner says that, or have a person agree to it"
    case .alwaysEqual: "compare what makes two of them equal, or have a person agree to it"
    case .assertionPatched(_, true): "take it out: what tests assert with isn't the work's, \(Self.agreement)"
    case .assertionPatched: "take it out: what tests assert with isn't the work's, or have a person agree to it"
    default: "restore it, or have the contract name the file under paths.checks_may_change"
    }
  }

  private static let agreement = "or have the contract name the file under paths.checks_may_change"

  private var quotedBefore: String? {
    before.isEmpty ? nil : Self.quote(before)
  }

  private static func quote(_ text: some Sequence<UInt8>) -> String {
    var bytes = Array(text)
    while let last = bytes.last, ByteSet.blanks.contains(last) { bytes.removeLast() }
    return "'\(EscapedText.line(bytes.count > 80 ? bytes[..<77] + Array("...".utf8) : bytes[...]))'"
  }

  private static func quote(_ text: String) -> String { quote(text.utf8) }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(3).map { quote($0) }.joined(separator: ", ")
    return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
  }

  private var what: String {
    switch fact {
    case .testFileDeleted(let tests):
      tests == 0 ? "test file deleted" : "test file deleted with \(tests.counted("test"))"
    case .testFileShrunk(let lines, let all): "test file lost \(lines) of its \(all.counted("line"))"
    case .testRemoved(let name): "test \(Self.quote(name)) removed"
    case .testsRemoved(let names): "\(names.count) tests removed: \(Self.list(names))"
    case .testDisabled(let name, let now): "test \(Self.quote(name)) no longer runs: it is now \(Self.quote(now))"
    case .testSkipped(let name): "test \(Self.quote(name)) is skipped now"
    case .testsSkipped(let names): "\(names.count) tests are skipped now: \(Self.list(names))"
    case .testMayBeSkipped(let name): "test \(Self.quote(name)) is skipped under a condition now"
    case .testsMayBeSkipped(let names):
      "\(names.count) tests are skipped under a condition now: \(Self.list(names))"
    case .testFileRenamed(let from, let never):
      never
        ? "the tests of \(Self.quote(from)) are no longer collected under this file name"
        : "the tests of \(Self.quote(from)) are built under a condition by this file name"
    case .testModuleDropped(let name): "module \(Self.quote(name)) of tests is no longer built"
    case .testExpectedToFail(let name): "test \(Self.quote(name)) is expected to fail now"
    case .testFocused: "only focused tests run now"
    case .buildConstrained(let never):
      never ? "the file's tests are never built now" : "the file's tests are built under a condition now"
    case .testEmptied(let name): "test \(Self.quote(name)) has an empty body now"
    case .assertionsRemoved(let name, let count):
      "test \(Self.quote(name)) asserts nothing now, of \(count.counted("assertion"))"
    case .assertionsMoved(let name, let count):
      "test \(Self.quote(name)) asserts nothing by itself now, of \(count.counted("assertion"))"
    case .assertionsFewer(let name, let from, let to):
      "test \(Self.quote(name)) has \(to.counted("assertion")) now, of \(from)"
    case .rowsRemoved(let name, let from, let to):
      "test \(Self.quote(name)) has \(to.counted("row")) now, of \(from)"
    case .goldenDeleted(let count):
      count == 1 ? "expected output deleted" : "expected output deleted, with \((count - 1).counted("more file"))"
    case .fixtureDeleted(let count):
      count == 1 ? "test data deleted" : "test data deleted, with \((count - 1).counted("more file"))"
    case .goldensRewritten(let count):
      "expected output rewritten together with the code"
        + (count == 1 ? "" : ", in \(count.counted("file"))")
    case .thresholdLowered(let key, let now):
      now.map { "threshold \(Self.quote(key)) lowered to \(Self.quote($0))" } ?? "threshold \(Self.quote(key)) removed"
    case .strictnessLost(let key, let now):
      now.map { "\(Self.quote(key)) loosened to \(Self.quote($0))" } ?? "\(Self.quote(key)) removed"
    case .exclusionAdded(let key, let value, _): "\(Self.quote(key)) leaves out \(Self.quote(value)) now"
    case .selectionRemoved(let key, let value): "\(Self.quote(key)) no longer has \(Self.quote(value))"
    case .configurationDeleted: "configuration of a check deleted"
    case .failureIgnored(let by): "a failure is ignored now by \(Self.quote(by))"
    case .stepRemoved(let merged):
      merged ? "a step of CI that checks was removed or merged" : "a step of CI that checks was removed"
    case .conditionChanged(let key, let now, _):
      now.map { "condition \(Self.quote(key)) is \(Self.quote($0)) now" } ?? "trigger \(Self.quote(key)) removed"
    case .commandChanged(let command, let entry):
      "what \(Self.quote(command)) runs was changed, in \(Self.quote(entry))"
    case .namesAdded(let command, let entry):
      "names were added to what \(Self.quote(command)) builds, in \(Self.quote(entry))"
    case .buildChanged(let command, _): "how the code is built that \(Self.quote(command)) checks was changed"
    case .toolReplaced(let name, let place):
      "\(Self.quote(name)), which runs checks, is taken from \(Self.quote(place)) now"
    case .scriptChanged(let command): "what \(Self.quote(command)) runs was changed"
    case .checkUnread(let isDeleted):
      "check file \(isDeleted ? "deleted" : "changed") in a language that isn't read: nobody looked whether it still checks as much"
    case .settingsUnread: "settings of checks changed in a file too large to be compared"
    case .partsUnread(let wasReadable):
      "what it says of runners and tools can't be put back to the base's: \(wasReadable ? "it" : "the base's too") can't be read"
    case .suppressionAdded(let mark): "a checker is told to look away by \(Self.quote(mark))"
    case .runnerProbed(let mark): "the code asks whether a test runner is there, by \(Self.quote(mark))"
    case .skippedByCode(let mark): "code has the runner skip the tests that call it, by \(Self.quote(mark))"
    case .processEnded(let mark, false): "code of a library ends the process as a success, by \(Self.quote(mark))"
    case .processEnded(let mark, true): "code ends the process at once, past whatever runs it, by \(Self.quote(mark))"
    case .endedAtLoad(let mark): "code of a library ends the process while it is loaded, by \(Self.quote(mark))"
    case .runnerImitated(let text, let grave):
      "what a test runner says at its end is printed here, as \(Self.quote(text))"
        + (grave ? ", and the change ends the process" : "")
    case .alwaysEqual(let name): "\(Self.quote(name)) is true whatever it compares"
    case .assertionPatched(let mark, _): "what tests assert with is replaced, by \(Self.quote(mark))"
    }
  }
}
