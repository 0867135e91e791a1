package import CaskadeSyntax
import CaskadeInspection
package import CaskadeSystem

/// What an agent asked a person while it worked, and what was answered: lines in git's own folder.
package struct Questions: Sendable {
  package struct Question: Hashable, Sendable {
    /// From 1.
    package let number: Int
    package let text: String
    package let asked: String
    /// The contract that it is about, else the branch.
    package let contract: String?
    /// The branch on which it was asked; nil for none, and in older lines.
    package let branch: String?
    /// As a person answered; empty where they only decided.
    package var answer: String?
    /// What a person decided; nil where nobody did, and where they answered in words alone.
    package var isGranted: Bool?
  }

  /// What a person says to a question.
  package struct Answer: Hashable, Sendable {
    package let text: String
    package let isGranted: Bool?

    package init(_ text: String, isGranted: Bool?) { (self.text, self.isGranted) = (text, isGranted) }

    /// As it is typed: `y` and `n`, alone or with a reason behind a colon, decide. Other words do not.
    package init(typed line: String) {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let word = parts.first.map { $0.filter { $0 != " " }.lowercased() } ?? ""
      isGranted = ["y", "yes"].contains(word) ? true : ["n", "no"].contains(word) ? false : nil
      text = isGranted == nil ? line : parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
    }
  }

  private let file: ByteString

  private static let mostBytes = 4 << 20
  private static let mostCharacters = 2_000

  package init(_ folders: GitFolders) { self.init(own: folders.own) }

  /// - Parameter own: see `GitFolders.ofEveryWorktree`.
  package init(own: ByteString) { file = GitFolders.caskade(in: own).appending("questions.jsonl") }

  /// Without secrets, and cut where it is very long.
  static func shown(_ text: String) -> String {
    let masked = TextMask().maskedStrictly(text)
    return masked.count > mostCharacters ? "\(masked.prefix(mostCharacters))…" : masked
  }

  package func ask(
    _ text: String, contract: String?, branch: String?, now: Int
  ) throws(CommandError) -> Question {
    var members = [
      JSONMember("asked", .string(Timestamp.text(now))), JSONMember("text", .string(Self.shown(text))),
    ]
    if let contract { members.append(JSONMember("contract", .string(contract))) }
    if let branch { members.append(JSONMember("branch", .string(branch))) }
    try append(.object(members))
    guard let question = all().last else { throw CommandError("the question couldn't be kept") }
    return question
  }

  package func answer(_ number: Int, _ answer: Answer, now: Int) throws(CommandError) {
    guard all().contains(where: { $0.number == number }) else {
      throw CommandError("there is no question \(number)", hint: "caskade ask lists them")
    }
    var members = [
      JSONMember("answered", .string(Timestamp.text(now))), JSONMember("number", .integer(number)),
      JSONMember("text", .string(Self.shown(answer.text))),
    ]
    if let isGranted = answer.isGranted { members.append(JSONMember("granted", .bool(isGranted))) }
    try append(.object(members))
  }

  package func all() -> [Question] {
    guard let bytes = try? FileReader.read(file, limit: Self.mostBytes) else { return [] }
    var found: [Question] = []
    for line in bytes.split(separator: 0x0A) {
      guard let value = try? JSONReader.read(Array(line)), let text = value["text"]?.string else { continue }
      if let asked = value["asked"]?.string {
        found.append(
          Question(
            number: found.count + 1, text: text, asked: asked, contract: value["contract"]?.string,
            branch: value["branch"]?.string, answer: nil, isGranted: nil))
      } else if let number = value["number"]?.integer, found.indices.contains(number - 1) {
        found[number - 1].answer = text
        // Words that come later take no decision back.
        if let isGranted = value["granted"]?.bool { found[number - 1].isGranted = isGranted }
      }
    }
    return found
  }

  private func append(_ value: JSONValue) throws(CommandError) {
    try touching { () throws(FileError) in
      try LineLog.append(JSONWriter(.compact).bytes(value) + [0x0A], to: file) { [] }
    }
  }
}
