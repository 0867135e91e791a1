extension ShellWord {
  private static let mostWords = 1_000

  /// The words of brace expansion (bash(1)): `{a,b}` and `{1..3}`; itself where there is none, or where there would be
  /// too many to list.
  package var bracesExpanded: [ShellWord] {
    let atoms = parts.flatMap { part -> [Part] in
      if case .text(let text, isQuoted: false) = part {
        return text.map { .text(String($0), isQuoted: false) }
      }
      return [part]
    }
    let braces = Self.braces(in: atoms)
    guard !braces.isEmpty, let words = Self.expanded(atoms[...], braces) else { return [self] }
    return words.map { atoms in
      var word = ShellWord()
      for part in atoms {
        if case .text(let text, let isQuoted) = part {
          word.append(text, isQuoted: isQuoted)
        } else {
          word.parts.append(part)
        }
      }
      return word
    }
  }

  private static func isMark(_ part: Part, _ mark: String) -> Bool {
    if case .text(mark, isQuoted: false) = part { true } else { false }
  }

  /// Braces that are closed, by the place where they open.
  private struct Brace {
    var commas: [Int] = []
    var close = 0
  }

  private static func braces(in atoms: [Part]) -> [Int: Brace] {
    var open: [(place: Int, brace: Brace)] = []
    var found: [Int: Brace] = [:]
    for (place, atom) in atoms.enumerated() {
      if isMark(atom, "{") {
        open.append((place, Brace()))
      } else if isMark(atom, ","), !open.isEmpty {
        open[open.count - 1].brace.commas.append(place)
      } else if isMark(atom, "}"), var last = open.popLast() {
        last.brace.close = place
        found[last.place] = last.brace
      }
    }
    return found
  }

  /// Nil where there would be too many.
  private static func expanded(_ atoms: ArraySlice<Part>, _ braces: [Int: Brace], depth: Int = 0) -> [[Part]]? {
    guard depth < 16 else { return nil }
    for open in atoms.indices {
      guard let brace = braces[open], let choices = choices(of: brace, from: open, in: atoms) else { continue }
      guard let rests = expanded(atoms[(brace.close + 1)...], braces, depth: depth + 1) else { return nil }
      var words: [[Part]] = []
      for choice in choices {
        // What a range counts stands nowhere among the atoms.
        guard let middles = expanded(choice, brace.commas.isEmpty ? [:] : braces, depth: depth + 1) else { return nil }
        for middle in middles {
          for rest in rests { words.append(Array(atoms[atoms.startIndex..<open]) + middle + rest) }
          guard words.count <= mostWords else { return nil }
        }
      }
      return words
    }
    return [Array(atoms)]
  }

  /// Nil where the braces are no expansion.
  private static func choices(of brace: Brace, from open: Int, in atoms: ArraySlice<Part>) -> [ArraySlice<Part>]? {
    if brace.commas.isEmpty { return range(atoms[(open + 1)..<brace.close]) }
    return zip([open + 1] + brace.commas.map { $0 + 1 }, brace.commas + [brace.close]).map { atoms[$0..<$1] }
  }

  /// `1..5`, `a..e`, `1..9..2`.
  private static func range(_ atoms: ArraySlice<Part>) -> [ArraySlice<Part>]? {
    var text = ""
    for atom in atoms {
      guard case .text(let piece, isQuoted: false) = atom else { return nil }
      text += piece
    }
    let ends = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard ends.count == 3 || ends.count == 5, ends[1].isEmpty, ends.count == 3 || ends[3].isEmpty else { return nil }
    let step = max(1, abs(ends.count == 5 ? Int(ends[4]) ?? 1 : 1))
    let values: [String]
    if let from = Int(ends[0]), let to = Int(ends[2]) {
      guard abs(from.distance(to: to)) / step < mostWords else { return nil }
      values = stride(from: from, through: to, by: from <= to ? step : -step).map(String.init)
    } else if let from = single(ends[0]), let to = single(ends[2]) {
      values = stride(from: Int(from), through: Int(to), by: from <= to ? step : -step).compactMap {
        UInt8(exactly: $0).map { String(UnicodeScalar($0)) }
      }
    } else {
      return nil
    }
    return values.map { [Part.text($0, isQuoted: false)][...] }
  }

  private static func single(_ text: String) -> UInt8? {
    text.utf8.count == 1 && ByteSet.letters.contains(text.utf8.first ?? 0) ? text.utf8.first : nil
  }
}
