import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// What changed: as a picture, file by file, and against the limits.
struct HTMLChange {
  private let report: HandoffReport
  private var evidence: Evidence { report.evidence }
  private static let mostFiles = 500
  private static let mostLimits = 100

  init(_ report: HandoffReport) {
    self.report = report
  }

  var sections: [String] {
    HTMLPage.section("change", "What changed", change) + HTMLPage.section("packages", "Packages", packages)
      + HTMLPage.section("budget", "Budget against use", budget)
  }

  private var change: [String] {
    let map = ChangeMap(evidence)
    let legend = map.counts.map { standing, count in
      "\(HTMLPage.state("\(count)", standing.tone)) \(standing.rawValue)"
    }
    // What was refused first, so that no cut hides it.
    let order = ChangeMap.Standing.allCases
    let sorted = order.flatMap { standing in evidence.changes.filter { map.standing(of: $0.path) == standing } }
    let rows = sorted.prefix(Self.mostFiles).map { change in
      let standing = map.standing(of: change.path)
      let lines = change.isBinary ? "binary" : "+\(change.added) -\(change.deleted)"
      return [
        HTMLReport.code(change.path.display), change.operation.rawValue, lines,
        HTMLPage.state(standing.rawValue, standing.tone),
      ]
    }
    guard !rows.isEmpty else { return [] }
    let table = HTMLPage.table("Changed files", ["path", "operation", "lines", "standing"], rows)
    return ["<p>\(legend.joined(separator: " · "))</p>"] + map.svg
      + ["<details><summary>\(evidence.changes.count.counted("file")), one by one</summary>"] + table
      + HTMLReport.more(sorted.count - Self.mostFiles, "file") + ["</details>"]
  }

  private var packages: [String] {
    guard let summary = report.packageSummary else { return [] }
    let all = report.packages
    let items = all.prefix(Self.mostFiles).map { package in
      "\(HTMLText.escaped(package.text)), in \(HTMLReport.code(package.path.display))"
    }
    return ["<p>\(HTMLText.escaped(summary))</p>"] + HTMLPage.list(Array(items))
      + HTMLReport.more(all.count - Self.mostFiles, "package")
  }

  // MARK: Budget

  private var budget: [String] {
    let size = evidence.budget.prefix(Self.mostLimits).map { use in
      row(
        "more than \(use.unit.counted(use.limit))", used: use.used, limit: use.limit,
        by: use.by == .policy ? "policy" : use.contractLine.map { "contract, line \($0)" } ?? "contract",
        isMet: use.used > use.limit)
    }
    let run = (evidence.tools?.limits ?? []).prefix(Self.mostLimits).map { limit in
      row(
        limit.condition, used: limit.value, limit: nil, by: "contract, line \(limit.contractLine)", isMet: limit.isMet)
    }
    return HTMLPage.table("Each limit, and how much of it is used", ["limit", "used", "use", "stated by"], size + run)
  }

  private func row(_ name: String, used: Int?, limit: Int?, by: String, isMet: Bool) -> [String] {
    let word = used.map { "\($0)" } ?? "not known"
    return [
      HTMLText.escaped(name), HTMLPage.state(word, isMet ? .bad : used == nil ? .unsure : .good),
      limit.flatMap { limit in used.map { Self.bar(used: $0, limit: limit, isMet: isMet) } } ?? "",
      HTMLText.escaped(by),
    ]
  }

  /// The limit is where the line stands.
  private static func bar(used: Int, limit: Int, isMet: Bool) -> String {
    let most = Double(max(used, limit, 1))
    let (length, mark) = (200 * Double(max(0, used)) / most, 200 * Double(max(0, limit)) / most)
    return "<svg viewBox=\"0 0 204 16\" role=\"img\" aria-label=\"\(used) of \(limit)\">"
      + "<rect class=\"quiet\" x=\"1\" y=\"3\" width=\"201\" height=\"10\"/>"
      + "<rect class=\"\(isMet ? "bad" : "good")\" x=\"1\" y=\"3\" width=\"\(ChangeMap.shown(length + 1))\" height=\"10\"/>"
      + "<path class=\"axis\" d=\"M\(ChangeMap.shown(mark + 1)) 0V16\"/></svg>"
  }
}
