import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// The section on what a branch lets agents, hooks and workflows do: a table, those first by which they may do more.
struct PermissionSection {
  private let rows: [PermissionChange]
  static let title = "Permissions of agents and workflows:"

  init?(_ evidence: Evidence) {
    guard let rows = evidence.permissions, !rows.isEmpty else { return nil }
    let order = PermissionChange.Kind.allCases
    self.rows = rows.enumerated().sorted { one, other in
      let (a, b) = (order.firstIndex(of: one.element.kind) ?? 0, order.firstIndex(of: other.element.kind) ?? 0)
      return a != b ? a < b : one.offset < other.offset
    }.map(\.element)
  }

  /// - Parameter text: bounds and escapes a text.
  func text(most: Int, _ text: (String) -> String) -> String {
    var lines = rows.prefix(most).map { row in
      let sides =
        row.before == nil && row.after == nil
        ? "" : ": \(text(row.before ?? "nothing")) -> \(text(row.after ?? "nothing"))"
      return
        "  \(row.kind.rawValue.padded(to: 11))\(text(row.subject)), \(text(row.what))\(sides) (\(text(row.path.display)))"
    }
    if rows.count > most { lines.append("  ... and \(rows.count - most) more; --format json has them all") }
    return ([Self.title] + lines).joined(separator: "\n")
  }

  /// - Parameters:
  ///   - text: bounds and escapes a text for Markdown.
  ///   - code: the same as code.
  func markdown(most: Int, _ text: (String) -> String, _ code: (String) -> String) -> [String] {
    func cell(_ value: String?) -> String { value.map { code($0).replacingBars } ?? "" }
    var lines = [
      "**\(Self.title)**", "", "| | whose | setting | before | after | file |", "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += rows.prefix(most).map { row in
      "| \(row.kind.rawValue) | \(text(row.subject).replacingBars) | \(cell(row.what)) | \(cell(row.before)) | "
        + "\(cell(row.after)) | \(cell(row.path.display)) |"
    }
    lines.append("")
    if rows.count > most { lines += ["... and \(rows.count - most) more", ""] }
    return lines
  }
}

extension String {
  /// A bar ends a cell, in code too.
  fileprivate var replacingBars: String {
    split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
