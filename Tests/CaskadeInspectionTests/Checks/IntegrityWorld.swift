import CaskadeInspection
import CaskadeSyntax

/// A change in memory: what the files were and what they are, and the findings as lines.
struct IntegrityWorld {
  var files: [(path: String, old: String?, new: String?)]
  var commands: [String] = []
  var exempt: [String] = []

  init(_ path: String, _ old: String?, _ new: String?) {
    files = [(path, old, new)]
  }

  init(_ files: [(path: String, old: String?, new: String?)], commands: [String] = [], exempt: [String] = []) {
    self.files = files
    self.commands = commands
    self.exempt = exempt
  }

  private static func id(_ text: String) -> ObjectID? {
    var value: UInt64 = 1469
    for byte in text.utf8 { value = value &* 31 &+ UInt64(byte) }
    let digits = String(value, radix: 16)
    return ObjectID(String(repeating: "0", count: 40 - digits.count) + digits)
  }

  var changes: ChangeSet {
    ChangeSet(
      files.filter { $0.old != $0.new }.map { path, old, new in
        Change(
          path: RepositoryPath(path), operation: old == nil ? .create : new == nil ? .delete : .modify,
          oldMode: old == nil ? .absent : .regular, newMode: new == nil ? .absent : .regular,
          oldID: old.flatMap(Self.id), newID: new.flatMap(Self.id))
      })
  }

  /// What the scan finds when it is given just what its plan asked for.
  var found: [IntegrityFinding] {
    let validation = commands.map { CheckCommand(name: $0, run: $0, directory: nil) }
    let plan = IntegrityPlan(changes, validation: validation)
    let wanted = Set(plan.wanted + plan.atBase)
    let versions = files.filter { wanted.contains(RepositoryPath($0.path)) }
      .map {
        FileVersions(RepositoryPath($0.path), old: $0.old.map { Array($0.utf8) }, new: $0.new.map { Array($0.utf8) })
      }
    let patterns = exempt.compactMap { try? PathPattern($0) }
    return IntegrityScan.findings(versions, plan: plan, exempt: { path in patterns.contains { $0.matches(path) } })
  }

  /// `path[:line]: severity: message [rule]`
  var lines: [String] {
    found.map { finding in
      var place = finding.path.display
      if case .head(let line) = finding.place { place += ":\(line)" }
      return "\(place): \(finding.isError ? "error" : "warning"): \(finding.message) [\(finding.rule)]"
    }
  }
}
