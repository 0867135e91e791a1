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
      else { throw GitError(.badAnswer(command: "log", reason: "a commit is not as it was asked for")) }
      place += 2
      func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
      commits.append(
        LandedCommit(
          id: id, tree: tree, parents: parents.split(separator: 0x20).compactMap { ObjectID(digits: $0) },
          seconds: seconds, author: text(author), authorMail: text(authorMail), committer: text(committer),
          committerMail: text(committerMail), message: Array(message)))
    }
    guard start != nil || commits.first?.id == tip else {
      throw GitError(.badAnswer(command: "log", reason: "it is cut off"))
    }
    return commits
  }

  /// When paths below a folder were added, in seconds since 1970 as the commits say, oldest first. A path can have come more
  /// than once.
  ///
  /// - Parameter firstParents: when they came to the branch; else when any commit in its history, but a merge, had them new.
  package func additions(
    below folder: RepositoryPath, to tip: ObjectID, firstParents: Bool
  ) throws(GitError) -> [RepositoryPath: [Int]] {
    let ways: [ByteString] = firstParents ? ["--first-parent", "-m"] : ["--no-merges", "--full-history"]
    let answer = try history(
      ["log", "--no-color", "--no-show-signature", "--no-notes"] + ways + [
        "--diff-filter=A", "--no-renames", "--no-ext-diff", "--no-textconv", "--name-only", "-z", "--format=%x01%ct",
        "--end-of-options", ByteString(tip.text), "--", ByteString(bytes: folder.bytes),
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
