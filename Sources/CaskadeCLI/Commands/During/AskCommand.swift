import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade ask`: the agent's questions to a person, and what a person answered.
struct AskCommand: Command {
  private let question: [String]
  private let contract: String?
  private let answered: String?

  static let words = CommandWords(
    name: "ask", group: .during, summary: "record a question or a request for more against the contract",
    examples: [
      "caskade ask 'May I change Sources/Session.swift? The loop begins there'", "caskade ask",
      "caskade ask --answer 1 'Yes: amended'",
    ])

  private static let mostWords = 1_000

  init(_ read: inout ArgumentReader) {
    question = read.operands("[TEXT]...", 0...Self.mostWords, .text)
    contract = read.value("--contract", "NAME", "which contract it is about, where that isn't plain", .contract)
    answered = read.value("--answer", "N", "answer question N; for people", .text)
    if answered != nil, question.isEmpty {
      read.refuse(CommandError("an answer needs words", hint: "caskade ask --answer 1 'Yes: amended'"))
    }
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    guard let folders = GitFolders(around: host.directory) else {
      throw CommandError("there is no repository here", hint: "caskade -C DIR ask ...")
    }
    let questions = Questions(folders)
    let text = question.joined(separator: " ")
    let now = WallClock.seconds()
    if let answered {
      guard let number = Int(answered) else {
        throw CommandError("'--answer' can't be '\(answered)'", hint: "a question's number; caskade ask lists them")
      }
      try questions.answer(number, text, now: now)
      return .good
    }
    guard !question.isEmpty else {
      for question in questions.all() { try host.write(Self.line(question)) }
      return .good
    }
    let asked = try questions.ask(text, contract: contract ?? folders.branch, now: now)
    RunChannel.tell(RunChannel.question(asked), host)
    try host.write(
      "question \(asked.number) is left for a person; 'caskade ask' shows the answer. "
        + "Until then go on with what is permitted, or end here and say what is missing.\n")
    return .good
  }

  private static func line(_ question: Questions.Question) -> String {
    let about = question.contract.map { " [\(EscapedText.line($0))]" } ?? ""
    let answer = question.answer.map { "answer: \(EscapedText.line($0))" } ?? "no answer yet"
    return "\(question.number). \(EscapedText.line(question.text))\(about)\n   \(answer)\n"
  }
}
