import TestSupport
import XCTest

@testable import CaskadeInspection
@testable import CaskadeSyntax

/// git itself as the judge of what differs, and of every line: random pairs of trees, with all that a tree can hold.
final class DiffAgainstGitTests: XCTestCase {
  private let pairs = 10

  func testRandomTrees() throws {
    let repository = try ThrowawayRepository()
    defer { repository.remove() }
    var trees: [(base: ThrowawayRepository.Tree, head: ThrowawayRepository.Tree)] = []
    for seed in 1...pairs {
      var random = RepeatableRandom(seed: UInt64(seed))
      trees.append(Self.pair(&random))
    }
    try repository.fill(
      trees.indices.flatMap { [("base\($0)", trees[$0].base), ("head\($0)", trees[$0].head)] })
    var seen: Set<String> = []
    for (index, pair) in trees.enumerated() {
      let label = "seed \(index + 1)"
      let (base, head) = ("base\(index)", "head\(index)")
      let changes = try RawDiffParser.parse(try repository.diff(base, head, ["-z", "--raw"]))
      checkRecords(changes, pair.base, pair.head, label)
      let patch = try repository.diff(base, head, ["-p", "-U1", "--inter-hunk-context=0", "--diff-algorithm=myers"])
      let lines = try checkPatch(patch, changes.changes, pair.base, pair.head, label)
      try checkCounts(try repository.diff(base, head, ["-z", "--numstat"]), changes.changes, lines, label)
      for (change, lines) in zip(changes.changes, lines) {
        seen.insert(change.operation.rawValue)
        if change.changesKind { seen.insert("another kind") }
        if lines == .binary { seen.insert("binary") }
        if change.oldID == change.newID { seen.insert("mode") }
        if !change.path.isUTF8 { seen.insert("not UTF-8") }
      }
    }
    XCTAssertEqual(
      seen.sorted(), ["another kind", "binary", "create", "delete", "mode", "modify", "not UTF-8", "submodule"])
  }

  private func checkRecords(
    _ changes: ChangeSet, _ base: ThrowawayRepository.Tree, _ head: ThrowawayRepository.Tree, _ label: String
  ) {
    let expected = Set(base.keys).union(head.keys).filter { base[$0] != head[$0] }.sorted()
    XCTAssertEqual(changes.changes.map(\.path), expected, label)
    for change in changes.changes {
      XCTAssertEqual(change.oldMode, base[change.path]?.mode ?? .absent, "\(label): \(change.path.display)")
      XCTAssertEqual(change.newMode, head[change.path]?.mode ?? .absent, "\(label): \(change.path.display)")
    }
  }

  /// Every line handed on is the line of that number, and what is left over on both sides is the same text.
  private func checkPatch(
    _ patch: [UInt8], _ changes: [Change], _ base: ThrowawayRepository.Tree, _ head: ThrowawayRepository.Tree,
    _ label: String
  ) throws -> [Change.Lines] {
    var reader = PatchReader(changes: changes)
    var removed: [Int: Set<Int>] = [:]
    var added: [Int: Set<Int>] = [:]
    try reader.consume(patch[...]) { line in
      let path = changes[line.change].path
      let text = Self.lines(line.added ? head[path] : base[path])
      XCTAssertEqual(Array(line.bytes), text[safe: line.number - 1], "\(label): \(path.display):\(line.number)")
      if line.added {
        added[line.change, default: []].insert(line.number)
      } else {
        removed[line.change, default: []].insert(line.number)
      }
    }
    let lines = try reader.finish()
    for (index, change) in changes.enumerated() where lines[index] != .binary {
      func rest(_ entry: ThrowawayRepository.Entry?, without numbers: Set<Int>?) -> [[UInt8]] {
        Self.lines(entry).enumerated().filter { !(numbers ?? []).contains($0.offset + 1) }.map(\.element)
      }
      XCTAssertEqual(
        rest(base[change.path], without: removed[index]), rest(head[change.path], without: added[index]),
        "\(label): \(change.path.display)")
      XCTAssertEqual(
        lines[index], .counted(added: added[index]?.count ?? 0, deleted: removed[index]?.count ?? 0), label)
    }
    return lines
  }

  private func checkCounts(_ output: [UInt8], _ changes: [Change], _ lines: [Change.Lines], _ label: String) throws {
    var counts: [RepositoryPath: [String]] = [:]
    for record in output.split(separator: 0) {
      let fields = record.split(separator: 0x09, maxSplits: 2, omittingEmptySubsequences: false)
      counts[RepositoryPath(bytes: fields[2])] = fields[..<2].map { String(decoding: $0, as: UTF8.self) }
    }
    XCTAssertEqual(counts.count, changes.count, label)
    // For a binary file whose mode alone changed the patch shows nothing, and nothing is what changed in it.
    for (change, lines) in zip(changes, lines) where !change.changesKind && change.oldID != change.newID {
      switch lines {
      case .binary: XCTAssertEqual(counts[change.path], ["-", "-"], "\(label): \(change.path.display)")
      case .counted(let added, let deleted):
        XCTAssertEqual(counts[change.path], ["\(added)", "\(deleted)"], "\(label): \(change.path.display)")
      }
    }
  }

  /// A submodule reads as the one line that git's patch shows for it.
  private static func lines(_ entry: ThrowawayRepository.Entry?) -> [[UInt8]] {
    guard let entry else { return [] }
    if entry.mode == .submodule { return [Array("Subproject commit ".utf8) + entry.bytes] }
    var lines = entry.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  // MARK: Random trees

  private static func pair(
    _ random: inout RepeatableRandom
  ) -> (base: ThrowawayRepository.Tree, head: ThrowawayRepository.Tree) {
    var base: ThrowawayRepository.Tree = [:]
    var head: ThrowawayRepository.Tree = [:]
    for number in 0..<40 {
      // A number in front keeps a file and a folder from having one name.
      let path = Self.path(number, &random)
      let (old, new) = (entry(&random), entry(&random))
      switch Int.random(in: 0..<8, using: &random) {
      case 0: base[path] = old
      case 1: head[path] = new
      case 2: (base[path], head[path]) = (old, old)
      case 3:
        base[path] = ThrowawayRepository.Entry(mode: .regular, bytes: old.bytes)
        head[path] = ThrowawayRepository.Entry(mode: .executable, bytes: old.bytes)
      case 4: (base[path], head[path]) = (old, new)
      default:
        base[path] = ThrowawayRepository.Entry(mode: .regular, bytes: old.bytes)
        head[path] = ThrowawayRepository.Entry(mode: .regular, bytes: edited(old.bytes, &random))
      }
    }
    return (base, head)
  }

  private static func path(_ number: Int, _ random: inout RepeatableRandom) -> RepositoryPath {
    let names: [[UInt8]] =
      [
        "a", "a.b", "a b", "+++ b", "--- a", "@@ -1 +1 @@", "\"q\"", "tab\t", "line\nbreak", "é", "diff --git a b",
        "-x",
      ]
      .map { Array($0.utf8) } + [[0xE9], [0xFF, 0x2E]]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      bytes += (names.randomElement(using: &random) ?? []) + Array("d/".utf8)
    }
    return RepositoryPath(bytes: bytes + (names.randomElement(using: &random) ?? []) + Array("\(number)".utf8))
  }

  private static func entry(_ random: inout RepeatableRandom) -> ThrowawayRepository.Entry {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: ThrowawayRepository.Entry(mode: .symlink, bytes: Array("../target".utf8))
    case 1:
      ThrowawayRepository.Entry(
        mode: .submodule, bytes: (0..<40).map { _ in "0123456789abcdef".utf8.randomElement(using: &random) ?? 0x31 })
    case 2: ThrowawayRepository.Entry(mode: .regular, bytes: text(&random) + [0] + text(&random))
    case 3: ThrowawayRepository.Entry(mode: .executable, bytes: text(&random))
    default: ThrowawayRepository.Entry(mode: .regular, bytes: text(&random))
    }
  }

  /// Lines that look like a patch's own.
  private static func text(_ random: inout RepeatableRandom) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...12, using: &random) { bytes += line(&random) + [0x0A] }
    if Bool.random(using: &random), !bytes.isEmpty { bytes.removeLast() }
    return bytes
  }

  private static func line(_ random: inout RepeatableRandom) -> [UInt8] {
    let lines = [
      "", "a", "b", "+", "-", "+++ b/x", "--- a/x", "@@ -1,9 +1,9 @@", "diff --git a/x b/x",
      "\\ No newline at end of file",
      "Binary files a/x and b/x differ", "new file mode 100755", "deleted file mode 100644", "index 1..2", "\r", " ",
    ]
    return Array((lines.randomElement(using: &random) ?? "").utf8)
  }

  private static func edited(_ bytes: [UInt8], _ random: inout RepeatableRandom) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0...lines.count, using: &random)
      if Bool.random(using: &random) || place == lines.count {
        lines.insert(line(&random), at: place)
      } else {
        lines.remove(at: place)
      }
    }
    return Array(lines.joined(separator: [0x0A]))
  }
}

extension Array {
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
