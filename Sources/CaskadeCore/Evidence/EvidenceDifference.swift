package import CaskadeSyntax

/// One place at which two evidence documents say different things.
package struct EvidenceDifference: Hashable, Sendable {
  /// `gates[scope].state`, as the JSON form has it.
  package let place: String
  /// As JSON, shortened; "nothing" where the place is absent.
  package let recorded: String
  package let recomputed: String

  /// What is there in the recomputed document and not the same in the recorded one. What only the recorded one has is
  /// passed over inside an object, as readers ignore keys that they don't know, and counts in a list.
  ///
  /// - Parameter ignoring: places whose value no later look can know; `[]` stands for every element of a list.
  package static func all(
    recorded: JSONValue, recomputed: JSONValue, ignoring: Set<String>
  ) -> [EvidenceDifference] {
    var differences: [EvidenceDifference] = []
    compare(recorded, recomputed, at: Place(), ignoring, &differences)
    return differences
  }

  private struct Place {
    var shown = ""
    /// The same with `[]` for every element of a list.
    var general = ""

    func key(_ key: String) -> Place {
      let dot = shown.isEmpty ? "" : "."
      return Place(shown: "\(shown)\(dot)\(key)", general: "\(general)\(dot)\(key)")
    }

    func element(_ label: String) -> Place { Place(shown: "\(shown)[\(label)]", general: "\(general)[]") }
  }

  private static func compare(
    _ recorded: JSONValue?, _ recomputed: JSONValue?, at place: Place, _ ignored: Set<String>,
    _ differences: inout [EvidenceDifference]
  ) {
    if let here = recomputed?.object, let there = recorded, there.object != nil {
      for member in here {
        let inner = place.key(member.key)
        guard !ignored.contains(inner.shown), !ignored.contains(inner.general) else { continue }
        compare(there[member.key], member.value, at: inner, ignored, &differences)
      }
    } else if let here = recomputed?.array, let there = recorded?.array {
      for index in 0..<max(here.count, there.count) {
        let one = index < there.count ? there[index] : nil
        let other = index < here.count ? here[index] : nil
        compare(
          one, other, at: place.element((other ?? one).flatMap(label) ?? "\(index + 1)"), ignored, &differences)
      }
    } else if recorded != recomputed {
      differences.append(
        EvidenceDifference(place: place.shown, recorded: shown(recorded), recomputed: shown(recomputed)))
    }
  }

  /// What a list's element is known by.
  private static func label(_ element: JSONValue) -> String? {
    (element["name"] ?? element["path"] ?? element["rule"])?.string.map { EscapedText.line($0) }
  }

  private static let longest = 80

  private static func shown(_ value: JSONValue?) -> String {
    guard let value else { return "nothing" }
    let text = EscapedText.line(JSONWriter(.compact, order: .sorted).bytes(value))
    return text.count > longest ? "\(text.prefix(longest - 3))..." : text
  }
}
