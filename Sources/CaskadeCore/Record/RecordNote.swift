import CaskadeSyntax

/// The text of a note: a record a line, in the order of their bytes; what isn't caskade's stays as it was, above them.
package enum RecordNote {
  package static func lines(of note: [UInt8]) -> [ArraySlice<UInt8>] {
    let all = note[...]
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < all.count {
      let end = all.place(of: 0x0A, from: start) ?? all.count
      if end > start { lines.append(all[start..<end]) }
      start = end + 1
    }
    return lines
  }

  /// All that stands in one of two notes: no line is lost, and none of a record's stands there twice. Whoever unites the
  /// same two gets the same text, if all that they hold are records.
  package static func union(_ one: [UInt8], _ other: [UInt8]) -> [UInt8] {
    if one == other { return one }
    let (mine, theirs) = (lines(of: one), lines(of: other))
    let known = Set(mine)
    let foreign =
      mine.filter { !RecordLine.isMeant($0) } + theirs.filter { !RecordLine.isMeant($0) && !known.contains($0) }
    let records = Set((mine + theirs).filter(RecordLine.isMeant)).sorted { $0.lexicographicallyPrecedes($1) }
    return Array((foreign + records).flatMap { $0 + [0x0A] })
  }
}
