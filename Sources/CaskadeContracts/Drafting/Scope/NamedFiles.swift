import CaskadeSyntax

/// The files that a text names: by a path or the end of one, by a file's name, as a dotted module, or in a line of a
/// stack trace.
struct NamedFiles {
  /// For each file that is named, how sure that is: one over the root of how many files the name may mean.
  let shares: [Int: Double]

  /// A name that may mean more files than this says nothing.
  private static let mostMatches = 12
  private static let mostNames = 300

  /// - Parameter files: sorted by bytes.
  init(in text: [UInt8], files: [RepositoryPath]) {
    let names = Self.names(in: text)
    var wanted: Set<ArraySlice<UInt8>> = []
    for name in names { for reading in name { if let last = reading.parts.last { wanted.insert(last) } } }
    var byName: [ArraySlice<UInt8>: [Int]] = [:]
    var byStem: [ArraySlice<UInt8>: [Int]] = [:]
    guard !wanted.isEmpty else {
      shares = [:]
      return
    }
    for (place, path) in files.enumerated() {
      let name = path.name
      if wanted.contains(name) { byName[name, default: []].append(place) }
      let stem = Self.stem(name)
      // `a/__init__.py` is the module `a`.
      let module = Self.indexes.contains { stem.elementsEqual($0.utf8) } ? path.parent?.name ?? stem : stem
      if wanted.contains(module) { byStem[module, default: []].append(place) }
    }
    var shares: [Int: Double] = [:]
    for name in names {
      for reading in name {
        guard let last = reading.parts.last else { continue }
        let candidates = (reading.isModule ? byStem[last] : byName[last]) ?? []
        let found = candidates.filter { Self.ends(files[$0], with: reading) }
        guard !found.isEmpty else { continue }
        guard found.count <= Self.mostMatches else { break }
        let share = 1 / Double(found.count).squareRoot()
        for place in found { shares[place] = max(shares[place] ?? 0, share) }
        break
      }
    }
    self.shares = shares
  }

  /// One way to read a name; the first one that means a file is taken.
  private struct Reading {
    let parts: [ArraySlice<UInt8>]
    /// The last part is a file's name without its ending, or the name of a folder with an index file.
    let isModule: Bool
  }

  private static let slash = UInt8(ascii: "/")
  private static let dot = UInt8(ascii: ".")
  private static let indexes = ["__init__", "index", "mod"]

  private static func names(in text: [UInt8]) -> [[Reading]] {
    var known: Set<ArraySlice<UInt8>> = []
    var names: [[Reading]] = []
    var start: Int?
    for place in 0...text.count {
      if place < text.count, isPart(text[place]) {
        start = start ?? place
        continue
      }
      guard let begin = start else { continue }
      start = nil
      let word = trimmed(text[begin..<place])
      guard word.count >= 4, word.count <= 1_000, known.insert(word).inserted else { continue }
      let readings = readings(of: word)
      if !readings.isEmpty { names.append(readings) }
      if names.count == mostNames { break }
    }
    return names
  }

  private static func readings(of word: ArraySlice<UInt8>) -> [Reading] {
    let parts = word.split { $0 == slash || $0 == UInt8(ascii: "\\") }.drop { $0.allSatisfy { $0 == dot } }
    guard let last = parts.last else { return [] }
    var readings: [Reading] = []
    if parts.count > 1 {
      for count in stride(from: parts.count, to: 1, by: -1) {
        readings.append(Reading(parts: Array(parts.suffix(count)), isModule: false))
      }
    }
    let isFileName = last.dropFirst().contains(dot) || last.first.map(WordScanner.isUpper) == true
    if isFileName { readings.append(Reading(parts: [last], isModule: false)) }
    if parts.count == 1 {
      let module = last.split(separator: dot)
      let isDotted = module.count > 1 && module.allSatisfy { $0.allSatisfy(isIdentifier) }
      // What follows the module may be a name in it.
      if isDotted {
        for count in stride(from: module.count, to: 1, by: -1) {
          readings.append(Reading(parts: Array(module.prefix(count)), isModule: true))
        }
      }
    }
    return readings
  }

  /// Without what a sentence or a list puts around a name.
  private static func trimmed(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var word = word
    while word.last == dot || word.last == slash { word.removeLast() }
    return word
  }

  private static func isIdentifier(_ byte: UInt8) -> Bool {
    WordScanner.isLetter(byte) || WordScanner.isDigit(byte) || byte == WordScanner.underscore
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    isIdentifier(byte) || byte >= 0x80 || "./\\-+@$".utf8.contains(byte)
  }

  private static func stem(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let end = name.dropFirst().lastIndex(of: dot) else { return name }
    return name[..<end]
  }

  private static func ends(_ path: RepositoryPath, with reading: Reading) -> Bool {
    var parts = path.components
    if reading.isModule, let name = parts.popLast() {
      let stem = stem(name)
      if !indexes.contains(where: { stem.elementsEqual($0.utf8) }) || parts.isEmpty { parts.append(stem) }
    }
    guard parts.count >= reading.parts.count else { return false }
    return zip(parts.suffix(reading.parts.count), reading.parts).allSatisfy { $0.elementsEqual($1) }
  }
}
