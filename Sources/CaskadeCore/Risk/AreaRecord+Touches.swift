import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

extension AreaRecord {
  /// More hits of one area than anybody reads.
  static let mostHits = 50

  /// The areas that the changes touch, gravest first, then by name.
  ///
  /// - Parameter changes: sorted by path.
  static func all(of changes: [Change], by finder: AreaFinder) -> [AreaRecord] {
    var areas: [String: Area] = [:]
    var hits: [String: [Hit]] = [:]
    var counts: [String: Int] = [:]
    for change in changes {
      for touch in finder.touches(of: change) {
        let name = touch.area.name
        areas[name] = touch.area
        counts[name, default: 0] += 1
        if counts[name, default: 0] <= mostHits {
          hits[name, default: []].append(Hit(path: change.path, line: touch.line, rule: touch.rule))
        }
      }
    }
    let touched = areas.values.sorted { ($1.band, $0.title, $0.name) < ($0.band, $1.title, $1.name) }
    return touched.map { area in
      let shown = hits[area.name] ?? []
      return AreaRecord(
        name: area.title, band: area.band, hits: shown, omitted: (counts[area.name] ?? 0) - shown.count)
    }
  }
}

extension AreaTouch {
  fileprivate var line: Int? {
    switch cause {
    case .content(let line, _): line
    case .path, .trait: nil
    }
  }
}
