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
    package let contract: String?
    package var answer: String?
  }

  private let file: ByteString

  private static let mostBytes = 4 << 20
  private static let mostCharacters = 2_000

  package init(_ folders: GitFolders) {
    file = folders.caskade.appending("questions.jsonl")
  }

  /// Without secrets, and cut where it is very long.
  static func shown(_ text: String) -> String {
    let masked = TextMask().maskedStrictly(text)
    return masked.count > mostCharacters ? "\(masked.prefix(mostCharacters))…" : masked
  }

  package func ask(_ text: String, contract: String?, now: Int) throws(CommandError) -> Question {
    var members = [
      JSONMember("asked", .string(Timestamp.text(now))), JSONMember("text", .string(Self.shown(text))),
    ]
    if let contract { members.append(JSONMember("contract", .string(contract))) }
    try append(.object(members))
    guard let question = all().last else { throw CommandError("the question couldn't be kept") }
    return question
  }

  package func answer(_ number: Int, _ text: String, now: Int) throws(CommandError) {
    guard all().contains(where: { $0.number == number }) else {
      throw CommandError("there is no question \(number)", hint: "caskade ask lists them")
    }
    try append(
      .object([
        JSONMember("answered", .string(Timestamp.text(now))), JSONMember("number", .integer(number)),
        JSONMember("text", .string(Self.shown(text))),
      ]))
  }

  package func all() -> [Question] {
    guard let bytes = try? FileReader.read(file, limit: Self.mostBytes) else { return [] }
    var found: [Question] = []
    for line in bytes.split(separator: 0x0A) {
      guard let value = try? JSONReader.read(Array(line)), let text = value["text"]?.string else { continue }
      if let asked = value["asked"]?.string {
        found.append(
          Question(
            number: found.count + 1, text: text, asked: asked, contract: value["contract"]?.string, answer: nil))
      } else if let number = value["number"]?.integer, found.indices.contains(number - 1) {
        found[number - 1].answer = text
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
