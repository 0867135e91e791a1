import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// Asks at a terminal for what no flag and no file answered.
struct DraftConversation {
  private let session: Session

  /// Nil where nobody sits at a terminal.
  init?(_ session: Session) {
    guard StandardStream.inputIsTerminal, StandardStream.error.isTerminal else { return nil }
    self.session = session
  }

  private static let mostQuestions = 5

  /// What a person knows and the text doesn't say is worth most: one file or folder that surely changes.
  func scope(_ first: ScopeProposal, _ proposer: ScopeProposer) throws(CommandError) -> ScopeProposal {
    var choices = first.choices.map { (path: $0.pattern, why: $0.reason) }
    for _ in 0..<Self.mostQuestions {
      ask(choices, first)
      let typed = try answer(completions: proposer.completions)
      if typed.isEmpty { return first }
      let wanted: String
      if let number = Int(typed), choices.indices.contains(number - 1) {
        wanted = choices[number - 1].path
      } else {
        switch proposer.find(typed) {
        case .folder(let path) where proposer.isWide(path):
          // More than is ever proposed: what is likely in it.
          let proposal = proposer.proposal(known: [.folder(path)])
          say(Self.summary(proposal))
          return proposal
        case .file(let path), .folder(let path):
          guard let pattern = ScopePattern.file(path) else { return first }
          wanted = pattern
        case .several(let paths):
          choices = paths.compactMap { path in ScopePattern.file(path).map { ($0, "") } }
          continue
        case .nothing:
          // Not there yet, or a pattern.
          guard let pattern = try? PathPattern(typed), typed.contains("/") || typed.contains("*") else {
            say("No file or folder here is called '\(EscapedText.line(typed))'.\n")
            continue
          }
          wanted = pattern.text
        }
      }
      guard let pattern = try? PathPattern(wanted) else { return first }
      let proposal = proposer.proposal(given: [pattern])
      say(Self.summary(proposal))
      return proposal
    }
    return first
  }

  func validation() throws(CommandError) -> [String] {
    say("Which command proves it? (return leaves a blank) ")
    let command = try answer()
    return command.isEmpty ? [] : [command]
  }

  private func ask(_ choices: [(path: String, why: String)], _ first: ScopeProposal) {
    var text = Self.summary(first) + "Which one file or folder surely changes?\n"
    let width = min(60, choices.map { DisplayWidth.of($0.path) }.max() ?? 0)
    for (number, choice) in choices.enumerated() {
      let line = "  \(number + 1)  \(EscapedText.line(choice.path).padded(to: width))  \(choice.why)"
      let columns = StandardStream.error.size?.columns ?? 80
      text += line.cut(toWidth: max(20, columns - 1)) + "\n"
    }
    say(text + (choices.isEmpty ? "A path" : "A number, a path (Tab completes it)") + ", or return for none: ")
  }

  private static func summary(_ proposal: ScopeProposal) -> String {
    proposal.summary.map { "\($0)\n" } ?? ""
  }

  private func say(_ text: String) { try? StandardStream.error.write(text) }

  private func answer(completions: ((String) -> [String])? = nil) throws(CommandError) -> String {
    let interruption = session.host.interruption
    let line = try touching { () throws(FileError) in
      guard let completions else { return try TypedAnswer.line(interruption: interruption) ?? "" }
      return try TypedAnswer.line(interruption: interruption, completions: completions, echo: say) ?? ""
    }
    return String(line.drop { $0 == " " }.reversed().drop { $0 == " " || $0 == "\r" }.reversed())
  }
}
