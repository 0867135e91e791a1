import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

extension Claim {
  static let about = "witnessed: this run did it itself; asserted: somebody says so"
}

extension ValidationRecord {
  static let keys = ObjectForm<ValidationRecord>(
    "one validation command",
    FormKey("name", .text, "the contract's name for it, or the command itself", \.name),
    FormKey("command", .text, "as /bin/sh -c got it", \.command),
    FormKey("contract_line", .count, "from 1", \.contractLine),
    FormKey(all: Run.keys, \.run), FormKey(ifAny: "on_base", OnBase.keys.form, nil, \.base),
    // Follows from the rest; a file in which it is no such word is none of ours.
    FormKey(ifAny: "baseline", .orNull(.word), "head and base together") { record in
      record.base.map { _ in record.baseline }
    },
    FormKey(
      ifAny: "base_checks", Run.keys.form, "the same on the judged tree with the base's checks; absent: not run",
      \.baseChecks),
    FormKey(
      ifAny: "own_scripts", Run.keys.form,
      "the same with the base's checks and the branch's own scripts (base_checks.scripts); absent: not run",
      \.ownScripts),
    FormKey(
      ifAny: "plain_base", Run.keys.form,
      "the same command on the base with nothing carried to it; absent: nothing asked for it, or on_base is that run",
      \.onPlainBase),
    FormKey(
      ifAny: "turned", Run.keys.form,
      "the same on the judged tree with each assertion of the base's checks turned round; absent: not run", \.turned),
    FormKey(
      ifAny: "turned_on_base", Run.keys.form,
      "the same on the base with each assertion of its checks turned round; absent: not run", \.turnedOnBase),
    FormKey(
      ifAny: "as_shipped", Run.keys.form,
      "the same with the base's checks where the code can't tell that it is tested; absent: not run", \.asShipped)
  ) { name, command, line, run, base, _, baseChecks, ownScripts, onPlainBase, turned, turnedOnBase, asShipped in
    var record = ValidationRecord(
      name: name, command: command, contractLine: line, run: run, expectedOnBase: base?.expected, onBase: base?.run,
      carried: base?.carried ?? [], baseChecks: baseChecks, ownScripts: ownScripts, onPlainBase: onPlainBase)
    (record.turned, record.turnedOnBase, record.asShipped) = (turned, turnedOnBase, asShipped)
    return record
  }

  /// Nil for a command that has nothing to do with the base.
  private var base: OnBase? {
    expectedOnBase == nil && onBase == nil ? nil : OnBase(expected: expectedOnBase, carried: carried, run: onBase)
  }

  fileprivate struct OnBase {
    let expected: ValidationCommand.OnBase?
    let carried: [RepositoryPath]
    /// Nil where it didn't run there.
    let run: Run?
  }
}

extension ValidationRecord.Run {
  static let keys = ObjectForm<Self>(
    "one run",
    FormKey("where", .word, "the place of the run", \.place),
    FormKey("state", .word(else: .inconclusive), "what became of it", \.state),
    FormKey("exit_status", .orNull(.count), "null: it didn't exit by itself", \.exitStatus),
    FormKey("signal", .orNull(.count), "the signal that ended it", \.signal),
    FormKey("reason", .orNull(.text), "why it is neither a pass nor a plain failure", \.reason),
    FormKey("claim", .word, older: .witnessed, Claim.about, \.claim),
    FormKey("left_processes", .truth, older: false, "it left processes running, which were ended", \.leftProcesses),
    FormKey(
      "disturbed", .list(RepositoryPath.keys), older: [], "files of the judged tree that it changed",
      \.disturbed),
    FormKey("log", ValidationRecord.Log.keys.form, nil, \.log),
    FormKey(ifAny: "containment", Containment.keys.form, nil, \.containment),
    FormKey(ifAny: "lacks", .text, "the lock file of what nobody installed in the clean checkout", \.lacks),
    FormKey(
      ifAny: "left", .list(RepositoryPath.keys), "files that it left in the working tree and that nothing ignores"
    ) { $0.left.isEmpty ? nil : $0.left },
    FormKey(
      ifAny: "earlier", .list(ValidationRecord.Attempt.keys), "the runs before it that were not the last one"
    ) { $0.earlier.isEmpty ? nil : $0.earlier },
    FormKey(ifAny: "tests", TestRun.keys.form, "what it ran, by its own word; absent: not known", \.tests),
    FormKey(ifAny: "report_fault", .text, "why the report that the contract names can't be counted", \.reportFault),
    FormKey(ifAny: "doubt", .word(else: .noTests), "why it is worth less than its exit status says", \.doubt),
    FormKey(ifAny: "by", .text, "the runner who signed for it", \.by),
    FormKey(
      ifAny: "lacks_output", .text, "a path that it looked for, and that another command may make", \.lacksOutput),
    FormKey(ifAny: "lacks_cache", .text, "what it looked for in its own home, and the person's has", \.lacksCache)
  ) {
    var run = Self(
      place: $0, state: $1, exitStatus: $2, signal: $3, reason: $4, log: $8, disturbed: $7, left: $11 ?? [],
      leftProcesses: $6,
      claim: $5, containment: $9, lacks: $10, earlier: $12 ?? [], tests: $13, reportFault: $14, doubt: $15)
    run.by = $16
    (run.lacksOutput, run.lacksCache) = ($17, $18)
    return run
  }
}

extension ValidationRecord.Attempt {
  fileprivate static let keys = ObjectForm<Self>(
    "a run of the same command in the same place that was not the last one",
    FormKey("state", .word(else: .inconclusive), "what became of it", \.state),
    FormKey("exit_status", .orNull(.count), "null: it didn't exit by itself", \.exitStatus),
    FormKey("signal", .orNull(.count), "the signal that ended it", \.signal),
    FormKey("log", ValidationRecord.Log.keys.form, nil, \.log)
  ) { Self(state: $0, exitStatus: $1, signal: $2, log: $3) }
}

extension Containment {
  fileprivate static let keys = ObjectForm<Self>(
    "what kept the run's processes from the rest of the machine",
    FormKey(
      "tier", .word, "contained: in a PID namespace, with its own /proc; hunted: on the host; sandboxed: by bubblewrap",
      \.tier),
    FormKey("network", .word, "not taken away: it was to be, and it couldn't", \.network)
  ) { Self($0, network: $1) }
}

extension ValidationRecord.Log {
  fileprivate static let keys = ObjectForm<Self>(
    "what it printed, made printable, secrets masked",
    FormKey("head", .text, "the beginning, of long output", \.head),
    FormKey("tail", .text, "the end, or all of short output", \.tail),
    FormKey("omitted_bytes", .count, "between head and tail", \.omittedBytes),
    FormKey("total_bytes", .count, "altogether", \.totalBytes),
    FormKey(
      "blob", .orNull(.objectID), older: nil, "of the raw output, as git hash-object has it; null: not kept whole",
      \.blob)
  ) { Self(head: $0, tail: $1, omittedBytes: $2, totalBytes: $3, blob: $4) }
}

extension ValidationRecord.Setup {
  static let keys = ObjectForm<Self>(
    "one run of one line of setup",
    FormKey("command", .text, "as the contract has it", \.command),
    FormKey("contract_line", .count, "from 1", \.contractLine),
    FormKey(all: ValidationRecord.Run.keys, \.run)
  ) { Self(command: $0, contractLine: $1, run: $2) }
}

extension ValidationRecord.OnBase {
  fileprivate static let keys = ObjectForm<Self>(
    "the same command on the base; claim asserted: from an earlier check, and no proof", more: wholeRuns,
    FormKey("expected", .orNull(.word), "what the contract expects", \.expected),
    FormKey(
      "carried", .list(RepositoryPath.keys), older: [], "files that it took from the head and the branch wrote",
      \.carried),
    FormKey(properties: properties, write: write, read: read)
  ) { Self(expected: $0, carried: $1, run: $2) }

  /// What every run has, and a command that didn't run lacks.
  private static let ofRuns = ValidationRecord.Run.keys.properties.filter { $0.isRequired && $0.name != "state" }.map(
    \.name)

  /// One of these keys asks for all of them.
  private static let wholeRuns = [
    JSONMember(
      "dependencies",
      .object(ofRuns.map { key in JSONMember(key, .array(ofRuns.filter { $0 != key }.map { .string($0) })) }))
  ]

  private static let properties = ValidationRecord.Run.keys.properties.map { property in
    FormProperty(property.name, property.schema, isRequired: property.name == "state")
  }

  private static let write: @Sendable (Self, inout [JSONMember]) -> Void = { base, members in
    if let run = base.run { return ValidationRecord.Run.keys.append(run, &members) }
    members.append(JSONMember("state", .string(ValidationRecord.State.skipped.rawValue)))
  }

  private static let read: @Sendable (JSONValue) throws(FormFault) -> ValidationRecord.Run? = {
    (object) throws(FormFault) in
    if ofRuns.contains(where: { object[$0] != nil }) { return try ValidationRecord.Run.keys.take(object) }
    guard object["state"]?.string != nil else { throw FormFault(.missing, at: "state") }
    return nil
  }
}
