import CaskadeCore
import CaskadeSyntax

/// Findings about which a person does one thing, told under one heading.
package struct FindingGroup {
  /// Those that share a hint, which is said once, behind the last.
  struct Cluster {
    let findings: [FoldedFinding]
    let hint: GroupHint?
  }

  let concern: Concern
  /// How many findings there are, whether or not they are shown.
  let count: Int
  let clusters: [Cluster]

  /// Gravest first.
  ///
  /// - Parameter findings: gravest first, as evidence has them.
  static func all(_ findings: [Finding]) -> [FindingGroup] {
    var byConcern: [Concern: [Finding]] = [:]
    for finding in findings { byConcern[Concern(finding), default: []].append(finding) }
    return Concern.allCases.compactMap { concern in
      guard let found = byConcern[concern] else { return nil }
      return FindingGroup(concern: concern, count: found.count, clusters: clusters(FoldedFinding.all(found)))
    }
  }

  private static func clusters(_ folded: [FoldedFinding]) -> [Cluster] {
    var order: [String] = []
    var byKey: [String: [FoldedFinding]] = [:]
    for finding in folded {
      let key = GroupHint.key(of: finding) ?? "\0\0"
      if byKey[key] == nil { order.append(key) }
      byKey[key, default: []].append(finding)
    }
    return order.compactMap { key in
      guard let findings = byKey[key], let first = findings.first else { return nil }
      let hint = first.first.hint == nil ? nil : GroupHint(findings.flatMap(\.all))
      return Cluster(findings: findings, hint: hint)
    }
  }

  /// The same with so many lines of findings at most.
  func prefix(_ most: Int) -> FindingGroup {
    var left = most
    let shown = clusters.compactMap { cluster -> Cluster? in
      guard left > 0 else { return nil }
      let findings = Array(cluster.findings.prefix(left))
      left -= findings.count
      return Cluster(findings: findings, hint: cluster.hint)
    }
    return FindingGroup(concern: concern, count: count, clusters: shown)
  }

  /// How many lines of findings there are.
  var lines: Int { clusters.reduce(0) { $0 + $1.findings.count } }
}
