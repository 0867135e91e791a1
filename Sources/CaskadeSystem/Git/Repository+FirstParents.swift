package import CaskadeInspection
package import CaskadeSyntax

extension Repository {
  /// The first-parent history of a tip, the newest first.
  ///
  /// - Parameters:
  ///   - start: what it has in its history is left out.
  ///   - most: so many of them.
  ///   - messages: whether messages are read too.
  package func firstParents(
    of tip: ObjectID, beyond start: ObjectID? = nil, atMost most: Int? = nil, messages: Bool = false
  ) throws(GitError) -> [LandedCommit] {
    try commits(of: tip, ["--first-parent"], beyond: start, atMost: most, messages: messages)
  }

  /// The same with all that merges brought, in no order but that the tip comes first.
  package func wholeHistory(of tip: ObjectID, beyond start: ObjectID?) throws(GitError) -> [LandedCommit] {
    try commits(of: tip, [], beyond: start, atMost: nil, messages: true)
  }

  private func commits(
    of tip: ObjectID, _ ways: [ByteString], beyond start: ObjectID?, atMost most: Int?, messages: Bool
  ) throws(GitError) -> [LandedCommit] {
    let fields = ["%H", "%T", "%ct", "%P", "%an", "%ae", "%cn", "%ce", messages ? "%B" : ""]
    let count: [ByteString] = most.map { [ByteString("--max-count=\($0)")] } ?? []
    var question: [ByteString] = ["log"] + count + ways
    question += [
      "--no-color", "--no-decorate", "--no-show-signature", "--no-notes",
      "--encoding=UTF-8", ByteString("--format=\(fields.joined(separator: "%x00"))%x00%x01"), "--end-of-options",
      ByteString(tip.text),
    ]
    if let start { question.append(ByteString("^\(start.text)")) }
    let answer = try history(question)
    var commits: [LandedCommit] = []
    var place = 0
    var texts = RecentTexts()
    func field() -> ArraySlice<UInt8>? {
      guard let end = answer[...].place(of: 0, from: place) else { return nil }
      defer { place = end + 1 }
      return answer[place..<end]
    }
    while place < answer.count {
      guard let id = field().flatMap({ ObjectID(digits: $0) }), let tree = field().flatMap({ ObjectID(digits: $0) }),
        let seconds = field().flatMap({ Int(String(decoding: $0, as: UTF8.self)) }), let parents = field(),
        let author = field(), let authorMail = field(), let committer = field(), let committerMail = field(),
        let message = field(), answer[place...].starts(with: [0x01, 0x0A])
      else { throw Self.unasked }
      place += 2
      commits.append(
        LandedCommit(
          id: id, tree: tree, parents: parents.split(separator: 0x20).compactMap { ObjectID(digits: $0) },
          seconds: seconds, author: texts.text(author), authorMail: texts.text(authorMail),
          committer: texts.text(committer), committerMail: texts.text(committerMail), message: Array(message)))
    }
    guard start != nil || commits.first?.id == tip else {
      throw GitError(.badAnswer(command: "log", reason: "it is cut off"))
    }
    return commits
  }

  /// When paths below a folder were added by any commit in a history but a merge, in seconds since 1970 as the commits say,
  /// oldest first. A path can have come more than once.
  package func additions(
    below folder: RepositoryPath, to tip: ObjectID
  ) throws(GitError) -> [RepositoryPath: [Int]] {
    let answer = try history([
      "log", "--no-color", "--no-show-signature", "--no-notes", "--no-merges", "--full-history", "--diff-filter=A",
      "--no-renames", "--no-ext-diff", "--no-textconv", "--name-only", "-z", "--format=%x01%ct", "--end-of-options",
      ByteString(tip.text), "--", ByteString(bytes: folder.bytes),
    ])
    var found: [RepositoryPath: [Int]] = [:]
    var seconds: Int?
    // Below a folder no path begins with the byte that a commit does.
    for record in NULRecords(answer) {
      var line = record.drop { $0 == 0x0A }
      if line.first == 0x01 {
        let digits = line.dropFirst().prefix { $0 != 0x0A }
        seconds = Int(String(decoding: digits, as: UTF8.self))
        line = line[digits.endIndex...].drop { $0 == 0x0A }
      }
      if let seconds, !line.isEmpty { found[RepositoryPath(bytes: line), default: []].append(seconds) }
    }
    return found.mapValues { $0.sorted() }
  }

  /// The first-parent history of a tip, the newest first and without names and messages; and when paths below a folder came
  /// with it, as `additions` tells. Both are told by one walk.
  package func arriving(
    below folder: RepositoryPath, to tip: ObjectID
  ) throws(GitError) -> (history: [LandedCommit], additions: [RepositoryPath: [Int]]) {
    let answer = try history([
      "log", "--first-parent", "-m", "--sparse", "--no-color", "--no-show-signature", "--no-notes", "--no-renames",
      "--no-ext-diff", "--no-textconv", "--name-status", "-z", "--format=%x01%H %T %ct %P", "--end-of-options",
      ByteString(tip.text), "--", ByteString(bytes: folder.bytes),
    ])
    var commits: [LandedCommit] = []
    var found: [RepositoryPath: [Int]] = [:]
    var records = NULRecords(answer)
    while let record = records.next() {
      let line = record.drop { $0 == 0x0A }
      if line.first == 0x01 {
        commits.append(try Self.commit(line.dropFirst()))
      } else if !line.isEmpty {
        // `A` NUL `path` NUL (git-diff-tree(1), `--name-status`).
        guard line.count == 1, let path = records.next(), let commit = commits.last else { throw Self.unasked }
        if line.first == UInt8(ascii: "A") { found[RepositoryPath(bytes: path), default: []].append(commit.seconds) }
      }
    }
    guard commits.first?.id == tip else { throw GitError(.badAnswer(command: "log", reason: "it is cut off")) }
    return (commits, found.mapValues { $0.sorted() })
  }

  private static let unasked = GitError(.badAnswer(command: "log", reason: "a commit is not as it was asked for"))

  /// `ID TREE SECONDS PARENT...`
  private static func commit(_ line: ArraySlice<UInt8>) throws(GitError) -> LandedCommit {
    let words = line.split(separator: 0x20)
    guard words.count >= 3, let id = ObjectID(digits: words[0]), let tree = ObjectID(digits: words[1]),
      let seconds = Int(String(decoding: words[2], as: UTF8.self))
    else { throw unasked }
    return LandedCommit(
      id: id, tree: tree, parents: words.dropFirst(3).compactMap { ObjectID(digits: $0) }, seconds: seconds, author: "",
      authorMail: "", committer: "", committerMail: "", message: [])
  }

  /// What `log` answers. In a shallow clone the repository itself is asked: only it knows where its history begins.
  func history(_ question: [ByteString]) throws(GitError) -> [UInt8] {
    guard location.isShallow else { return try directory.output(question) }
    let result = try git.ask(in: location.workTree, question, isolated: true)
    guard result.succeeded, let bytes = result.standardOutput.bytes else {
      throw GitError(.failed(command: "log", reason: GitProgram.reason(result)))
    }
    return bytes
  }
}

/// Texts of which the same few come again and again: each is made once.
private struct RecentTexts {
  private var known: [(bytes: ArraySlice<UInt8>, text: String)] = []

  private static let most = 16

  mutating func text(_ bytes: ArraySlice<UInt8>) -> String {
    for place in known.indices where known[place].bytes == bytes {
      let text = known[place].text
      // What comes often is compared first.
      if place > 0 { known.swapAt(place, place - 1) }
      return text
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if known.count == Self.most { known.removeLast() }
    known.append((bytes, text))
    return text
  }
}
