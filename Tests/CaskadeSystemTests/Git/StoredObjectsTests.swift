import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

@testable import CaskadeSystem

/// What is read from a repository's own files is what git reads, or nothing.
final class StoredObjectsTests: XCTestCase {
  private func common(_ scratch: ScratchRepository) -> ByteString { ByteString(scratch.url(".git").path) }

  /// Files that are alike and get changed, so that packs hold changes of changes; empty, binary and long ones.
  private func filled() throws -> ScratchRepository {
    let scratch = try ScratchRepository()
    var random = RepeatableRandom(seed: 7)
    var lines = (0..<400).map { "line \($0): \(random.next())\n" }
    for number in 0..<12 {
      for _ in 0..<5 { lines[Int(random.next() % 400)] = "changed in \(number): \(random.next())\n" }
      try scratch.write("src/long.txt", lines.joined())
      try scratch.write("src/\(number)/copy.txt", lines.reversed().joined())
      try scratch.write("docs/empty.txt", "")
      try scratch.write("docs/same.txt", String(repeating: "same ", count: 40_000))
      let noise = Data((0..<3_000).map { _ in UInt8(truncatingIfNeeded: random.next() >> 20) })
      try noise.write(to: scratch.url("src/noise-\(number % 3).bin"))
      try scratch.commit("Step \(number)")
    }
    try scratch.git("tag", "-a", "v1", "-m", "One")
    return scratch
  }

  /// Every object of the repository, by git and by its files.
  private func compare(_ scratch: ScratchRepository, file: StaticString = #filePath, line: UInt = #line) throws {
    let list = try scratch.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)")
    let store = try XCTUnwrap(StoredObjects(in: common(scratch)), file: file, line: line)
    let lines = list.split(separator: "\n")
    XCTAssertGreaterThan(lines.count, 80, file: file, line: line)
    for each in lines {
      let words = each.split(separator: " ").map(String.init)
      let id = try XCTUnwrap(ObjectID(words[0]))
      // It is held against its id, so that there is nothing else to compare.
      XCTAssertEqual(store.object(id)?.kind, words[1], "\(each)", file: file, line: line)
    }
  }

  /// What is kept as many changes or large ones is git's to read: a small pack could fill the memory.
  func testTooMuchChange() throws {
    let scratch = try filled()
    try scratch.git("repack", "-q", "-a", "-d", "-f", "--depth=40", "--window=20")
    let list = try scratch.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(deltabase)")
    let store = try XCTUnwrap(StoredObjects(in: common(scratch), mostChanged: 1))
    var changed = 0
    for each in list.split(separator: "\n") {
      let words = each.split(separator: " ").map(String.init)
      let isChange = words[1].contains { $0 != "0" }
      XCTAssertEqual(store.object(try XCTUnwrap(ObjectID(words[0]))) == nil, isChange, "\(each)")
      changed += isChange ? 1 : 0
    }
    XCTAssertGreaterThan(changed, 5)
  }

  func testLooseAndPackedObjects() throws {
    let scratch = try filled()
    try compare(scratch)
    for setting in ["repack.useDeltaBaseOffset=true", "repack.useDeltaBaseOffset=false"] {
      try scratch.git("-c", setting, "repack", "-q", "-a", "-d", "-f", "--depth=40", "--window=20")
      XCTAssertFalse(try scratch.shell("ls .git/objects/pack/*.idx").output.isEmpty)
      XCTAssertTrue(try scratch.shell("git verify-pack -v .git/objects/pack/*.idx").output.contains("chain length = 5"))
      try compare(scratch)
    }
    for level in ["0", "1", "9"] {
      try scratch.git("-c", "pack.compression=\(level)", "repack", "-q", "-a", "-d", "-F")
      try compare(scratch)
    }
    // Loose ones beside two packs.
    try scratch.write("src/late.txt", "late\n")
    try scratch.commit("Late")
    try scratch.git("repack", "-q")
    try scratch.write("src/later.txt", "later\n")
    try scratch.commit("Later")
    try compare(scratch)
  }

  /// In whichever order blobs of a pack are read, they are what their ids say.
  func testASweepReadsWhatIsThere() throws {
    let scratch = try filled()
    for setting in ["repack.useDeltaBaseOffset=true", "repack.useDeltaBaseOffset=false"] {
      try scratch.git("-c", setting, "repack", "-q", "-a", "-d", "-f", "--depth=40", "--window=20")
      let store = try XCTUnwrap(StoredObjects(in: common(scratch)))
      let ids = try scratch.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split(separator: "\n")
        .map { try XCTUnwrap(ObjectID(String($0))) }
      let found = PackPlaces(of: ids, in: common(scratch).appending("objects"))
      XCTAssertEqual(found.packs.count, 1)
      let others = setting.hasSuffix("true") ? [found.order.reversed(), Array(ids.indices)] : []
      for order in [found.order] + others {
        var sweep = try XCTUnwrap(PackSweep(found.packs[0]))
        var blobs = 0
        for place in order {
          let object = try XCTUnwrap(store.object(ids[place]))
          let offset = try XCTUnwrap(found.places[place]).offset
          XCTAssertEqual(sweep.blob(at: offset), object.kind == "blob" ? object.content : nil, ids[place].text)
          blobs += object.kind == "blob" ? 1 : 0
        }
        XCTAssertGreaterThan(blobs, 20)
        for offset in [-1, 0, 3, 1 << 40, Int.max] { XCTAssertNil(sweep.blob(at: offset)) }
      }
    }
  }

  func testTheOrderInWhichGitUnpacks() throws {
    let scratch = try filled()
    try scratch.git("repack", "-q", "-a", "-d")
    let index = try scratch.shell("git show-index < .git/objects/pack/*.idx").output
    let rows = index.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let ids = try rows.map { try XCTUnwrap(ObjectID($0[1])) }
    let missing = try XCTUnwrap(ObjectID(String(repeating: "7", count: 40)))
    let order = ObjectReader.unpackingOrder(of: [missing] + ids, in: common(scratch).appending("objects"))
    let expected = ids.indices.sorted { (Int(rows[$0][0]) ?? 0) < (Int(rows[$1][0]) ?? 0) }.map { $0 + 1 } + [0]
    XCTAssertEqual(order, expected)
    XCTAssertEqual(ObjectReader.unpackingOrder(of: [missing, missing], in: "/nowhere"), [0, 1])
  }

  // MARK: Damage

  func testNothingDamagedIsRead() throws {
    let scratch = try filled()
    let head = try XCTUnwrap(ObjectID(scratch.git("rev-parse", "HEAD^{tree}").filter { $0 != "\n" }))
    let other = try scratch.git("rev-parse", "HEAD:src").filter { $0 != "\n" }
    let path = ".git/objects/\(head.text.prefix(2))/\(head.text.dropFirst(2))"
    let whole = try Data(contentsOf: scratch.url(path))
    _ = try scratch.shell("chmod u+w \(path)")
    for place in whole.indices {
      var damaged = whole
      damaged[place] ^= 0x10
      try damaged.write(to: scratch.url(path))
      // Bits of the checksum behind it, and such that nobody needs, are all that may differ.
      if let object = StoredObjects(in: common(scratch))?.object(head) { XCTAssertEqual(object.kind, "tree") }
    }
    try Data(whole.dropLast(20)).write(to: scratch.url(path))
    XCTAssertNil(StoredObjects(in: common(scratch))?.object(head))
    // Another object's content in its place.
    _ = try scratch.shell("rm \(path); cp .git/objects/\(other.prefix(2))/\(other.dropFirst(2)) \(path)")
    XCTAssertNil(StoredObjects(in: common(scratch))?.object(head))
  }

  func testADamagedPackIsLeftToGit() throws {
    let scratch = try filled()
    try scratch.git("repack", "-q", "-a", "-d", "-f", "--depth=40")
    let names = try scratch.shell("cd .git/objects/pack; chmod u+w *; ls").output.split(separator: "\n").map(
      String.init)
    let ids = try scratch.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split(separator: "\n")
      .map { try XCTUnwrap(ObjectID(String($0))) }
    var random = RepeatableRandom(seed: 3)
    for name in names where name.hasSuffix(".pack") || name.hasSuffix(".idx") {
      let file = scratch.url(".git/objects/pack/\(name)")
      let whole = try Data(contentsOf: file)
      for _ in 0..<10 {
        var damaged = whole
        for _ in 0..<20 { damaged[Int(random.next() % UInt64(whole.count))] = UInt8(truncatingIfNeeded: random.next()) }
        if random.next() % 3 == 0 { damaged = damaged.prefix(Int(random.next() % UInt64(whole.count))) }
        try damaged.write(to: file)
        // No crash; what is read is what its id says.
        if let store = StoredObjects(in: common(scratch)) { for id in ids { _ = store.object(id) } }
        let found = PackPlaces(of: ids, in: common(scratch).appending("objects"))
        for pack in found.packs {
          guard var sweep = PackSweep(pack) else { continue }
          for place in found.places.compactMap({ $0 }) { _ = sweep.blob(at: place.offset) }
        }
      }
      try whole.write(to: file)
    }
    try compare(scratch)
  }

  // MARK: Names

  private func stored(_ scratch: ScratchRepository, _ names: [String]) throws -> NamedObjects? {
    NamedObjects(names, storedIn: try XCTUnwrap(GitFolders(around: ByteString(scratch.folder.path))))
  }

  func testNamesLeadToWhatGitFinds() throws {
    let scratch = try filled()
    try scratch.git("update-ref", "refs/remotes/origin/main", "HEAD~3")
    try scratch.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    try scratch.git("branch", "a/b", "HEAD~1")
    let names = [
      "HEAD^{commit}", "refs/heads/main^{commit}", "refs/remotes/origin/HEAD^{commit}", "refs/heads/a/b:src/long.txt",
      "refs/remotes/origin/HEAD:src", "HEAD:src/11/copy.txt", "HEAD:src/none", "HEAD:docs/empty.txt/below",
      "refs/heads/none^{commit}", "refs/heads/a:src", "refs/heads/a^{commit}",
    ]
    for step in ["loose", "packed", "detached"] {
      if step == "packed" { try scratch.git("pack-refs", "--all") }
      if step == "detached" { try scratch.git("switch", "-q", "--detach", "HEAD~2") }
      let objects = try XCTUnwrap(stored(scratch, names), step)
      for name in names {
        let id = try scratch.shell("git rev-parse -q --verify '\(name)'").output.filter { $0 != "\n" }
        XCTAssertEqual(objects[name]?.id.text ?? "", id, "\(step) \(name)")
      }
      let tree = try XCTUnwrap(objects["refs/remotes/origin/HEAD:src"])
      let listed = try scratch.git("ls-tree", "refs/remotes/origin/HEAD:src").split(separator: "\n").map {
        String($0.split(separator: "\t")[1])
      }
      XCTAssertEqual(tree.entries.map { String(decoding: $0.name, as: UTF8.self) }, listed, step)
    }
    // A worktree has a HEAD of its own.
    try scratch.git("worktree", "add", "-q", "../other", "a/b")
    let folders = try XCTUnwrap(GitFolders(around: ByteString(scratch.root.appendingPathComponent("other").path)))
    let own = try scratch.git("rev-parse", "a/b").filter { $0 != "\n" }
    XCTAssertEqual(NamedObjects(["HEAD^{commit}"], storedIn: folders)?["HEAD^{commit}"]?.id.text, own)
  }

  func testWhatIsUnusualIsAskedOfGit() throws {
    let rows: [Row<(name: String, before: String), Bool>] = [
      Row(("HEAD^{commit}", ":"), true), Row(("HEAD^{tree}", ":"), false), Row(("main^{commit}", ":"), false),
      Row(("refs/tags/v1^{commit}", ":"), false), Row(("HEAD:src/../src", ":"), false), Row(("HEAD:", ":"), false),
      Row(("refs/heads/../heads/main^{commit}", ":"), false), Row(("HEAD~1^{commit}", ":"), false),
      Row((String(repeating: "7", count: 40), ":"), false),
      Row(("HEAD^{commit}", "git config extensions.partialClone origin"), false),
      Row(("HEAD^{commit}", "git config core.repositoryformatversion 0"), true),
      Row(("HEAD^{commit}", "echo /nowhere > .git/objects/info/alternates"), false),
      Row(("HEAD^{commit}", "echo nonsense > .git/refs/heads/main"), false),
      Row(("HEAD^{commit}", "mv .git/objects .git/elsewhere; mkdir .git/objects"), false),
    ]
    for row in rows {
      let scratch = try ScratchRepository()
      try scratch.write("src/a.txt", "a\n")
      try scratch.commit("Begin")
      try scratch.git("tag", "-a", "v1", "-m", "One")
      _ = try scratch.shell(row.input.before)
      let found = try stored(scratch, [row.input.name])?[row.input.name] != nil
      XCTAssertEqual(found, row.expected, row.input.name + " " + row.input.before, file: row.file, line: row.line)
    }
    let other = try ScratchRepository(format: "sha256")
    XCTAssertNil(try stored(other, ["HEAD^{commit}"]))
  }
}
