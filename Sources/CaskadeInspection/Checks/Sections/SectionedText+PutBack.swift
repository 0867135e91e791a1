extension SectionedText {
  /// The head's text with the sections and keys that belong to tools as the base has them; what doesn't stays, byte for
  /// byte. Nil where that can't be done.
  ///
  /// The base's own text comes back as it is, and so does a text to which they were put back before.
  static func putBack(_ patterns: KeyPatterns, of base: [UInt8], into head: [UInt8], _ dialect: Dialect) -> [UInt8]? {
    guard let old = SectionedText(base, dialect), let new = SectionedText(head, dialect),
      !old.hides(patterns), !new.hides(patterns)
    else { return nil }
    let before = Selection(old, patterns)
    let after = Selection(new, patterns)
    if before == after { return head }
    var edits = ByteEdits()
    let partners = Self.partners(before.blocks.map { old.blocks[$0] }, after.blocks.map { new.blocks[$0] })
    var unplaced: [[UInt8]] = []
    var replaced: Set<Int> = []
    for (index, partner) in zip(before.blocks, partners) {
      let text = ended(Array(base[old.blocks[index].range]))
      if let partner {
        let block = after.blocks[partner]
        replaced.insert(block)
        if ended(Array(head[new.blocks[block].range])) != text { edits.replace(new.blocks[block].range, by: text) }
      } else {
        unplaced.append(text)
      }
    }
    for index in after.blocks where !replaced.contains(index) { edits.replace(new.blocks[index].range) }
    for (_, entry) in after.entries { edits.replace(entry.range) }
    var missing: [[String]: [UInt8]] = [:]
    var order: [[String]] = []
    for (block, entry) in before.entries {
      let text = ended(Array(base[entry.range]))
      let home = old.blocks[block]
      guard !home.isOfMany else { return nil }
      let found = new.blocks.first { $0.path == home.path && !$0.isOfMany && ($0.header != nil || home.path.isEmpty) }
      if let found {
        edits.insert(begun(text, after: head, at: found.range.upperBound), at: found.range.upperBound)
      } else {
        if missing[home.path] == nil { order.append(home.path) }
        missing[home.path, default: ended(home.header.map { Array(base[$0]) } ?? [])] += text
      }
    }
    let blocks = unplaced + order.compactMap { missing[$0] }
    if !blocks.isEmpty {
      if let first = after.blocks.first, replaced.isEmpty {
        edits.insert(Array(blocks.joined()), at: new.blocks[first].range.lowerBound)
      } else {
        let text = Array(blocks.joined(separator: [10]))
        edits.insert(head.isEmpty ? text : begun([10] + text, after: head, at: head.count), at: head.count)
      }
    }
    guard let result = edits.applied(to: head), let check = SectionedText(result, dialect),
      Selection(check, patterns) == before, check.rest(without: patterns) == new.rest(without: patterns)
    else { return nil }
    return result
  }

  /// For each block of the base the one of the head whose place it takes; none where the order of the head's is another
  /// and would count, as it does for one of many.
  private static func partners(_ old: [Block], _ new: [Block]) -> [Int?] {
    let known = Set(old.map(\.path))
    let kept = new.indices.filter { known.contains(new[$0].path) }
    if old.map(\.path) == kept.map({ new[$0].path }) { return kept }
    guard !(old + new).contains(where: \.isOfMany) else { return old.map { _ in nil } }
    return old.map { block in new.firstIndex { $0.path == block.path } }
  }

  /// What of a text belongs to tools.
  private struct Selection: Equatable {
    /// Those that belong to tools as a whole.
    private(set) var blocks: [Int] = []
    /// Keys in other blocks.
    private(set) var entries: [(block: Int, entry: Entry)] = []
    private var texts: [[UInt8]] = []
    private var keepsOrder = false
    private var keys: [[[UInt8]]] = []

    init(_ text: SectionedText, _ patterns: KeyPatterns) {
      for (index, block) in text.blocks.enumerated() {
        if block.header != nil, patterns.hold(block.path) {
          blocks.append(index)
          texts.append(ended(Array(text.bytes[block.range])))
          if block.isOfMany { keepsOrder = true }
          continue
        }
        for entry in block.entries where patterns.hold(entry.path) {
          entries.append((index, entry))
          keys.append(block.path.map { Array($0.utf8) } + [ended(Array(text.bytes[entry.range]))])
        }
      }
      if !keepsOrder { texts.sort { $0.lexicographicallyPrecedes($1) } }
      keys.sort { one, other in one.joined(separator: [0]).lexicographicallyPrecedes(other.joined(separator: [0])) }
    }

    static func == (one: Selection, other: Selection) -> Bool { one.texts == other.texts && one.keys == other.keys }
  }

  /// Tools' keys lie inside a value, where they can't be told apart.
  private func hides(_ patterns: KeyPatterns) -> Bool {
    blocks.contains { block in
      block.entries.contains { entry in
        patterns.lieBelow(entry.path) && !patterns.hold(entry.path)
          && bytes[entry.range].contains(UInt8(ascii: "{"))
      }
    }
  }

  /// Everything else: the lines of each block, in their order.
  private func rest(without patterns: KeyPatterns) -> [[UInt8]] {
    blocks.filter { $0.header == nil || !patterns.hold($0.path) }.flatMap { block -> [[UInt8]] in
      let entries = block.entries.filter { !patterns.hold($0.path) }.map { ended(Array(bytes[$0.range])) }
      guard let header = block.header else { return entries }
      return entries.isEmpty && block.entries.isEmpty == false || patterns.lieBelow(block.path) && entries.isEmpty
        ? [] : [ended(Array(bytes[header]))] + entries
    }
  }
}

/// With a line break at its end.
private func ended(_ line: [UInt8]) -> [UInt8] {
  line.isEmpty || line.last == 10 ? line : line + [10]
}

/// With a line break before it, where the text before has none.
private func begun(_ line: [UInt8], after text: [UInt8], at place: Int) -> [UInt8] {
  place > 0 && text[place - 1] != 10 ? [10] + line : line
}
