import CaskadeSyntax

/// Lines that only list names: of sources, of dependencies.
enum NameLists {
  /// Without the lines on both sides that say the same but for names that were added to a list, and how many were added.
  static func withoutAdded(
    _ before: [Setting.Value], _ after: [Setting.Value]
  ) -> (before: [Setting.Value], after: [Setting.Value], added: [Setting.Value]) {
    var rest = Dictionary(grouping: before.indices) { before[$0].text }
    var unmatched: [Int] = []
    for index in after.indices {
      if let place = rest[after[index].text]?.popLast() { _ = place } else { unmatched.append(index) }
    }
    var removed = Set(rest.values.flatMap { $0 })
    // Lists of so many lines aren't grown by hand, and each would be tried with each.
    guard removed.count * unmatched.count <= 10_000 else { return (before, after, []) }
    var added: Set<Int> = []
    for index in unmatched {
      let line = after[index].text
      if let partner = removed.sorted().first(where: { grows(before[$0].text, into: line) }) {
        removed.remove(partner)
        added.insert(index)
      } else if isOnlyNames(line) {
        added.insert(index)
      }
    }
    // What grew is taken out on both sides.
    let gone = Set(rest.values.flatMap { $0 }).subtracting(removed)
    return (
      before.indices.filter { !gone.contains($0) }.map { before[$0] },
      after.indices.filter { !added.contains($0) }.map { after[$0] }, added.sorted().map { after[$0] }
    )
  }

  /// `SOURCES += d.c`, `all: d`, and a rule without a recipe.
  private static func isOnlyNames(_ line: String) -> Bool {
    guard let (head, names) = parts(line), head.hasSuffix("+=") || head.hasSuffix(":") else { return false }
    return isPlain(head) && !names.isEmpty && names.allSatisfy(isName)
  }

  /// The same head, the same names in their order, and others between them.
  private static func grows(_ old: String, into new: String) -> Bool {
    guard let (head, names) = parts(old), let (other, more) = parts(new), head == other, isPlain(head),
      more.count > names.count
    else { return false }
    var rest = names[...]
    for name in more {
      if rest.first == name { rest.removeFirst() } else if !isName(name) { return false }
    }
    return rest.isEmpty
  }

  /// Up to the sign, and the words behind it.
  private static func parts(_ line: String) -> (head: String, names: [String])? {
    let sign: String.Index
    if RecipeText.assigned(line) != nil, let equals = line.firstIndex(of: "=") {
      sign = equals
    } else if let colon = line.firstIndex(of: ":") {
      sign = colon
    } else {
      return nil
    }
    let names = line[line.index(after: sign)...].split { $0.isWhitespace }.map(String.init)
    return (line[...sign].filter { !$0.isWhitespace }, names)
  }

  private static let special = ["SHELL", "FLAGS", "MAKE", "PATH"]

  private static func isPlain(_ head: String) -> Bool {
    !head.hasPrefix(".") && !head.contains("$") && !head.contains("%") && !special.contains(where: head.contains)
      && !head.hasPrefix("export")
  }

  /// The name of a file, of a target, of a package: nothing that is evaluated, and no option.
  private static func isName(_ word: String) -> Bool {
    !word.hasPrefix("-") && !word.contains { "$`;|&<>=()!*\"'\\".contains($0) }
  }
}
