import CaskadeSyntax

/// The tests of both versions of one changed file.
struct TestFile: Sendable {
  let path: RepositoryPath
  let old: TestOutline?
  let new: TestOutline?

  /// What the file's name alone says about whether its tests run; nil where names don't matter.
  var collection: TestCase.Standing? { TestLanguage(fileName: path.name)?.collection(of: path.name) }
}

/// Compares the tests of the whole diff: what is gone from all of it, and what became less of what stayed.
///
/// A test that appears in another file, under another name, or merged into another test is no finding.
struct TestComparison {
  private(set) var findings: [IntegrityFinding] = []

  private struct Place {
    let file: Int
    let test: Int
  }

  private let files: [TestFile]
  /// The old tests that have no partner yet, and the new ones.
  private var gone: [Place] = []
  private var come: [Place] = []
  private var pairs: [(old: Place, new: Place)] = []
  /// How often a word occurs in the whole head.
  private var uses: [WordHash: Int] = [:]

  init(_ files: [TestFile]) {
    self.files = files
    for (file, versions) in files.enumerated() {
      gone += (versions.old?.tests ?? []).indices.map { Place(file: file, test: $0) }
      come += (versions.new?.tests ?? []).indices.map { Place(file: file, test: $0) }
    }
    pair()
    let orphans = Set(files.flatMap { $0.new?.tests.compactMap(\.orphan) ?? [] })
    for name in orphans { uses[name] = files.reduce(0) { $0 + ($1.new?.counts[name] ?? 0) } }
    pairs.sort { ($0.new.file, $0.new.test) < ($1.new.file, $1.new.test) }
    comparePairs()
    reportGone()
    reportMoves()
    reportModules()
    for file in files {
      reportFocus(file)
      reportConstraint(file)
    }
  }

  private func old(_ place: Place) -> TestCase? { files[place.file].old?.tests[place.test] }
  private func new(_ place: Place) -> TestCase? { files[place.file].new?.tests[place.test] }
}

// MARK: Partners

extension TestComparison {
  private mutating func pair() {
    pair { place, test in Self.joined(place.file, WordHash(test.name)) }
    pair { place, test in Self.joined(place.file, test.key) }
    pair { _, test in Self.joined(0, test.key) }
    pair { _, test in test.content.count < 3 ? nil : test.digest }
    pairBySimilarity()
  }

  private static func joined(_ file: Int, _ symbol: WordHash) -> WordHash {
    var joined = WordHash("\(file)")
    joined.add(symbol)
    return joined
  }

  /// Makes partners of those whose identity is the same, in their order.
  private mutating func pair(by identity: (Place, TestCase) -> WordHash?) {
    guard !gone.isEmpty, !come.isEmpty else { return }
    var waiting: [WordHash: (places: [Int], next: Int)] = [:]
    for (index, place) in come.enumerated() {
      guard let test = new(place), let symbol = identity(place, test) else { continue }
      waiting[symbol, default: ([], 0)].places.append(index)
    }
    var taken = Set<Int>()
    var rest: [Place] = []
    for place in gone {
      if let test = old(place), let symbol = identity(place, test), let found = waiting[symbol],
        found.next < found.places.count
      {
        let partner = found.places[found.next]
        waiting[symbol]?.next += 1
        taken.insert(partner)
        pairs.append((place, come[partner]))
      } else {
        rest.append(place)
      }
    }
    gone = rest
    come = come.indices.filter { !taken.contains($0) }.map { come[$0] }
  }

  /// A symbol that more tests share says nothing about which one is meant.
  private static let commonest = 12

  /// Makes partners of tests that are one test, changed or renamed.
  private mutating func pairBySimilarity() {
    guard !gone.isEmpty, !come.isEmpty else { return }
    var holders: [WordHash: [Int]] = [:]
    for (index, place) in come.enumerated() {
      for symbol in Set(new(place)?.content ?? []) { holders[symbol, default: []].append(index) }
    }
    var taken = Set<Int>()
    var rest: [Place] = []
    for place in gone {
      guard let test = old(place) else { continue }
      var votes: [Int: Int] = [:]
      for symbol in Set(test.content) {
        guard let found = holders[symbol], found.count <= Self.commonest else { continue }
        for index in found where !taken.contains(index) { votes[index, default: 0] += 1 }
      }
      let ranked = votes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.candidates).map(\.key)
      let likely = ranked.filter { index in new(come[index]).map { TestLikeness(test, $0).isOneTest } ?? false }
      // Of several, the one whose name says the same.
      let named = likely.first { index in new(come[index]).map { TestLikeness(test, $0).isNamedAlike } ?? false }
      if let best = named ?? likely.first {
        taken.insert(best)
        pairs.append((place, come[best]))
      } else {
        rest.append(place)
      }
    }
    gone = rest
    come = come.indices.filter { !taken.contains($0) }.map { come[$0] }
  }

  /// So many of the likeliest are looked at.
  private static let candidates = 5
}

// MARK: What is less

extension TestComparison {
  private static let harmless = WordSet(
    "print println printf Println Printf log Log Logf info debug warn error dump debugPrint append len sleep discard drop "
      + "String Int Array str repr list void")

  private func asserting(_ version: (TestFile) -> TestOutline?) -> Set<WordHash> {
    var names = Set<WordHash>()
    var callers: [WordHash: [WordHash]] = [:]
    var waiting: [WordHash] = []
    for file in files {
      for function in version(file)?.functions ?? [] {
        if function.asserts, names.insert(function.symbol).inserted { waiting.append(function.symbol) }
        for call in function.calls { callers[call, default: []].append(function.symbol) }
      }
    }
    // What calls a helper that asserts is one.
    while let next = waiting.popLast() {
      for caller in callers[next] ?? [] where names.insert(caller).inserted { waiting.append(caller) }
    }
    return names
  }

  private mutating func comparePairs() {
    let oldHelpers = asserting { $0.old }
    let newHelpers = asserting { $0.new }
    var skipped: [Int: [(old: TestCase, new: TestCase)]] = [:]
    var conditional: [Int: [(old: TestCase, new: TestCase)]] = [:]
    for pair in pairs {
      guard let old = old(pair.old), let new = new(pair.new) else { continue }
      let path = files[pair.new.file].path
      if new.standing > old.standing {
        switch new.standing {
        case .runs: break
        case .conditional: conditional[pair.new.file, default: []].append((old, new))
        case .expectedToFail: add(.testExpectedToFail(new.name), path, .head(new.standingLine), old.source)
        case .skipped: skipped[pair.new.file, default: []].append((old, new))
        }
        continue
      }
      if new.standing == .skipped { continue }
      if let line = new.invertsAt, old.invertsAt == nil, old.digest == new.digest {
        add(.testExpectedToFail(new.name), path, .head(line), old.source)
      }
      if let name = new.orphan, old.orphan == nil, uses[name] == 1 {
        skipped[pair.new.file, default: []].append((old, new))
      }
      compareBodies(old, new, path, oldHelpers, newHelpers)
    }
    for (index, file) in files.enumerated() {
      if let tests = conditional[index], tests.count > Self.several {
        add(.testsMayBeSkipped(tests.map(\.new.name)), file.path, .head(tests[0].new.standingLine), [])
      } else {
        for (old, new) in conditional[index] ?? [] {
          add(.testMayBeSkipped(new.name), file.path, .head(new.standingLine), old.source)
        }
      }
      guard let tests = skipped[index] else { continue }
      if tests.count > Self.several {
        add(.testsSkipped(tests.map(\.new.name)), file.path, .head(tests[0].new.standingLine), [])
      } else {
        for (old, new) in tests { add(.testSkipped(new.name), file.path, .head(new.standingLine), old.source) }
      }
    }
  }

  private mutating func compareBodies(
    _ old: TestCase, _ new: TestCase, _ path: RepositoryPath, _ oldHelpers: Set<WordHash>, _ newHelpers: Set<WordHash>
  ) {
    if let from = old.rows, let to = new.rows, to < from {
      add(.rowsRemoved(new.name, from: from, to: to), path, .head(new.line), [])
    }
    guard old.digest != new.digest else { return }
    // What passes by failing asserts that much.
    let before = old.assertions.count + old.calls.intersection(oldHelpers).count + (old.invertsAt == nil ? 0 : 1)
    let after = new.assertions.count + new.calls.intersection(newHelpers).count + (new.invertsAt == nil ? 0 : 1)
    guard after < before else { return }
    let isMoved = new.calls.subtracting(old.calls).contains { !Self.harmless.contains($0) }
    if new.content.isEmpty {
      add(.testEmptied(new.name), path, .head(new.line), old.source)
    } else if after == 0 {
      add(
        isMoved ? .assertionsMoved(new.name, count: before) : .assertionsRemoved(new.name, count: before), path,
        .head(new.line), [])
    } else if !isMoved, after * 2 < before {
      add(.assertionsFewer(new.name, from: before, to: after), path, .head(new.line), [])
    }
  }

  private mutating func add(
    _ fact: IntegrityFact, _ path: RepositoryPath, _ place: IntegrityFinding.Place, _ before: [UInt8]
  ) {
    findings.append(IntegrityFinding(fact, path, place, before: before))
  }

  /// Tests that went to a file that the runner doesn't collect by its name, or builds under a condition.
  private mutating func reportMoves() {
    var seen = Set<Int>()
    for pair in pairs where pair.old.file != pair.new.file && files[pair.old.file].new == nil {
      let (from, to) = (files[pair.old.file], files[pair.new.file])
      guard to.old == nil, let before = from.collection, let after = to.collection, after > before,
        seen.insert(pair.new.file).inserted
      else { continue }
      add(.testFileRenamed(from: from.path.display, never: after == .skipped), to.path, .file, [])
    }
  }

  private mutating func reportModules() {
    let kept = Set(files.flatMap { $0.new?.modules.map(\.name) ?? [] })
    let deleted = Set(
      files.filter { $0.new == nil }.flatMap { $0.path.components.map { String(decoding: $0, as: UTF8.self) } })
    for file in files where file.new != nil {
      for (name, line) in file.old?.modules ?? [] where !kept.contains(name) && !deleted.contains(name + ".rs") {
        guard file.new?.tests.isEmpty ?? true else { continue }
        add(.testModuleDropped(name), file.path, .base(line), [])
      }
    }
  }

  private mutating func reportFocus(_ file: TestFile) {
    guard let new = file.new, new.focused.count > (file.old?.focused.count ?? 0), let line = new.focused.last else {
      return
    }
    add(.testFocused, file.path, .head(line), [])
  }

  private mutating func reportConstraint(_ file: TestFile) {
    guard let new = file.new, let constraint = new.constraint, let old = file.old, !old.tests.isEmpty,
      old.constraint?.text != constraint.text
    else { return }
    let never = constraint.text.split(separator: UInt8(ascii: " ")).dropFirst().first?.elementsEqual("ignore".utf8)
    add(
      .buildConstrained(never: never ?? false), file.path, .head(constraint.line), old.constraint?.text ?? [])
  }
}

// MARK: What is gone

extension TestComparison {
  /// More findings of a kind in one file are put together.
  private static let several = 5

  private mutating func reportGone() {
    guard !gone.isEmpty else { return }
    let idle = files.map { UncalledFunctions($0) }
    let kept = MergedTests(files, idle)
    var removed: [Int: [TestCase]] = [:]
    for place in gone {
      guard let test = old(place) else { continue }
      let file = files[place.file]
      if let function = idle[place.file].became(test) {
        add(.testDisabled(test.name, as: function.name), file.path, .head(function.line), test.source)
      } else if !kept.keeps(test) {
        removed[place.file, default: []].append(test)
      }
    }
    for (index, file) in files.enumerated() {
      guard let tests = removed[index] else { continue }
      if file.new == nil, tests.count == file.old?.tests.count {
        add(.testFileDeleted(tests: tests.count), file.path, .file, [])
      } else if tests.count > Self.several {
        add(.testsRemoved(tests.map(\.name)), file.path, .base(tests[0].line), tests[0].source)
      } else {
        for test in tests { add(.testRemoved(test.name), file.path, .base(test.line), test.source) }
      }
    }
  }
}
