import Foundation
import TestSupport
import XCTest

/// Exactness as a property: whatever was done in whatever order, and however the repository is configured, the changes of
/// the evidence are those of git's own records, and the snapshot is the tree of what is on disk.
final class TrapPropertyTests: XCTestCase {
  func testRandomHistories() throws {
    for seed in UInt64(1)...4 { try check(seed) }
  }

  /// Names as words of a shell.
  private let names = [
    "a", "a/b", "a/'x y'", "b", "b/c", "src/a.txt", "src/B", "src/b", "'-rf'", "'quo\"te'", "'back\\slash'", ".hidden",
    "\"$(printf 'tab\\tbed')\"", "\"$(printf 'new\\nline')\"", "\"$(printf 'l\\344tin')\"", "'*'", "':(glob)x'",
    "docs/guide.md",
    "\"$(printf 'caf\\303\\251')\"", "\"$(printf 'cafe\\314\\201')\"", "'$HOME'", "' '", "Contracts/x.yaml",
    "other.txt",
  ]

  private func check(_ seed: UInt64) throws {
    var random = RepeatableRandom(seed: seed)
    let world = try TrapWorld()
    let repository = world.repository
    try makeHostile(world)
    for round in 0..<3 {
      let script = script(&random, steps: 12)
      let result = try repository.shell("\(script)\ngit add -A -f . && git commit -q --allow-empty -m \(round)")
      XCTAssertEqual(result.status, 0, "seed \(seed): \(result.text)")
      if Bool.random(using: &random) {
        _ = try repository.shell(
          "git switch -q main; echo \(round) > main.txt; git add -f main.txt; git commit -qm main; git switch -q work; git merge -q -m merge main"
        )
      }
    }
    let committed = try TrapWorld.Evidence(try repository.caskade("check", "--format", "json", "--head", "work").output)
    try assertExact(committed, world, objects: nil, "seed \(seed), committed")
    _ = try repository.shell("\(script(&random, steps: 16))\n\(flags(&random))\n\(script(&random, steps: 4))")
    let (tree, objects) = try onDisk(world)
    // As advice what git ignores is ignored.
    for (options, exclude) in [([], ""), (["--thorough"], "*\n")] {
      try repository.write(".git/info/exclude", exclude)
      let evidence = try TrapWorld.Evidence(try repository.caskade(["check", "--format", "json"] + options).output)
      XCTAssertEqual(evidence.headTree, tree, "seed \(seed) \(options): the tree of what is on disk")
      try assertExact(evidence, world, objects: objects, "seed \(seed) \(options)")
    }
  }

  private func makeHostile(_ world: TrapWorld) throws {
    let result = try world.repository.shell(
      """
      mkdir -p .git/info; echo '*' > .git/info/exclude; echo '* -diff filter=x text' > .git/info/attributes
      for s in filter.x.clean=false filter.x.required=true core.fileMode=false core.ignoreCase=true diff.relative=true \
        diff.ignoreSubmodules=all diff.renames=copies core.autocrlf=input core.quotePath=true core.trustctime=false \
        core.untrackedCache=true core.checkStat=minimal status.showUntrackedFiles=no core.precomposeUnicode=true; do
        git config "${s%%=*}" "${s#*=}"
      done
      git replace main $(git commit-tree -m forged $(git mktree < /dev/null))
      """)
    XCTAssertEqual(result.status, 0, result.text)
    // What the setting up itself runs must not be bent by it.
    for name in ["filter.x.clean", "filter.x.required", "core.fileMode", "core.ignoreCase", "core.precomposeUnicode"] {
      _ = try world.repository.shell("git config --unset \(name)")
    }
    try world.repository.write(".git/info/attributes", "* -diff\n")
  }

  private func script(_ random: inout RepeatableRandom, steps: Int) -> String {
    let clear = """
      room() {
        case "$1" in */*) d=${1%/*}; if [ -L "./$d" ] || [ ! -d "./$d" ]; then rm -rf "./$d"; mkdir -p "./$d"; fi;; esac
        rm -rf "./$1"
      }
      """
    return
      ([clear]
      + (0..<steps).map { _ in
        let name = names[Int.random(in: 0..<names.count, using: &random)]
        let other = names[Int.random(in: 0..<names.count, using: &random)]
        return switch Int.random(in: 0..<8, using: &random) {
        case 0, 1, 2: "room \(name); echo \(Int.random(in: 0..<4, using: &random)) > ./\(name)"
        case 3: "rm -rf ./\(name)"
        case 4: "[ -f ./\(name) ] && [ ! -L ./\(name) ] && chmod \(Bool.random(using: &random) ? "+x" : "-x") ./\(name)"
        case 5: "room \(name); ln -s \(other) ./\(name)"
        case 6: "[ -f ./\(name) ] && [ ! -e ./\(other) ] && room \(other) && mv ./\(name) ./\(other)"
        default: "room \(name); printf 'a\\0b\\r\\n' > ./\(name)"
        }
      }).joined(separator: "\n")
  }

  /// Ways to have git believe an index or to leave something in it that is not on disk.
  private func flags(_ random: inout RepeatableRandom) -> String {
    (0..<6).map { _ in
      let name = names[Int.random(in: 0..<names.count, using: &random)]
      let way = ["--assume-unchanged", "--skip-worktree", "--chmod=+x"].randomElement(using: &random) ?? ""
      return Bool.random(using: &random)
        ? "git update-index \(way) -- \(name) 2>/dev/null" : "git --literal-pathspecs add -f -N -- \(name) 2>/dev/null"
    }.joined(separator: "\n")
  }

  /// The tree of the folder as an unrelated repository stores it, with the place of its objects.
  private func onDisk(_ world: TrapWorld) throws -> (tree: String, objects: String) {
    let copy = world.repository.root.appendingPathComponent("copy").path
    let result = try world.repository.shell(
      """
      rm -rf '\(copy)' && mkdir '\(copy)' && tar cf - --exclude=./.git . | (cd '\(copy)' && tar xf -) && cd '\(copy)' \
        && git init -q && git add -A -f . 2>/dev/null && git write-tree
      """)
    XCTAssertEqual(result.status, 0, result.text)
    return (result.output.trimmingCharacters(in: .newlines), "\(copy)/.git/objects")
  }

  private func assertExact(
    _ evidence: TrapWorld.Evidence, _ world: TrapWorld, objects: String?, _ message: String
  ) throws {
    let objects =
      objects.map { "GIT_ALTERNATE_OBJECT_DIRECTORIES='\($0.replacing("$ROOT", with: world.repository.root.path))' " }
      ?? ""
    // A byte that isn't UTF-8 would read alike in all such names: Latin-1 is shown as the evidence does.
    let records = try world.repository.shell(
      "\(objects)git --no-replace-objects diff-tree -r -z --raw --no-abbrev --no-renames --ignore-submodules=none "
        + "\(evidence.baseTree) \(evidence.headTree) | sed 's/l\\xE4tin/l\\\\xE4tin/g'")
    XCTAssertEqual(records.status, 0, records.text)
    let truth = TrapWorld.changes(records.output)
    XCTAssertFalse(truth.isEmpty, message)
    XCTAssertEqual(evidence.changes, truth, message)
  }
}
