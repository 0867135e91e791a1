extension ObjectText {
  /// The head's text with the members that belong to tools as the base has them; what doesn't stays, byte for byte. Nil
  /// where that can't be done.
  ///
  /// The base's own text comes back as it is, and so does a text to which they were put back before.
  static func putBack(_ patterns: KeyPatterns, of base: [UInt8], into head: [UInt8]) -> [UInt8]? {
    guard let old = ObjectText(base), let new = ObjectText(head) else { return nil }
    if old.selection(patterns) == new.selection(patterns), !new.repeats(patterns) { return head }
    var merge = Merge(old: old, new: new, patterns: patterns)
    let text = merge.object(old.root, new.root, path: [])
    guard merge.isWhole else { return nil }
    let result = head[..<new.root.range.lowerBound] + text + head[new.root.range.upperBound...]
    guard let check = ObjectText(Array(result)), check.selection(patterns) == old.selection(patterns),
      !check.repeats(patterns), check.rest(without: patterns) == new.rest(without: patterns)
    else { return nil }
    return Array(result)
  }

  /// A member's keys, and its value as it is written.
  private struct Found: Hashable, Comparable {
    let path: [String]
    let text: [UInt8]

    static func < (one: Found, other: Found) -> Bool {
      one.path == other.path
        ? one.text.lexicographicallyPrecedes(other.text) : one.path.lexicographicallyPrecedes(other.path)
    }
  }

  private func selection(_ patterns: KeyPatterns) -> Set<Found> { Set(walk(patterns).selected) }

  /// A key that stands twice, of which programs take the last: one of tools', or around one.
  private func repeats(_ patterns: KeyPatterns) -> Bool { walk(patterns).repeats }

  private func rest(without patterns: KeyPatterns) -> [Found] { walk(patterns).rest.sorted() }

  private func walk(_ patterns: KeyPatterns) -> (selected: [Found], rest: [Found], repeats: Bool) {
    var selected: [Found] = []
    var rest: [Found] = []
    var repeats = false
    var waiting: [(path: [String], members: [Member])] = [([], root.members ?? [])]
    while let (path, members) = waiting.popLast() {
      var keys: Set<String> = []
      for member in members {
        let here = path + [member.key]
        let isNew = keys.insert(member.key).inserted
        let found = Found(path: here, text: Array(bytes[member.value.range]))
        if patterns.hold(here) {
          selected.append(found)
        } else if patterns.lieBelow(here), let inner = member.value.members {
          waiting.append((here, inner))
        } else {
          rest.append(found)
          continue
        }
        if !isNew { repeats = true }
      }
    }
    return (selected, rest, repeats)
  }

  private struct Merge {
    let old: ObjectText
    let new: ObjectText
    let patterns: KeyPatterns
    var isWhole = true

    /// The object of the head with the base's members of tools.
    mutating func object(_ before: Value?, _ after: Value, path: [String]) -> [UInt8] {
      guard let members = after.members else {
        if before?.members?.contains(where: { concerns(path + [$0.key]) }) ?? false { isWhole = false }
        return Array(new.bytes[after.range])
      }
      let known = before?.members ?? []
      var met: Set<String> = []
      var kept: [(gap: ArraySlice<UInt8>, text: [UInt8])] = []
      var place = after.range.lowerBound + 1
      for member in members {
        let gap = new.bytes[place..<member.range.lowerBound]
        place = member.range.upperBound
        let here = path + [member.key]
        let counterpart = known.last { $0.key == member.key }
        let name = new.bytes[member.range.lowerBound..<member.value.range.lowerBound]
        if patterns.hold(here) {
          guard let counterpart, met.insert(member.key).inserted else { continue }
          kept.append((gap, Array(name) + old.bytes[counterpart.value.range]))
        } else if patterns.lieBelow(here) {
          guard met.insert(member.key).inserted else {
            isWhole = false
            continue
          }
          kept.append((gap, Array(name) + object(counterpart?.value, member.value, path: here)))
        } else {
          kept.append((gap, Array(new.bytes[member.range])))
        }
      }
      var texts = kept.enumerated().map { index, member in
        index == 0 ? Array(space(member.gap)) + member.text : Array(comma(member.gap)) + member.text
      }
      let indent = Array(
        members.first.map { space(new.bytes[(after.range.lowerBound + 1)..<$0.range.lowerBound]) } ?? [])
      for member in known where !met.contains(member.key) {
        guard let text = missing(member, path: path + [member.key]) else { continue }
        texts.append((texts.isEmpty ? [] : [UInt8(ascii: ",")]) + indent + text)
        met.insert(member.key)
      }
      var tail = new.bytes[place..<(after.range.upperBound - 1)]
      if texts.isEmpty { tail = space(tail) }
      return [UInt8(ascii: "{")] + texts.joined() + tail + [UInt8(ascii: "}")]
    }

    /// A member that the head hasn't, with what of it belongs to tools; nil if nothing does.
    private func missing(_ member: Member, path: [String]) -> [UInt8]? {
      if patterns.hold(path) { return Array(old.bytes[member.range]) }
      guard patterns.lieBelow(path), let members = member.value.members else { return nil }
      let inner = members.compactMap { missing($0, path: path + [$0.key]) }
      guard !inner.isEmpty else { return nil }
      let name = Array(old.bytes[member.range.lowerBound..<member.value.range.lowerBound])
      return name + [UInt8(ascii: "{")] + inner.joined(separator: [UInt8(ascii: ","), 32]) + [UInt8(ascii: "}")]
    }

    private func concerns(_ path: [String]) -> Bool { patterns.hold(path) || patterns.lieBelow(path) }

    /// What stands between two members, from its comma on: one there is.
    private func comma(_ gap: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      gap.contains(UInt8(ascii: ",")) ? gap : [UInt8(ascii: ",")] + gap
    }

    /// The white space at the end of what stands before a member.
    private func space(_ gap: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      guard let comma = gap.firstIndex(of: UInt8(ascii: ",")) else { return gap }
      return gap[(comma + 1)...]
    }
  }
}
