import Foundation
import TestSupport
import XCTest

/// The n-th call of git fails, or a signal comes while it runs: no verb then says that all is well, and none leaves half of
/// anything. A sample of all n and all kinds; all of them with `CASKADE_FAULTS=all`.
final class VerbFaultTests: XCTestCase {
  private static let contract = """
    caskade: 1
    title: Change the source
    outcome: The source says what the ticket asks for.
    branch: work
    paths:
      allow:
        - src/**
    tools:
      allow: [read, edit]
    validation:
      - grep -q two src/a.txt

    """

  /// A verb, and what it may have written when it is done.
  private struct Case {
    let name: String
    let words: [String]
    var input: String?
    /// How what it writes ends.
    var written: String?
    var status: Int32 = 0
    /// Its verdict, in the words of `check`.
    var judges = false
  }

  private func cases(_ repository: ScratchRepository) -> [Case] {
    let key = repository.root.appendingPathComponent("home/dev").path
    let call = """
      {"hook_event_name":"PreToolUse","session_id":"s","tool_name":"Edit","tool_use_id":"t",\
      "cwd":"\(repository.folder.path)","tool_input":{"file_path":"other.txt"}}
      """
    return [
      Case(name: "merged", words: ["check", "--merged", "--head", "work"], judges: true),
      Case(name: "hunks", words: ["check", "--hunks", "1"], judges: true),
      Case(name: "record", words: ["check", "--head", "work", "--record"], judges: true),
      Case(
        name: "approve", words: ["approve", "work", "--key", key, "--as", "dev@example.com", "--yes"],
        written: ".approval"),
      Case(
        name: "draft", words: ["draft", "Change more", "--allow", "src/a.txt", "--no-input"],
        written: "/change-more.yaml"),
      Case(name: "init", words: ["init", "--yes", "--forge", "github", "--key", key, "--as", "dev@example.com"]),
      Case(name: "run", words: ["run", "work", "--", "/bin/sh", "-c", "echo two >> src/a.txt"], judges: true),
      Case(name: "guard", words: ["guard", "claude", "--contract", "work"], input: call, status: 2),
    ]
  }

  private func world() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    let made = try repository.shell("ssh-keygen -q -t ed25519 -N '' -C dev -f ../home/dev; cat ../home/dev.pub")
    try repository.write("Contracts/work.yaml", Self.contract)
    let signer = made.output.replacing("ssh-", with: "namespaces=\"goal-contract@caskade\" ssh-", maxReplacements: 1)
    try repository.write("Contracts/allowed_signers", "dev@example.com \(signer)")
    try repository.write("src/a.txt", "one\n")
    try repository.write("other.txt", "other\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "two\n")
    try repository.commit("Two")
    // A repository of some unusual form: of that one the guard asks git, too.
    try repository.git("config", "extensions.worktreeConfig", "true")
    _ = try repository.shell("cp -a . ../pristine")
    return repository
  }

  func testEachVerb() throws {
    let repository = try world()
    let git = try FaultyGit(repository)
    let isAll = ProcessInfo.processInfo.environment["CASKADE_FAULTS"] == "all"
    for (place, verb) in cases(repository).enumerated() {
      func fresh() throws { _ = try repository.shell("cd .. && rm -rf repository && cp -a pristine repository") }
      try fresh()
      let whole = try git.run(verb.words, input: verb.input, failing: 0, .exits)
      XCTAssertEqual(whole.transcript.status, verb.status, "\(verb.name): \(whole.transcript.text)")
      XCTAssertEqual(try leftovers(repository), [], verb.name)
      let after = try files(repository)
      if let end = verb.written { XCTAssertTrue(after.keys.contains { $0.hasSuffix(end) }, verb.name) }
      guard whole.calls > 0 else {
        XCTFail("\(verb.name) asks git nothing")
        continue
      }
      let kinds = FaultyGit.Kind.allCases
      var plan = (1...whole.calls).flatMap { number in kinds.map { (number, $0) } }
      if !isAll {
        // Spread over the calls, each with another kind; other ones for each verb.
        plan = (0..<2).map { ($0 * whole.calls / 2 + 1, kinds[(2 * place + 3 * $0) % kinds.count]) }
      }
      for (number, kind) in plan {
        try fresh()
        let before = try files(repository)
        let done = try git.run(verb.words, input: verb.input, failing: number, kind)
        // Some calls go on side by side, or are made only at times.
        guard let met = done.met else { continue }
        let text = "\(verb.name), \(kind) at \(number) of \(whole.calls), git \(met)\(done.transcript.text)"
        try hold(verb, kind, met, done.transcript, whole.transcript, text)
        for (path, content) in try files(repository) where content != before[path] && !path.hasPrefix(".git/") {
          XCTAssertTrue(isWhole(path, content, after[path], kind), "half of \(path): \(text)")
        }
        XCTAssertEqual(try leftovers(repository), [], text)
        XCTAssertEqual(try stragglers(repository), [], text)
      }
    }
  }

  /// A base that git can't tell is no missing one: else the agent's own version would be shown and handed out in its place.
  func testTheBasesContractOrNone() throws {
    let repository = try world()
    let git = try FaultyGit(repository)
    try repository.write("Contracts/work.yaml", Self.contract.replacing("src/**", with: "'**'"))
    for (words, told) in [
      (["show", "work"], "not approved: main has another version\n"),
      (["export", "brief", "work", "--output", "-"], "- `src/**`"),
    ] {
      let whole = try git.run(words, failing: 0, .exits)
      XCTAssertEqual(whole.transcript.status, 0, whole.transcript.text)
      for number in 0...whole.calls {
        let done = try git.run(words, failing: number, .exits)
        guard done.transcript.status == 0 else { continue }
        let text = "at \(number), git \(done.met ?? "")\(done.transcript.text)"
        XCTAssertTrue(done.transcript.output.contains(told), text)
      }
    }
  }

  private func hold(
    _ verb: Case, _ kind: FaultyGit.Kind, _ met: String, _ done: ScratchRepository.Transcript,
    _ whole: ScratchRepository.Transcript, _ text: String
  ) throws {
    // By the signal itself, so that a shell knows; unless all was done before it was seen.
    let statuses: [Int32] = kind.signal.map { [-$0, whole.status] } ?? [0, 1, 2]
    XCTAssertTrue(statuses.contains(done.status), text)
    if verb.name == "guard" {
      XCTAssertFalse(done.output.contains("allow") || done.output == "{}\n", "a refused call goes ahead: \(text)")
      return
    }
    if done.status != 0 { XCTAssertFalse(done.errors.isEmpty && done.output.isEmpty, "without a word: \(text)") }
    // What was judged may be kept, and its record not: then the status says that.
    guard verb.judges, done.status == 0 else { return }
    // A call whose failure changes nothing that is judged.
    // The brief of a run is said to be missing; what the run did is judged by the check at its end.
    let isSaid = verb.name == "run" && done.errors.contains("the brief isn't in place: ")
    XCTAssertTrue(isAdvice(met) || isSaid || (!kind.isFailure && kind.signal != nil), "kept: \(text)")
  }

  /// Settings of the person's own, references that are listed for a hint, and a list of `git status` without its records,
  /// which only another git could give.
  private func isAdvice(_ met: String) -> Bool {
    [
      " config ", " status --porcelain", "for-each-ref --format=%(objectname) %(symref)", " rev-list --max-count",
      "ls-files -z -o -i", "diff --name-status", "diff --numstat", "ls-files -z --others",
      "ls-files -z -o --exclude-standard",
    ].contains { " \(met)".contains($0) }
  }

  /// What differs from run to run differs here too: times, and what a draft proposes.
  private func isWhole(_ path: String, _ content: Data?, _ after: Data??, _ kind: FaultyGit.Kind) -> Bool {
    guard let content else { return false }
    if content == after { return true }
    let text = String(decoding: content, as: UTF8.self)
    if path.hasSuffix(".approval") { return text.hasSuffix("-----END SSH SIGNATURE-----\n") }
    if path.hasSuffix(".yaml"), text.contains("\nvalidation:") { return text.hasSuffix("\n") }
    // It names the base, and a list of references that is empty is one of a repository without any.
    let end = after.flatMap { $0 }.flatMap { String(decoding: $0, as: UTF8.self).split(separator: "\n").last }
    if kind == .silent, path == "Contracts/policy.yaml" { return text.split(separator: "\n").last == end }
    return path == "src/a.txt" && text == "two\ntwo\n"
  }

  /// All regular files but git's objects, by path.
  private func files(_ repository: ScratchRepository) throws -> [String: Data] {
    let listed = try repository.shell("find . -type f ! -path './.git/objects/*' | sed 's#^\\./##'").output
    var files: [String: Data] = [:]
    for path in listed.split(separator: "\n").map(String.init) {
      files[path] = try? Data(contentsOf: repository.url(path))
    }
    return files
  }

  private func leftovers(_ repository: ScratchRepository) throws -> [String] {
    let temporary = try FileManager.default.contentsOfDirectory(
      atPath: repository.root.appendingPathComponent("tmp").path)
    let inside = try repository.shell(
      "find . -name '*.lock' -o -name '.caskade*' -o -name '*.tmp' -o -name 'tmp_obj_*'; ls .git/worktrees 2>/dev/null")
    let records = try repository.shell(
      "for f in .git/caskade/runs/*.json; do [ ! -e $f ] || tail -c 2 $f | grep -q '}' || echo half $f; done")
    return temporary + (inside.output + records.output).split(separator: "\n").map(String.init)
  }

  /// Processes that work in the repository.
  private func stragglers(_ repository: ScratchRepository) throws -> [String] {
    let root = repository.root.path
    return (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.filter { name in
      let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(name)/cwd")
      return Int(name) != nil && place?.hasPrefix(root) == true
    } ?? []
  }
}
