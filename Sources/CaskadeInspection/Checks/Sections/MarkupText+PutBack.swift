import CaskadeSyntax

extension MarkupText {
  /// The head's text with the elements that belong to tools as the base has them; what doesn't stays, byte for byte. Nil
  /// where that can't be done.
  ///
  /// An element's keys are the names of those around it and its own. One of several goes by what tells it apart too, as
  /// `plugin:maven-surefire-plugin`. The base's own text comes back as it is, and so does one that was put back before.
  static func putBack(_ patterns: KeyPatterns, of base: [UInt8]?, into head: [UInt8]) -> [UInt8]? {
    let old = base.flatMap(MarkupText.init)
    guard let new = MarkupText(head), base == nil || old != nil else { return nil }
    let before = old?.selection(patterns) ?? []
    let after = new.selection(patterns)
    if before.map(\.identity) == after.map(\.identity) { return head }
    var edits = ByteEdits()
    var places: [[String]: Int] = [:]
    for found in after {
      edits.replace(new.withBlanks(found.element))
      places[found.path] = places[found.path] ?? new.withBlanks(found.element).lowerBound
    }
    for found in before {
      guard let text = old.map({ Array($0.bytes[$0.withBlanks(found.element)]) }) else { return nil }
      if let place = places[found.path] {
        edits.insert(text, at: place)
      } else if let (place, missing) = new.home(of: found.path) {
        let opened = Array(missing.map { "<\($0)>" }.joined().utf8)
        let closed = Array(missing.reversed().map { "</\($0)>" }.joined().utf8)
        edits.insert(opened + text + closed, at: place)
      } else {
        return nil
      }
    }
    guard let result = edits.applied(to: head), let check = MarkupText(result),
      check.selection(patterns).map(\.identity) == before.map(\.identity),
      check.rest(without: patterns) == new.rest(without: patterns)
    else { return nil }
    return result
  }

  private struct Found {
    let path: [String]
    let element: Element
    let text: [UInt8]

    struct Identity: Hashable {
      let path: [String]
      let text: [UInt8]
    }

    var identity: Identity { Identity(path: path, text: text) }
  }

  private static let several: Set<String> = ["plugin", "profile", "execution", "dependency"]

  private func key(_ element: Element) -> String {
    guard Self.several.contains(element.name) else { return element.name }
    let artifact = element.children.first { $0.name == "artifactId" }
    guard let id = artifact ?? element.children.first(where: { $0.name == "id" }) else { return element.name }
    return "\(element.name):\(text(of: id) ?? "")"
  }

  private func selection(_ patterns: KeyPatterns) -> [Found] {
    walk(patterns).selected.sorted { $0.path.lexicographicallyPrecedes($1.path) }
  }

  /// The elements that hold nothing of tools, each as it is written.
  private func rest(without patterns: KeyPatterns) -> [Found.Identity] { walk(patterns).rest.map(\.identity) }

  private func walk(_ patterns: KeyPatterns) -> (selected: [Found], rest: [Found]) {
    var selected: [Found] = []
    var rest: [Found] = []
    var waiting = [(path: [String](), element: root)]
    while let (path, element) = waiting.popLast() {
      let here = path + [key(element)]
      let found = Found(path: here, element: element, text: Array(bytes[element.range]))
      if patterns.hold(here) {
        selected.append(found)
      } else if patterns.lieBelow(here), !element.children.isEmpty || element.inner == nil || text(of: element) == "" {
        waiting += element.children.reversed().map { (here, $0) }
      } else {
        rest.append(found)
      }
    }
    return (selected, rest)
  }

  /// With the blanks before it, from the line break on.
  private func withBlanks(_ element: Element) -> Range<Int> {
    var start = element.range.lowerBound
    while start > 0, bytes[start - 1] == 32 || bytes[start - 1] == 9 { start -= 1 }
    if start > 0, bytes[start - 1] == 10 { start -= 1 }
    if start > 0, bytes[start - 1] == 13 { start -= 1 }
    return start..<element.range.upperBound
  }

  /// Where an element of the path can be put in, and the elements around it that are missing; nil if there is no place,
  /// or if what tells one of them apart would be lost.
  private func home(of path: [String]) -> (place: Int, missing: [String])? {
    guard path.first == key(root) else { return nil }
    var element = root
    var missing = path.dropFirst().dropLast()
    while let next = missing.first, let child = element.children.first(where: { key($0) == next }) {
      missing = missing.dropFirst()
      element = child
    }
    guard let inner = element.inner, !missing.contains(where: { $0.contains(":") }) else { return nil }
    var place = inner.upperBound
    while place > inner.lowerBound,
      ByteSet.blanks.contains(bytes[place - 1]) || ByteSet.breaks.contains(bytes[place - 1])
    {
      place -= 1
    }
    return (place, Array(missing))
  }
}
