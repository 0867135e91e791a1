package import CaskadeSyntax

/// Looks at the lines of a patch for code that may know of tests: what it notes is judged once the files are read.
///
/// Check files, prose, and what is generated or copied in aren't looked at.
package struct AwarenessScanner: Sendable {
  struct Note: Sendable {
    let path: RepositoryPath
    let line: Int
    /// Of `AwarenessMark.all`.
    let mark: Int
  }

  private(set) var notes: [Note] = []
  /// Added lines that may compare something with a literal, or make a comparison true, by path.
  private(set) var branches: [RepositoryPath: Set<Int>] = [:]
  private(set) var equalities: [RepositoryPath: Set<Int>] = [:]
  /// Files with an added line that may take in a module of a test runner.
  private(set) var importing: Set<RepositoryPath> = []
  /// The added lines of each file whose language can give such a module a name of its own.
  private(set) var added: [RepositoryPath: LineRanges] = [:]
  /// How many of a mark the change takes away, anywhere: code that only moved isn't new.
  private var removed: [Int: Int] = [:]
  /// Added lines that print what a runner says at its end, with those words.
  private(set) var imitations: [RepositoryPath: [PrintedText.Closing]] = [:]
  /// An added line holds a word by which code can reach what runs it. It says nothing of the work, and only decides
  /// whether more is run.
  package private(set) var reachesOut = false
  /// An added line holds a word by which code is built otherwise for tests. It says as little.
  package private(set) var hasConditions = false
  private var printed = PrintedText()
  private var noted = 0
  private var mayTamper = false
  private var change = -1
  private var isLookedAt = false
  private var isHashComment = false
  private var isShell = false
  private let search: LiteralSearch

  /// More lines than these aren't noted.
  private static let mostLines = 20_000
  /// Nobody writes longer lines by hand.
  private static let longest = 1 << 16

  package init() {
    search = LiteralSearch(
      AwarenessMark.anchors + Self.hints.map { Array($0.utf8) } + PrintedText.hints.map { Array($0.utf8) }
        + ReachingWords.all + ReachingWords.conditions)
  }

  /// What a line holds that compares with a literal, or that is true.
  private static let hints = ["==", "case ", "equals", "=> ", "-> ", "func ", "__eq__", "__ne__", "fn eq", "true"]

  /// Takes the lines of a patch in their order, removed ones too.
  package mutating func read(_ line: PatchReader.Line, path: RepositoryPath) {
    if line.change != change {
      change = line.change
      isLookedAt = AwarePath.holds(path)
      mayTamper = isLookedAt && RunnerTampering.reads(path)
      isHashComment = SqueezedLine.isHashComment(path)
      isShell = ReachingWords.isShell(path)
      printed = PrintedText()
    }
    guard isLookedAt else { return }
    if line.added, mayTamper { added[path, default: LineRanges()].add(line.number) }
    guard noted < Self.mostLines, line.bytes.count < Self.longest else { return }
    var isAnchored = false
    var isHinted = false
    var mayPrint = false
    let anchors = AwarenessMark.anchors.count
    let hints = anchors + Self.hints.count
    let printing = hints + PrintedText.hints.count
    let reaching = printing + ReachingWords.all.count
    var (reaches, isConditional) = (false, false)
    line.bytes.withUnsafeBufferPointer { bytes in
      search.scan(bytes) { literal, start in
        if literal < anchors {
          isAnchored = true
        } else if literal < hints {
          isHinted = true
        } else if literal < printing {
          mayPrint = true
        } else if literal < reaching {
          if !reaches, line.added { reaches = ReachingWords.holds(literal - printing, at: start, of: bytes, isShell) }
        } else {
          isConditional = true
        }
      }
    }
    if reaches, !SqueezedLine.isComment(line.bytes, isHashComment: isHashComment) { reachesOut = true }
    if line.added, isConditional { hasConditions = true }
    guard isAnchored || (isHinted || mayPrint) && line.added else { return }
    let squeezed = SqueezedLine.of(line.bytes, isHashComment: isHashComment)
    if isAnchored {
      if line.added, Self.mayImport(squeezed) { importing.insert(path) }
      for mark in AwarenessMark.all(in: squeezed) {
        noted += 1
        if line.added {
          notes.append(Note(path: path, line: line.number, mark: mark))
        } else {
          removed[mark, default: 0] += 1
        }
      }
    }
    if mayPrint, line.added, let closing = printed.closing(of: squeezed, line: line.number) {
      noted += 1
      imitations[path, default: []].append(closing)
    }
    guard isHinted, line.added else { return }
    noted += 1
    if squeezed.contains(where: { ByteSet.digits.contains($0) || $0 == UInt8(ascii: "\"") }) {
      branches[path, default: []].insert(line.number)
    }
    if Self.mayEqual(squeezed) { equalities[path, default: []].insert(line.number) }
  }

  private static func mayImport(_ line: [UInt8]) -> Bool {
    importWords.contains { line.firstRange(ofBytes: $0) != nil }
  }

  private static let importWords: [[UInt8]] = ["import", "require(", "from"].map { Array($0.utf8) }

  private static func mayEqual(_ line: [UInt8]) -> Bool {
    equalityWords.contains { line.firstRange(ofBytes: $0) != nil }
  }

  private static let equalityWords: [[UInt8]] = [
    "return True", "return true", "return False", "return not", "true", "__eq__", "__ne__", "==(", "equal", "fn eq(",
  ].map { Array($0.utf8) }

  /// The notes beyond those of which the change takes one away.
  var fresh: [Note] {
    var left = removed
    return notes.filter { note in
      guard let count = left[note.mark], count > 0 else { return true }
      left[note.mark] = count - 1
      return false
    }
  }

  /// The changed files whose content of the head is needed, sorted.
  package var wanted: [RepositoryPath] {
    Set(notes.map(\.path) + branches.keys + equalities.keys + imitations.keys + importing).sorted()
  }
}

extension AwarenessMark {
  /// Texts of which every marked line holds one, as it is written in a file.
  static let anchors: [[UInt8]] = [
    "PYTEST", "PHPUNIT", "JEST_WORKER", "VITEST", "NODE_TEST_CONTEXT", "TEST_WORKER_INDEX", "TEST_PARALLEL_INDEX",
    "XCTest",
    "NEXTEST", "gradle.test", "surefire", "FLUTTER_TEST", "BATS_", "sys.modules", "sys.argv", "find_spec", "NODE_ENV",
    "jest", "describe", "__karma__", "Cypress", "RAILS_ENV", "RACK_ENV", "Rails.env", "RSpec", "Minitest",
    "runningUnitTests", "Mix.env", "testing.Testing", "Lookup(", "os.Args", "cfg!", "is_test", "junit", "exit",
    "quit(", "die(", "halt(", "setattr", "AssertionError", "pytest", "expect", "assert", "global", "os.exec", ".Exec(",
    "SkipTest", "SkippedTest", "SkippedWith", "IncompleteTest", "PHPUnit", "markTest", "XCTSkip", "TestAborted",
    "AssumptionViolated", "SkipException", "ANY", "def ==",
    "[()", "test()", "function test", "function [", "__code__", "Object.is", "Test::Unit", "startswith(", "startsWith(",
    "unittest",
    "vitest", "mocha", "chai", "node:test",
  ].map { Array($0.utf8) }

  private static let search = LiteralSearch(all.map(\.needle))
  private static let variableCount = variables.count

  /// The first mark of each kind in a squeezed line; of two at one place the longer one.
  static func all(in line: [UInt8]) -> [Int] {
    var best: [Kind: (mark: Int, start: Int)] = [:]
    line.withUnsafeBufferPointer { bytes in
      search.scan(bytes) { mark, start in
        let (kind, needle) = (all[mark].kind, all[mark].needle)
        let known = best[kind]
        guard
          start < known?.start ?? .max || start == known?.start && needle.count > all[known?.mark ?? 0].needle.count,
          bytes[start..<(start + needle.count)].elementsEqual(needle)
        else { return }
        if stands(mark, needle, at: start, in: bytes) { best[kind] = (mark, start) }
      }
    }
    if best[.patch] == nil, let mark = assertionAssigned(in: line) { best[.patch] = (mark, 0) }
    return best.values.map(\.mark).sorted()
  }

  private static func stands(_ mark: Int, _ needle: [UInt8], at start: Int, in bytes: UnsafeBufferPointer<UInt8>)
    -> Bool
  {
    let before = start > 0 ? bytes[start - 1] : 0
    let end = start + needle.count
    let after = end < bytes.count ? bytes[end] : 0
    if mark < variableCount {
      return before != 0 && ByteSet("\".[({$,!").contains(before)
        && (after == 0 || ByteSet("\"])}.,=!?;:&|").contains(after))
    }
    let opens = needle[0]
    if ByteSet.word.contains(opens), ByteSet.word.contains(before) { return false }
    switch all[mark].kind {
    case .exit, .halt, .exec:
      // A method of something else is called so, or the line declares or names one.
      let isScoped = before == UInt8(ascii: ":") && start > 1 && bytes[start - 2] == before
      let isMember = before == UInt8(ascii: ".") || isScoped || before == UInt8(ascii: "\"")
      guard !isMember || needle.starts(with: "process::".utf8) || needle.starts(with: "getRuntime".utf8) else {
        return false
      }
      if needle.last == UInt8(ascii: "(") { return !isFailure(bytes[end...]) }
      // The name of something else, or a call that was judged by what it hands over.
      return !ByteSet.word.contains(needle[needle.count - 1])
        || !ByteSet.word.contains(after) && after != UInt8(ascii: "(")
    case .patch where needle.last == UInt8(ascii: "="): return after != UInt8(ascii: "=")
    case .patch, .probe, .skip, .equal:
      let last = needle[needle.count - 1]
      // A text that goes on, and the beginning of a name.
      let goesOn =
        !needle.count(where: { $0 == UInt8(ascii: "\"") }).isMultiple(of: 2) || needle.starts(with: "func".utf8)
      return goesOn || !(ByteSet.word.contains(last) && ByteSet.word.contains(after))
    }
  }

  /// `1)` and its kin: a number that isn't 0, and nothing else.
  private static func isFailure(_ arguments: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let digits = arguments.prefix { ByteSet.digits.contains($0) || $0 == UInt8(ascii: "-") }
    return arguments.dropFirst(digits.count).first == UInt8(ascii: ")")
      && digits.contains { ByteSet.digits.contains($0) && $0 != UInt8(ascii: "0") }
  }

  private static let owners: [(owner: [UInt8], mark: Int?)] = [
    ("TestCase.assert", "setattr(TestCase"), ("require(\"assert\").", "assert.equal ="),
    ("require(\"node:assert\").", "assert.equal ="), ("require(\"assert\").strict.", "assert.equal ="),
    ("require(\"chai\").", "Assertion.overwriteMethod("),
  ].map { owner, shown in (Array(owner.utf8), all.firstIndex { $0.shown == shown }) }

  /// `unittest.TestCase.assertEqual = ...`: any of the assertions that these have.
  private static func assertionAssigned(in line: [UInt8]) -> Int? {
    for (owner, mark) in owners {
      guard let range = line.firstRange(ofBytes: owner) else { continue }
      let rest = line[range.upperBound...].drop { ByteSet.word.contains($0) }
      if rest.first == UInt8(ascii: "="), rest.dropFirst().first != UInt8(ascii: "=") { return mark }
    }
    return nil
  }
}
