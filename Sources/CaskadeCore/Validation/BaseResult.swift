package import CaskadeContracts
package import CaskadeSyntax

/// How a command went on a base in an earlier check, as it is kept between checks.
///
/// Whoever can write the place where it is kept can forge it. So it is asserted, never witnessed, and only classifies
/// what a check found by itself (`check --baseline`); what `on_base:` claims is always run.
package struct BaseResult: Hashable, Sendable {
  package let exitStatus: Int

  /// What the command was to be kept from.
  package struct Limits: Hashable, Sendable {
    package let isContained: Bool
    package let isOffline: Bool
    package let isSandboxed: Bool

    package init(isContained: Bool = true, isOffline: Bool = false, isSandboxed: Bool = false) {
      self.isContained = isContained
      self.isOffline = isOffline
      self.isSandboxed = isSandboxed
    }
  }

  private static let schema = "caskade.base-result/1"

  /// What a file holds: a result, and what it is the result of.
  private struct Kept {
    let key: ObjectID
    let exitStatus: Int

    static let keys = ObjectForm<Kept>(
      "how a command went on a base",
      FormKey(constant: "schema", schema), FormKey("key", .objectID, "of the circumstances", \.key),
      FormKey("exit_status", .count, "that the command ended with", \.exitStatus)
    ) { Kept(key: $1, exitStatus: $2) }
  }

  /// Nil for a run that concludes nothing.
  package init?(_ run: ValidationRecord.Run) {
    guard run.place == .baseCheckout, run.state == .pass || run.state == .fail, run.claim == .witnessed,
      let status = run.exitStatus, run.signal == nil, run.disturbed.isEmpty, !run.leftProcesses, run.doubt == nil
    else { return nil }
    exitStatus = status
  }

  /// Nil for anything but what `bytes` makes of a result with this key.
  package init?(_ bytes: [UInt8], key: ObjectID) {
    guard let value = try? JSONReader.read(bytes), let kept = try? Kept.keys.form.read(value), kept.key == key,
      kept.exitStatus <= 255, kept.exitStatus != 126, kept.exitStatus != 127
    else { return nil }
    exitStatus = kept.exitStatus
  }

  package func bytes(key: ObjectID) -> [UInt8] {
    JSONWriter(.pretty, order: .sorted).bytes(Kept.keys.form.write(Kept(key: key, exitStatus: exitStatus)))
  }

  package func run(expecting expected: Int) -> ValidationRecord.Run {
    ValidationRecord.Run(
      place: .baseCheckout, state: exitStatus == expected ? .pass : .fail, exitStatus: exitStatus, signal: nil,
      reason: nil, log: .empty, claim: .asserted)
  }

  /// All that a command's result on a base depends on, as far as caskade knows it: the same bytes mean the same run.
  /// What is installed on the machine isn't in it.
  package static func circumstances(
    of command: ValidationCommand, after foundations: [ValidationCommand] = [], setup: [String],
    base: (commit: ObjectID, tree: ObjectID),
    carried: [(path: RepositoryPath, version: String)], environment: ValidationEnvironment, limits: Limits,
    shell: String,
    toolVersion: String
  ) -> [UInt8] {
    func pairs(_ pairs: [(String, String)]) -> JSONValue {
      .array(pairs.map { .array([.string($0.0), .string($0.1)]) })
    }
    let variables = environment.variables.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return JSONWriter(.compact, order: .sorted).bytes(
      .object([
        JSONMember("schema", .string(schema)), JSONMember("tool", .string(toolVersion)),
        JSONMember("shell", .string(shell)), JSONMember("isolation", .string(Isolation.cleanCheckout.rawValue)),
        JSONMember("run", .string(command.run)), JSONMember("expect", .integer(command.expect)),
        JSONMember("timeout", .string(command.timeout.text)),
        JSONMember("dir", .string(Base64.encode(command.directory?.bytes ?? []))),
        JSONMember("env", pairs(command.environment.map { ($0.name, $0.value) })),
        JSONMember(
          "after",
          .array(
            foundations.map { before in
              .object([
                JSONMember("run", .string(before.run)), JSONMember("expect", .integer(before.expect)),
                JSONMember("dir", .string(Base64.encode(before.directory?.bytes ?? []))),
                JSONMember("env", pairs(before.environment.map { ($0.name, $0.value) })),
              ])
            })), JSONMember("setup", .array(setup.map { .string($0) })),
        JSONMember("commit", .string(base.commit.text)), JSONMember("tree", .string(base.tree.text)),
        JSONMember("carried", pairs(carried.map { (Base64.encode($0.path.bytes), $0.version) })),
        JSONMember("variables", pairs(variables)),
        JSONMember("contained", .bool(limits.isContained)), JSONMember("offline", .bool(limits.isOffline)),
        JSONMember("sandboxed", .bool(limits.isSandboxed)),
      ]))
  }
}
