package import CaskadeInspection
import CaskadeSyntax

/// By what a commit says itself that an agent had a hand in it: names that the agents put there when nobody tells them
/// otherwise, as their documentation and public histories show them, November 2026. An agent can leave them out.
package enum AgentMarks {
  /// In an author's or a committer's name, lower case; `[bot]` is how forges end the name of an app.
  private static let names = [
    "[bot]", "(aider)", "copilot-swe-agent", "devin-ai-integration", "google-labs-jules", "cursoragent", "openhands",
  ]
  /// Addresses, in a name's line or in a trailer.
  private static let addresses = [
    "noreply@anthropic.com", "cursoragent@cursor.com", "noreply@openai.com", "aider@aider.chat",
    "gemini-code-assist", "copilot@users.noreply.github.com", "openhands@all-hands.dev", "noreply@opencode.ai",
  ]
  /// In the value of a trailer, lower case, as the first word of a name.
  private static let helpers = [
    "claude", "codex", "copilot", "cursor", "gemini", "opencode", "aider", "devin", "jules", "openhands", "amp",
  ]
  private static let trailers = ["co-authored-by:", "assisted-by:", "generated-by:", "co-developed-by:"]

  /// Whether notes of this reference are an agent's by its name: `refs/notes/ai`, `refs/notes/agent-trace`. People keep
  /// notes too.
  package static func areNotes(_ reference: String) -> Bool {
    let words = reference.lowercased().split { "/-_.".contains($0) }.dropFirst(2).map(String.init)
    return words.contains { ["ai", "agent", "agents"].contains($0) || helpers.contains($0) }
  }

  /// What was seen, sorted, safe to print; empty where nothing was.
  package static func signs(of commit: LandedCommit) -> [String] {
    var found: Set<String> = []
    for (role, name, mail) in [
      ("author", commit.author, commit.authorMail), ("committer", commit.committer, commit.committerMail),
    ] {
      let (low, address) = (name.lowercased(), mail.lowercased())
      let isOne =
        names.contains { low.contains($0) || address.contains($0) } || addresses.contains { address.contains($0) }
      // A forge commits what people merge, under a name of its own that is no agent's.
      if isOne, role == "author" || address != "noreply@github.com" {
        found.insert("\(role) \(EscapedText.line(name))")
      }
    }
    for line in commit.message.split(separator: 0x0A) where line.count <= 1_000 {
      let text = String(decoding: line, as: UTF8.self)
      let low = text.lowercased()
      guard let trailer = trailers.first(where: low.hasPrefix) else { continue }
      let value = low.dropFirst(trailer.count).drop { $0 == " " }
      let word = value.prefix { $0.isLetter || $0 == "-" || $0 == "[" || $0 == "]" }
      let isOne =
        addresses.contains { value.contains($0) } || names.contains { value.contains($0) }
        || helpers.contains { word == $0 || word.hasPrefix("\($0)-") }
      if isOne { found.insert("trailer \(EscapedText.line(text))") }
    }
    return found.sorted()
  }
}
