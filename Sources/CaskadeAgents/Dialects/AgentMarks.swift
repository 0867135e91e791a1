package import CaskadeInspection
import CaskadeSyntax

/// By what a commit says itself that an agent had a hand in it: names that the agents put there when nobody tells them
/// otherwise, as their documentation and public histories show them, November 2026. An agent can leave them out.
package struct AgentMarks: Sendable {
  /// What was found of names before: a history has few.
  private var known: [Person: Bool] = [:]

  private struct Person: Hashable {
    let role, name, mail: String
  }

  package init() {}

  /// In an author's or a committer's name, lower case; `[bot]` is how forges end the name of an app.
  private static let names = [
    "[bot]", "(aider)", "copilot-swe-agent", "devin-ai-integration", "google-labs-jules", "cursoragent", "openhands",
  ].map { Array($0.utf8) }
  /// Addresses, in a name's line or in a trailer.
  private static let addresses = [
    "noreply@anthropic.com", "cursoragent@cursor.com", "noreply@openai.com", "aider@aider.chat",
    "gemini-code-assist", "copilot@users.noreply.github.com", "openhands@all-hands.dev", "noreply@opencode.ai",
  ].map { Array($0.utf8) }
  /// Where a forge commits what people merge.
  private static let forge = Array("noreply@github.com".utf8)
  /// In the value of a trailer, lower case, as the first word of a name.
  private static let helpers = [
    "claude", "codex", "copilot", "cursor", "gemini", "opencode", "aider", "devin", "jules", "openhands", "amp",
  ]
  private static let trailers = ["co-authored-by:", "assisted-by:", "generated-by:", "co-developed-by:"]
    .map { Array($0.utf8) }

  /// Whether notes of this reference are an agent's by its name: `refs/notes/ai`, `refs/notes/agent-trace`. People keep
  /// notes too.
  package static func areNotes(_ reference: String) -> Bool {
    let words = reference.lowercased().split { "/-_.".contains($0) }.dropFirst(2).map(String.init)
    return words.contains { ["ai", "agent", "agents"].contains($0) || helpers.contains($0) }
  }

  /// What was seen, sorted, safe to print; empty where nothing was.
  package mutating func signs(of commit: LandedCommit) -> [String] {
    var found: Set<String> = []
    for (role, name, mail) in [
      ("author", commit.author, commit.authorMail), ("committer", commit.committer, commit.committerMail),
    ] where isAgent(role, name, mail) {
      found.insert("\(role) \(EscapedText.line(name))")
    }
    var rest = commit.message[...]
    while !rest.isEmpty {
      let line = rest[..<(rest.place(of: 0x0A, from: rest.startIndex) ?? rest.endIndex)]
      rest = rest[line.endIndex...].dropFirst()
      if line.count <= 1_000, Self.isSign(line) {
        found.insert("trailer \(EscapedText.line(String(decoding: line, as: UTF8.self)))")
      }
    }
    return found.sorted()
  }

  private mutating func isAgent(_ role: String, _ name: String, _ mail: String) -> Bool {
    let person = Person(role: role, name: name, mail: mail)
    if let isOne = known[person] { return isOne }
    let (low, address) = (LowText(name.utf8), LowText(mail.utf8))
    let isNamed =
      Self.names.contains { low.contains($0) || address.contains($0) }
      || Self.addresses.contains { address.contains($0) }
    // A forge commits what people merge, under a name of its own that is no agent's.
    let isOne = isNamed && (role == "author" || address.bytes != Self.forge)
    known[person] = isOne
    return isOne
  }

  private static func isSign(_ line: ArraySlice<UInt8>) -> Bool {
    // Most lines are told by their first letter.
    guard let first = line.first, trailers.contains(where: { $0[0] == LowText.low(first) }) else { return false }
    let low = LowText(line)
    guard let trailer = trailers.first(where: { low.bytes.starts(with: $0) }) else { return false }
    if addresses.contains(where: { low.contains($0, from: trailer.count) })
      || names.contains(where: { low.contains($0, from: trailer.count) })
    {
      return true
    }
    let value = String(decoding: low.bytes.dropFirst(trailer.count).drop { $0 == 0x20 }, as: UTF8.self)
    let word = value.prefix { $0.isLetter || $0 == "-" || $0 == "[" || $0 == "]" }
    return helpers.contains { word == $0 || word.hasPrefix("\($0)-") }
  }
}

/// Text in which words of plain letters are looked for, whatever their case: tens of thousands of commits are looked at.
private struct LowText {
  let bytes: [UInt8]

  init(_ text: some Sequence<UInt8>) {
    bytes = text.map(Self.low)
  }

  static func low(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  func contains(_ word: [UInt8], from start: Int = 0) -> Bool {
    guard let first = word.first, start >= 0 else { return true }
    return bytes.withUnsafeBufferPointer { bytes in
      var place = start
      while place + word.count <= bytes.count {
        if bytes[place] == first {
          var offset = 1
          while offset < word.count, bytes[place + offset] == word[offset] { offset += 1 }
          if offset == word.count { return true }
        }
        place += 1
      }
      return false
    }
  }
}
