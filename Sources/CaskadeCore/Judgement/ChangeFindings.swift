import CaskadeContracts
import CaskadeSyntax

/// Makes one finding of all that gates say of one change.
///
/// A gate that judges a change as a whole says most about it, `protected` before `scope` before `stop`: undoing the
/// change settles whatever else is found in it. Its finding takes in the others of the same path. What `integrity`
/// finds at places inside a change that is allowed as a whole are different facts, and stay apart; so do a stop
/// condition that a line meets and what is found at another line. Secrets are facts of their own, and take no part.
///
/// The gates are judged before: each fails by what it found itself, whoever tells it.
enum ChangeFindings {
  /// - Parameter findings: those about changes, each with the path of its change.
  static func folded(_ findings: [Finding]) -> [Finding] {
    var places: [RepositoryPath: [Int]] = [:]
    for (place, finding) in findings.enumerated() {
      if let path = finding.path { places[path, default: []].append(place) }
    }
    var result: [Finding] = []
    for (place, finding) in findings.enumerated() {
      guard let path = finding.path, let group = places[path], group.count > 1 else {
        result.append(finding)
        continue
      }
      if place == group.first { result += folded(change: group.map { findings[$0] }) }
    }
    return result
  }

  private static func folded(change findings: [Finding]) -> [Finding] {
    let ordered = findings.enumerated().sorted { one, other in
      let (first, second) = (weight(one.element), weight(other.element))
      return (first.severity, first.rank, one.offset) < (second.severity, second.rank, other.offset)
    }.map(\.element)
    guard let first = ordered.first, isOfWhole(first) else { return findings }
    let rest = ordered.dropFirst()
    let told = rest.filter { $0.line == nil || first.line == nil || $0.line == first.line }
    let apart = rest.filter { other in !told.contains(other) }
    return [first.taking(told)] + apart
  }

  /// Graver first, then what judges more of the change.
  private static func weight(_ finding: Finding) -> (severity: Int, rank: Int) {
    (finding.severity.rank, Gates.rule(of: finding.gate).rankOfWholeChange ?? .max)
  }

  private static func isOfWhole(_ finding: Finding) -> Bool {
    Gates.rule(of: finding.gate).rankOfWholeChange != nil
  }
}

extension Finding {
  /// The same finding, with what else is found of its change; it points at the first line that any of them has.
  fileprivate func taking(_ others: [Finding]) -> Finding {
    Finding(
      severity, gate: gate, ruleID: rule, path: path, line: line ?? others.compactMap(\.line).min(), message,
      hint: hint,
      contractLine: contractLine,
      also: others.map {
        Companion(
          $0.severity, gate: $0.gate, ruleID: $0.rule, line: $0.line, $0.message, contractLine: $0.contractLine)
      }, subject: subject)
  }
}
