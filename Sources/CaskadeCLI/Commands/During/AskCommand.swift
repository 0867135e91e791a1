import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade ask`: the agent's questions to a person, and what a person answered.
struct AskCommand: Command {
  private let question: [String]
  private let contract: String?
  /// A question's number, and what a person decided; nil for words alone.
  private let answers: [(number: String, isGranted: Bool?)]

  static let words = CommandWords(
    name: "ask", group: .during, summary: "record a question or a request for more against the contract",
    examples: [
      "caskade ask 'May I change Sources/Session.swift? The loop begins there'", "caskade ask",
      "caskade ask --answer 1 'The loop ends in redirect.py'", "caskade ask --grant 2 'Amended'",
      "caskade ask --decline 3",
    ])

  private static let mostWords = 1_000

  init(_ read: inout ArgumentReader) {
    question = read.operands("[TEXT]...", 0...Self.mostWords, .text)
    contract = read.value("--contract", "NAME", "which contract it is about, where that isn't plain", .contract)
    let answered = read.value("--answer", "N", "answer question N in words, which decide nothing; for people", .text)
    let granted = read.value("--grant", "N", "grant what question N asks for, with or without words; for people", .text)
    let declined = read.value("--decline", "N", "decline it, with or without words; for people", .text)
    answers = [(answered, nil), (granted, true), (declined, false)].compactMap { number, isGranted in
      number.map { ($0, isGranted) }
    }
    if answers.count > 1 {
      read.refuse(
        CommandError("a question is answered, granted or declined", hint: "name one: --answer, --grant or --decline"))
    } else if answered != nil, question.isEmpty {
      read.refuse(CommandError("an answer needs words", hint: "caskade ask --answer 1 'The loop ends in redirect.py'"))
    }
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    guard let folders = GitFolders(around: host.directory) else {
      throw CommandError("there is no repository here", hint: "caskade -C DIR ask ...")
    }
    let questions = Questions(folders)
    let text = question.joined(separator: " ")
    let now = WallClock.seconds()
    if let answer = answers.first {
      guard host.environment[RunChannel.variable] == nil else {
        throw CommandError(
          "a person answers, and this is inside of the agent's run", hint: "end here, and say what is open")
      }
      guard let number = Int(answer.number) else {
        throw CommandError(
          "'\(EscapedText.line(answer.number))' is no question's number", hint: "caskade ask lists the questions")
      }
      try questions.answer(number, Questions.Answer(text, isGranted: answer.isGranted), now: now)
      if answer.isGranted == true {
        host.note("caskade: question \(number) is granted; what the contract permits changes by 'caskade amend' alone")
      }
      return .good
    }
    guard !question.isEmpty else {
      for question in questions.all() { try host.write(Self.line(question)) }
      return .good
    }
    let asked = try questions.ask(text, contract: contract ?? folders.branch, branch: folders.branch, now: now)
    RunChannel.tell(RunChannel.question(asked), host)
    try host.write(
      "question \(asked.number) is left for a person; 'caskade ask' shows the answer. "
        + "Until then go on with what is permitted, or end here and say what is missing.\n")
    return .good
  }

  private static func answer(_ question: Questions.Question) -> String {
    guard let text = question.answer else { return "no answer yet" }
    let decision = question.isGranted.map { $0 ? "granted" : "declined" }
    return "answer: "
      + [decision, text.isEmpty ? nil : EscapedText.line(text)].compactMap { $0 }.joined(separator: ": ")
  }

  private static func line(_ question: Questions.Question) -> String {
    let about = question.contract.map { " [\(EscapedText.line($0))]" } ?? ""
    return "\(question.number). \(EscapedText.line(question.text))\(about)\n   \(answer(question))\n"
  }
}
