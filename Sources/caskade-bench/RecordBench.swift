import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// `stats` over 100,000 records against reading the notes with git, and `audit` of 50,000 commits against `git log`.
enum RecordBench {
  private static let records = 100_000
  private static let commits = 50_000

  static func run(_ bench: Bench) throws {
    try measure(bench, commits: records, name: "stats", words: ["stats", "--since", "all", "--format", "json"])
    try measure(bench, commits: commits, name: "audit", words: ["audit", "main", "--format", "json"])
  }

  /// A history of merged work, each of whose commits has a record.
  private static func measure(_ bench: Bench, commits count: Int, name: String, words: [String]) throws {
    let folder = bench.scratch.path.appending(ByteString(name))
    try FileSystem.createFolders(folder)
    try bench.run(bench.git, ["init", "-q", "-b", "main"], in: folder)
    var history: [UInt8] = []
    for number in 0..<count {
      history += Array(
        """
        commit refs/heads/main
        committer Bench <bench@example.com> \(1_700_000_000 + number * 60) +0000
        data 5
        Step
        M 100644 inline src/f\(number % 500).txt
        data \(String(number).utf8.count + 1)
        \(number)


        """.utf8)
    }
    try bench.run(bench.git, ["fast-import", "--quiet"], in: folder, input: history)
    let list = bench.scratch.path.appending("list")
    try bench.run("/bin/sh", ["-c", "'\(bench.git.text)' log --format='%H %T' main > '\(list.text)'"], in: folder)
    let lines = try FileReader.read(list, limit: 1 << 30).split(separator: 0x0A)
    var notes = Array(
      "commit refs/notes/caskade\ncommitter Bench <bench@example.com> 1800000000 +0000\ndata 0\n\n".utf8)
    for (number, line) in lines.enumerated() {
      let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      let text = try note(number, commit: words[0], tree: words[1])
      notes += Array("M 100644 inline \(words[0].prefix(2))/\(words[0].dropFirst(2))\ndata \(text.count)\n".utf8)
      notes += text + [0x0A]
    }
    try bench.run(bench.git, ["fast-import", "--quiet"], in: folder, input: notes)
    try bench.run(bench.git, ["reset", "-q", "--hard", "main"], in: folder)
    let (ours, theirs) = try Bench.medians(of: 5) {
      try bench.run(bench.caskade, words, in: folder)
    } against: {
      let plain = name == "stats" ? "ls-tree -r --object-only refs/notes/caskade | git cat-file --batch" : "log main"
      try bench.run("/bin/sh", ["-c", "git \(plain) > /dev/null"], in: folder)
    }
    bench.row("\(name) of \(count) records", ours, against: "git, reading them", theirs)
  }

  private static func note(_ number: Int, commit: String, tree: String) throws -> [UInt8] {
    let seconds = 1_700_000_000 + number * 60
    let inside = (0..<5).map { file in
      "{\"added\":12,\"deleted\":3,\"operation\":\"modify\",\"path\":\"src/module\(number % 40)/part\(file)/file\(number % 97).txt\"}"
    }
    let gates = [
      "approval", "scope", "protected", "budget", "stop", "secrets", "integrity", "validation", "tools",
    ].enumerated().map { place, name in
      let state = number % 10 == 3 && place == 1 ? "fail" : "pass"
      return
        "{\"claim\":\"witnessed\",\"name\":\"\(name)\",\"required\":\(place < 8),\"skipped\":false,\"state\":\"\(state)\"}"
    }
    let id = String(repeating: "ab", count: 20)
    let text = """
      {"evidence":"\(SHA256.text(Array("\(number)".utf8)))","tool":"1.0.0","place":"github",\
      "started":"\(InstantText.text(milliseconds: seconds * 1_000))","milliseconds":48200,\
      "verdict":"\(number % 10 == 3 ? "broken" : "kept")",\
      "base":{"commit":"\(id)","pinned":true,"tip":"\(id)","tree":"\(id)"},\
      "head":{"branch":"fix/work-\(number / 3)","commit":"\(commit)","tree":"\(tree)","uncommitted":false},\
      "contract":{"band":"low","blob":"\(id)","needed":0,"path":"Contracts/work-\(number / 3).yaml","people":0,\
      "source":"base"},"policy":null,"agent":"robot-\(number % 3)","gates":[\(gates.joined(separator: ","))],\
      "areas":[{"band":"medium","hits":2,"name":"dependencies"}],\
      "findings":[{"count":1,"gate":"scope","rule":"scope.outside","severity":"error"}],\
      "size":{"added":60,"binary":0,"deleted":15,"files":6},"inside":[\(inside.joined(separator: ","))],"omitted":0,\
      "outside":[{"areas":["deploys"],"files":1,"folder":"infra"}],"questions":1,"not_checked":2,\
      "isolation":null,"validation":[\
      {"claim":"witnessed","id":"0011223344556677","line":20,"milliseconds":31000,"state":"pass"},\
      {"claim":"witnessed","id":"8899aabbccddeeff","line":21,"milliseconds":16000,"state":"pass"}]}
      """
    guard let record = try? EvidenceRecord.keys.form.read(JSONReader.read(text)) else {
      throw Bench.Failure(what: "the bench's record is of no form that is known")
    }
    return KeptRecord(record, signature: nil).line + [0x0A]
  }
}
