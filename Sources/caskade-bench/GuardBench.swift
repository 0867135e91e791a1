import CaskadeAgents
import CaskadeSystem
import Dispatch

/// `caskade guard` for a contract of 200 patterns: against its own start, and against a hook in Node or Python that asks git
/// for the contract and compares patterns too, and does no more than that.
enum GuardBench {
  private static let count = 200

  private static let contract = """
    caskade: 1
    title: Measure the guard
    outcome: The time of a call is known.
    branch: work
    paths:
      allow:
    \((0..<count - 1).map { "    - Sources/Module\($0)/**/*.swift\n" }.joined())    - src/**
    tools:
      allow: [read, search, edit, { shell: swift test * }]
      deny: [{ shell: git push * }]
    validation: []

    """

  private static let node = """
    const {execFileSync} = require('child_process');
    const call = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    const text = execFileSync('git', ['show', 'main:Contracts/work.yaml'], {cwd: call.cwd, encoding: 'utf8'});
    const patterns = text.split('\\n').filter(l => l.startsWith('    - ')).map(l => l.slice(6));
    const match = p => new RegExp('^' + p.replace(/[.]/g, '\\\\.').replace(/[*][*]/g, '.+').replace(/[*]/g, '[^/]*') + '$');
    const ok = patterns.some(p => match(p).test(call.tool_input.file_path || ''));
    console.log(JSON.stringify({hookSpecificOutput: {hookEventName: 'PreToolUse', permissionDecision: ok ? 'allow' : 'deny'}}));
    """

  private static let python = """
    import fnmatch, json, subprocess, sys
    call = json.load(sys.stdin)
    text = subprocess.run(['git', 'show', 'main:Contracts/work.yaml'], cwd=call['cwd'], capture_output=True, text=True).stdout
    patterns = [l[6:] for l in text.split('\\n') if l.startswith('    - ')]
    ok = any(fnmatch.fnmatchcase(call['tool_input'].get('file_path', ''), p) for p in patterns)
    print(json.dumps({'hookSpecificOutput': {'hookEventName': 'PreToolUse', 'permissionDecision': 'allow' if ok else 'deny'}}))
    """

  static func run(_ bench: Bench) throws {
    let folder = bench.scratch.path.appending("guard")
    try FileSystem.createFolders(folder.appending("Contracts"))
    try bench.run(bench.git, ["init", "-q", "-b", "main"], in: folder)
    try AtomicFile.write(Array(contract.utf8), to: folder.appending("Contracts/work.yaml"), replacing: true)
    try bench.run(bench.git, ["add", "-A"], in: folder)
    try bench.run(bench.git, ["commit", "-q", "-m", "Begin"], in: folder)
    try bench.run(bench.git, ["switch", "-q", "-c", "work"], in: folder)
    func input(_ tool: String, _ key: String, _ value: String) -> [UInt8] {
      Array(
        """
        {"hook_event_name":"PreToolUse","session_id":"s","cwd":"\(folder.text)","tool_name":"\(tool)",\
        "tool_input":{"\(key)":"\(value)"}}
        """.utf8)
    }
    let words = ["guard", Agent.example.rawValue, "--contract", "work"]
    let edit = input("Edit", "file_path", "src/a.swift")
    for (name, input) in [
      ("an edit", edit), ("a read", Self.read(folder)),
      ("a command", input("Bash", "command", "swift test --filter A")),
    ] {
      let (ours, start) = try Bench.medians(
        of: 40,
        { try bench.run(bench.caskade, words, in: folder, input: input) },
        against: { try bench.run(bench.caskade, ["version"], in: folder) })
      bench.row("guard of \(name), \(count) patterns", ours, against: "caskade version", start)
    }
    for (name, option, script) in [("node", "-e", node), ("python3", "-c", python)] {
      guard let program = try? ProgramFinder(path: HostEnvironment.read()["PATH"] ?? "").find(name, outside: []) else {
        continue
      }
      let (ours, theirs) = try Bench.medians(
        of: 20,
        { try bench.run(bench.caskade, words, in: folder, input: edit) },
        against: { try bench.run(program, [option, script], in: folder, input: edit) })
      bench.row("guard of an edit", ours, against: "a hook in \(name)", theirs)
    }
    try underLoad(bench, words, edit, folder)
  }

  private static func read(_ folder: ByteString) -> [UInt8] {
    Array(
      #"{"hook_event_name":"PreToolUse","session_id":"s","cwd":"\#(folder.text)","tool_name":"Read","tool_input":{"file_path":"src/a.swift"}}"#
        .utf8)
  }

  /// 64 calls a second for five seconds, each at its time whether or not those before it have ended.
  private static func underLoad(_ bench: Bench, _ words: [String], _ input: [UInt8], _ folder: ByteString) throws {
    let times = Locked<[Double]>([])
    let group = DispatchGroup()
    let queue = DispatchQueue(label: "calls", attributes: .concurrent)
    for call in 0..<320 {
      group.enter()
      queue.asyncAfter(deadline: .now() + .microseconds(call * 15_625)) {
        defer { group.leave() }
        let start = ContinuousClock.now
        _ = try? bench.run(bench.caskade, words, in: folder, input: input)
        let parts = start.duration(to: .now).components
        times.withLock { $0.append(Double(parts.seconds) * 1_000 + Double(parts.attoseconds) / 1e15) }
      }
    }
    group.wait()
    let sorted = times.withLock { $0 }.sorted()
    print(
      "  at 64 calls a second: median \(Bench.rounded(sorted[sorted.count / 2])) ms, "
        + "p99 \(Bench.rounded(sorted[sorted.count * 99 / 100])) ms")
  }
}
