extension IntegrityFinding {
  /// What in the file it is about: a test, a key, a command; nil for the file as a whole.
  package var subject: String? {
    switch fact {
    case .testRemoved(let name), .testDisabled(let name, _), .testSkipped(let name), .testMayBeSkipped(let name),
      .testFileRenamed(let name, _), .testModuleDropped(let name), .testExpectedToFail(let name),
      .testEmptied(let name), .assertionsRemoved(let name, _), .assertionsMoved(let name, _),
      .assertionsFewer(let name, _, _), .rowsRemoved(let name, _, _):
      name
    case .testsRemoved(let names), .testsSkipped(let names), .testsMayBeSkipped(let names): names.first
    case .thresholdLowered(let key, _), .strictnessLost(let key, _), .conditionChanged(let key, _, _): key
    case .exclusionAdded(let key, let value, _), .selectionRemoved(let key, let value): "\(key): \(value)"
    case .failureIgnored(let how): how
    case .suppressionAdded(let mark), .runnerProbed(let mark), .skippedByCode(let mark), .endedAtLoad(let mark),
      .processEnded(let mark, _),
      .alwaysEqual(let mark),
      .assertionPatched(let mark, _), .runnerImitated(let mark, _):
      mark
    case .commandChanged(let command, _), .scriptChanged(let command), .namesAdded(let command, _),
      .buildChanged(let command, _):
      command
    case .toolReplaced(let name, _): name
    case .testFileDeleted, .testFileShrunk, .testFocused, .buildConstrained, .goldenDeleted, .fixtureDeleted,
      .goldensRewritten, .configurationDeleted, .stepRemoved, .checkUnread, .settingsUnread, .partsUnread:
      nil
    }
  }
}
