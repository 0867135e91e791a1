import Foundation
import TestSupport
import XCTest

/// One tree, one answer, as a property: of random trees with links, conversions, filters, a submodule and an index of any
/// age, every way of asking says what `--head` says of the same content, committed.
final class OneAnswerPropertyTests: XCTestCase {
  func testEveryWayOfAskingAgrees() throws {
    let first = UInt64(ProcessInfo.processInfo.environment["CASKADE_SEED"] ?? "") ?? UInt64.random(in: 1...999_999)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(7)
    var count: UInt64 = 0
    repeat {
      print("seed \(first + count)")
      try check(first + count)
      count += 1
    } while clock.now < end && count < 8
  }

  private let contents = [
    "one\ntwo\n", "one\r\ntwo\r\n", "one\r\ntwo\n", "one\rtwo\r", "", "no end", "no end\r\n\r", "$Id$\n",
    "$Id: 0123456789 $\r\n", "a\0b\r\n", "caf\u{E9}\n", "LARGE one\n", "\u{1A}\r\n", "$Id: not closed\n",
  ]
  private let endings = ["plain", "text", "auto", "crlf", "lf", "ident", "wide", "filtered", "lfs", "binary"]
  private let attributes = """
    *.text text
    *.auto text=auto
    *.crlf text eol=crlf
    *.lf text=auto eol=lf
    *.ident ident text=auto
    *.wide working-tree-encoding=UTF-16LE-BOM
    *.filtered filter=x
    *.lfs filter=lfs
    *.binary -text

    """

  private func check(_ seed: UInt64) throws {
    var random = RepeatableRandom(seed: seed)
    let repository = try world(&random)
    let names = try repository.git("ls-files", "src", "docs", "top").split(separator: "\n").map(String.init)
    // Nothing is uncommitted.
    try compare(repository, &random, "seed \(seed), checked out")
    let edits = try edit(names, repository, &random)
    let before = try answers(repository, &random, "seed \(seed), edited")
    // Of the rest git may say that it is modified, and store something else: it isn't asked.
    let script = edits.map { "git -c core.safecrlf=false --literal-pathspecs add -A -f -- '\($0)'" }
    let result = try repository.shell((script + ["git commit -q --allow-empty -m Edited"]).joined(separator: "\n"))
    XCTAssertEqual(result.status, 0, "seed \(seed): \(result.text)")
    let truth = try answer(repository, ["--head", "work"])
    for (way, answer) in before { XCTAssertEqual(answer, truth, "seed \(seed), \(way): \(edits)") }
    try compare(repository, &random, "seed \(seed), committed")
  }

  // MARK: The world

  private func world(_ random: inout RepeatableRandom) throws -> ScratchRepository {
    let repository = try ScratchRepository(format: Bool.random(using: &random) ? "sha1" : "sha256")
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write(".gitattributes", attributes)
    try repository.write("src/a.txt", "one\n")
    var script = [
      "git config filter.x.clean 'sed s/LARGE/point/'; git config filter.x.smudge 'sed s/point/LARGE/'",
      "git init -q -b main ../part --object-format=$(git rev-parse --show-object-format)",
      "(cd ../part; git commit -q --allow-empty -m part)", "mkdir docs top; ln -s ../src docs/folder",
      "git -c protocol.file.allow=always submodule add -q \"$(cd ../part; pwd)\" part", "git add -A",
    ]
    for number in 0..<12 {
      let name = "\(pick(["src", "docs", "top"], &random))/\(number).\(pick(endings, &random))"
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        script += ["ln -s \(pick(["0.text", "..", "../../out", "../src/a.txt"], &random)) \(name); git add \(name)"]
      case 1:
        try repository.write("../\(number)", pick(contents, &random))
        script += ["cp ../\(number) \(name); git -c core.safecrlf=false add -f \(name) 2>/dev/null || rm \(name)"]
      default:
        // As somebody stored it who had no attributes.
        try repository.write("../\(number)", pick(contents, &random))
        let mode = Bool.random(using: &random) ? "100644" : "100755"
        script += [
          Bool.random(using: &random) ? ":" : "printf 'caf\\351\\n' >> ../\(number)",
          "git update-index --add --cacheinfo \(mode),$(git hash-object -w --no-filters ../\(number)),\(name)",
        ]
      }
    }
    if Bool.random(using: &random) {
      script += ["git config core.autocrlf \(pick(["true", "input"], &random))"]
      if Bool.random(using: &random) { script += ["git config core.eol lf"] }
    }
    script += [
      "git commit -q -m Begin; git switch -q -c work; echo two > src/a.txt; git commit -q -m Two src/a.txt",
      "git ls-files -z | grep -zv '^part$' | xargs -0 rm -f; git checkout -q -f .",
    ]
    let result = try repository.shell("set -e\n" + script.joined(separator: "\n"))
    XCTAssertEqual(result.status, 0, result.text)
    return repository
  }

  /// Edits that aren't committed, at the same size or another, and answers the paths.
  private func edit(
    _ names: [String], _ repository: ScratchRepository, _ random: inout RepeatableRandom
  ) throws -> [String] {
    var edits: [String] = []
    // What a filter stores of an edit is known to the filter alone.
    for name in names where !name.hasSuffix(".filtered") && Int.random(in: 0..<3, using: &random) == 0 {
      let line =
        // What isn't text of that encoding any more git refuses to store.
        switch Int.random(in: 0..<(name.hasSuffix(".wide") ? 2 : 6), using: &random) {
        case 0: "rm -rf '\(name)'"
        case 1: "rm -rf '\(name)'; ln -s elsewhere '\(name)'"
        case 2: "[ -L '\(name)' ] || chmod +x '\(name)'"
        case 3: "[ -L '\(name)' ] || sed -i 's/one/eno/' '\(name)'"
        case 4: "[ -L '\(name)' ] || sed -i 's/\\r//' '\(name)'"
        default: "rm -rf '\(name)'; printf '\(pick(["new\\n", "new\\r\\n", "$Id: x$\\r\\n"], &random))' > '\(name)'"
        }
      // Git stores some files anew that were only touched.
      let look = "look() { readlink '\(name)' || { stat -c %a '\(name)'; cksum < '\(name)'; } 2>&1; }"
      let result = try repository.shell("\(look); old=$(look); \(line); [ \"$old\" = \"$(look)\" ] || echo changed")
      if result.output.contains("changed") { edits.append(name) }
    }
    return edits
  }

  // MARK: Asking

  private func compare(
    _ repository: ScratchRepository, _ random: inout RepeatableRandom, _ message: String
  ) throws {
    let truth = try answer(repository, ["--head", "work"])
    for (way, answer) in try answers(repository, &random, message) {
      XCTAssertEqual(answer, truth, "\(message), \(way)")
    }
  }

  /// The working tree's answers, each with an index of another age.
  private func answers(
    _ repository: ScratchRepository, _ random: inout RepeatableRandom, _ message: String
  ) throws -> [(way: String, answer: String)] {
    let ages = [
      "touch -d @1 .git/index", "touch .git/index", "git status >/dev/null 2>&1; touch -d '+1 minute' .git/index",
    ]
    let touched = "git ls-files -z src | xargs -0 touch -h 2>/dev/null; true"
    var answers: [(String, String)] = []
    for options in [[], ["--thorough"], ["--isolated"]] {
      let age = pick(ages, &random)
      _ = try repository.shell(age)
      answers.append(("\(options), \(age)", try answer(repository, options)))
    }
    // Git trusts no stat data of a touched file, and can't know one behind a filter.
    if try repository.git("ls-files", "src/*.filtered").isEmpty {
      _ = try repository.shell(touched)
      answers.append(("touched", try answer(repository, [])))
    }
    return answers
  }

  private func answer(_ repository: ScratchRepository, _ options: [String]) throws -> String {
    let transcript = try repository.caskade(["check", "--format", "json"] + options)
    guard transcript.status != 2 else { return transcript.errors }
    let evidence = try TrapWorld.Evidence(transcript.output)
    return ([evidence.verdict, evidence.headTree] + evidence.changes + evidence.findings).joined(separator: "\n")
  }

  private func pick<Value>(_ values: [Value], _ random: inout RepeatableRandom) -> Value {
    values[Int.random(in: 0..<values.count, using: &random)]
  }
}
