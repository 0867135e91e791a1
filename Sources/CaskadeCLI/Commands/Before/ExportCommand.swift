import CaskadeAgents
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade export`: the contract in an agent's own settings, with its hook and its brief.
struct ExportCommand: Command {
  private let word: String
  private let contract, base, output: String?
  private let dialect: ExportRequest.Dialect
  private let onlyChecks, proves, isDry: Bool

  static let words = CommandWords(
    name: "export", group: .before, summary: "write the agent's own permission settings, its hook and its brief",
    examples: [
      "caskade export \(Agent.example.rawValue) login-redirect", "caskade export brief login-redirect --output -",
    ],
    exits: "0 done, 1 what is deployed differs (--check) or the hook let a call through (--prove), 2 could not be done")

  init(_ read: inout ArgumentReader) {
    word = read.operand("AGENT", .words(ExportTarget.all.map(\.word)))
    contract = read.optionalOperand("[CONTRACT]", .contract)
    base = read.value("--base", "REV", "where the approved contract is")
    dialect = read.choice("--dialect", "DIALECT", ExportRequest.Dialect.note, standard: .v1)
    output = read.value("--output", "FILE", "write only the first file there, the settings or the brief; - prints it")
    onlyChecks = read.flag("--check", "write nothing; say whether what is deployed still equals the contract")
    proves = read.flag("--prove", "start the deployed hook as the agent would, with a call that it has to deny")
    isDry = read.flag("--dry-run", "show what would be written; write nothing")
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    guard let target = ExportTarget(word) else {
      throw CommandError.badChoice("AGENT", word, known: ExportTarget.all.map(\.word))
    }
    return try Session.run(host) { (session) throws(CommandError) in
      let desk = try ExportDesk(target, contract: contract, base: base, dialect: dialect, session)
      if onlyChecks { return try Self.check(desk, host) }
      if proves { return try Self.prove(desk, host) }
      if let output {
        try OutputPlace.check(output, session)
        try OutputPlace.write(Array((desk.export.files.first?.text ?? "").utf8), output, host)
        return .good
      }
      return try write(desk, host)
    }
  }

  // MARK: Writing

  private func write(_ desk: ExportDesk, _ host: Host) throws(CommandError) -> ExitCode {
    let items = try desk.items()
    try host.write("\(EscapedText.line(desk.request.name)) for \(desk.target.title): \(desk.approval)\n\n")
    if !isDry {
      try desk.deploy(items)
      desk.keep()
    }
    for item in items {
      let name = EscapedText.line(item.name)
      if item.isForeign, item.standing == .same {
        try host.write("stays     \(name)\n")
      } else if item.isForeign {
        try host.write("yours     \(name): it stays as it is; bring this into it:\n\(Self.indented(item.file.text))\n")
      } else if isDry {
        try host.write("would be  \(name):\n\(Self.indented(item.file.text))\n")
      } else {
        try host.write("\(item.standing == .same ? "stays    " : "written  ") \(name)\n")
      }
    }
    try host.write(Self.guide(desk))
    return .good
  }

  private static func guide(_ desk: ExportDesk) -> String {
    var parts: [String] = []
    let export = desk.export
    if desk.isProgramInside {
      parts.append(
        "warning: the hook starts \(EscapedText.line(desk.request.program)), which lies inside the repository\n"
          + "  hint: install caskade elsewhere, and export again: what an agent may write must not judge it")
    }
    if !export.launch.isEmpty {
      parts.append("start it:\n" + export.launch.map { "    \(EscapedText.line($0))" }.joined(separator: "\n"))
    }
    if !export.steps.isEmpty {
      parts.append("before that:\n" + export.steps.map { "  - \($0)" }.joined(separator: "\n"))
    }
    if !export.notes.isEmpty {
      parts.append(
        "what \(desk.target.title) can't say or doesn't enforce, and what holds it:\n"
          + export.notes.map { "  - \($0.text)" }.joined(separator: "\n"))
      parts.append("next: caskade export \(desk.target.word) \(EscapedText.line(desk.request.name)) --prove")
    }
    return parts.isEmpty ? "" : "\n" + parts.joined(separator: "\n\n") + "\n"
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { $0.isEmpty ? "\n" : "    \(EscapedText.line(String($0)))\n" }.joined()
  }

  // MARK: Looking

  private static func check(_ desk: ExportDesk, _ host: Host) throws(CommandError) -> ExitCode {
    let lines = try desk.differences()
    let name = EscapedText.line(desk.request.name)
    guard !lines.isEmpty else {
      try host.write("what is deployed for \(desk.target.title) equals \(name), \(desk.approval)\n")
      return .good
    }
    try host.write(lines.map { "\($0)\n" }.joined() + "next: caskade export \(desk.target.word) \(name)\n")
    return .bad
  }

  private static func prove(_ desk: ExportDesk, _ host: Host) throws(CommandError) -> ExitCode {
    let proof = try desk.prove()
    if let denial = proof.denial {
      try host.write("denied: \(proof.call), as \(desk.target.title) would ask\n  \(denial)\n")
      return .good
    }
    try host.write("not denied: \(proof.call), as \(desk.target.title) would ask: \(proof.instead)\n")
    return .bad
  }
}

extension ExportRequest.Dialect: OptionChoice {}
