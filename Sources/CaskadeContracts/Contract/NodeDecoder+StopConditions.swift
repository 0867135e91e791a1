package import CaskadeSyntax

extension NodeDecoder {
  package static let stopKeys = ["more_than", "touching", "area"]

  package mutating func stopConditions(_ node: YAMLNode) -> [StopCondition] {
    (list(node, key: "stop_when") ?? []).compactMap { item in
      let line = line(of: item)
      guard case .mapping(let entries) = item.content else {
        return text(item, key: "stop_when").map { StopCondition(.question($0), line: line) }
      }
      guard let entry = entries.first, entries.count == 1 else {
        report(.severalKeys(what: "a stop condition", found: entries.map(\.key)), at: item.range)
        return nil
      }
      return stopCondition(entry).map { StopCondition($0, line: line) }
    }
  }

  private mutating func stopCondition(_ entry: YAMLEntry) -> StopCondition.Kind? {
    switch entry.key {
    case "more_than":
      guard let text = text(entry.value, key: entry.key) else { return nil }
      let words = text.split(separator: " ", maxSplits: 1).map(String.init)
      guard words.count == 2, words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = Int(words[0]), let unit = Self.unit(words[1])
      else {
        report(.badLimit(found: text), at: entry.value.range)
        return nil
      }
      return .moreThan(number, unit)
    case "touching":
      return pattern(entry.value, key: entry.key).map { .touching($0) }
    case "area":
      var nodes = [entry.value]
      if case .sequence(let items) = entry.value.content { nodes = items }
      let names = nodes.compactMap { text($0, key: entry.key) }
      if nodes.isEmpty { report(.empty(key: entry.key, shape: .list), at: entry.value.range) }
      return names.isEmpty ? nil : .areas(names)
    default:
      let known = Self.stopKeys
      report(
        .unknownKey(
          entry.key, place: "stop_when", suggestion: Suggestion.closest(to: entry.key, among: known), known: known),
        at: entry.keyRange)
      return nil
    }
  }

  /// Singular or plural, words parted by any number of spaces.
  private static func unit(_ text: String) -> StopCondition.Unit? {
    let words = text.split(separator: " ").joined(separator: " ")
    return StopCondition.Unit.allCases.first { $0.rawValue == words || String($0.rawValue.dropLast()) == words }
  }
}
