import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// One screen with everything that is proposed, before it is written: Enter takes it, a letter changes a part.
struct DraftScreen {
  private let session: Session

  /// Nil where nobody sits at a terminal.
  init?(_ session: Session) {
    guard StandardStream.inputIsTerminal, StandardStream.error.isTerminal else { return nil }
    self.session = session
  }

  /// - Returns: the text to write; nil where the person wants none.
  func review(_ work: DraftWork) throws(CommandError) -> String? {
    var work = work
    while true {
      let text = work.text
      show(text)
      guard let answer = try answer("Enter writes it; o a v b w changes a part, e edits the whole, q leaves it: ")
      else {
        return text
      }
      switch answer {
      case "": return text
      case "q": return nil
      case "e": return try edited(text)
      case "o": if let typed = try typed("What is true when the work is done?") { work.outcome = typed }
      case "v": if let typed = try typed("Which command proves it?") { work.validate = [typed] }
      case "w": if let typed = try typed("Who answers for it?") { work.owner = typed }
      case "a":
        if let patterns = try patterns("Which paths may change? (parted by spaces)") {
          work.scope = work.reader.proposer.proposal(given: patterns)
        }
      case "b":
        if let patterns = try patterns("Which branches does it govern? (parted by spaces)") {
          work.branches = patterns.map(\.text)
        }
      case _: say("There is no '\(EscapedText.line(answer))' to change.\n")
      }
    }
  }

  // MARK: The page

  private func show(_ text: String) {
    let contract = ContractReader.read(SourceText(name: "draft", text)).contract
    let width = max(40, (StandardStream.error.size?.columns ?? 80) - 1)
    var rows: [(key: String, name: String, values: [String])] = []
    if let contract {
      rows.append((" ", "title", [contract.title.value]))
      let isBlank = BlankFinder.blank(in: contract.outcome.value) != nil
      rows.append(("o", "outcome", [isBlank ? "(to be said)" : contract.outcome.value]))
      rows.append((" ", "accepted", contract.acceptance.map(\.says)))
      rows.append(("a", "may change", contract.paths.allow.map(\.pattern.text)))
      rows.append((" ", "may not", contract.paths.deny.map(\.pattern.text)))
      rows.append((" ", "setup", contract.setup.map(\.value)))
      rows.append(("v", "proof", (contract.validation ?? []).map(\.run)))
      rows.append((" ", "stops", contract.stopWhen.map(\.text)))
      rows.append(("b", "branch", [contract.branch.map(\.pattern.text).joined(separator: ", ")]))
      rows.append(("w", "owner", contract.owner.map { [$0.value] } ?? []))
      rows.append((" ", "band", contract.band.map { [$0.value.rawValue] } ?? []))
    }
    var page = "\n"
    for row in rows where !row.values.isEmpty || row.key != " " {
      let shown = row.values.isEmpty ? ["-"] : Array(row.values.prefix(6))
      for (place, value) in shown.enumerated() {
        let head = place == 0 ? " \(row.key)  \(row.name.padded(to: 12))" : String(repeating: " ", count: 16)
        page += (head + EscapedText.line(value)).cut(toWidth: width) + "\n"
      }
      if row.values.count > 6 { page += String(repeating: " ", count: 16) + "and \(row.values.count - 6) more\n" }
    }
    say(page)
  }

  // MARK: The editor

  /// What the person made of it; lint says what is wrong with that, and they may look again.
  private func edited(_ first: String) throws(CommandError) -> String? {
    let folder = try touching(TemporaryFolder(below: session.host.environment["TMPDIR"]))
    defer { try? folder.remove() }
    let file = folder.path.appending("draft.yaml")
    var text = first
    while true {
      let before = text
      try touching { () throws(FileError) in try AtomicFile.write(Array(before.utf8), to: file, replacing: true) }
      try edit(file)
      let bytes = try touching(FileReader.read(file, limit: SourceText.mostBytes))
      text = String(decoding: bytes, as: UTF8.self)
      let source = SourceText(name: "draft", bytes: bytes)
      let found = DocumentLint.diagnostics(source, context: try LintFacts.context(session))
      for diagnostic in found { say(DiagnosticRenderer.render(diagnostic, in: source) + "\n") }
      guard let answer = try answer("Enter writes it, e edits it again, q leaves it: "), answer != "" else {
        return text
      }
      if answer == "q" { return nil }
    }
  }

  private func edit(_ file: ByteString) throws(CommandError) {
    let environment = session.host.environment
    let editor = [environment["VISUAL"], environment["EDITOR"]].lazy.compactMap { $0 }.first { !$0.isEmpty } ?? "vi"
    let request = ProcessRequest(
      "/bin/sh", ["-c", ByteString("exec \(editor) \"$1\""), "sh", file], environment: environment,
      directory: session.host.directory, input: .inherited, output: .inherited, outputLimit: .first(0), deadline: nil,
      placement: .terminal)
    let result: ProcessResult
    do throws(ProcessError) {
      result = try session.host.runner.run(request)
    } catch {
      throw CommandError(error)
    }
    guard result.succeeded else {
      throw CommandError(
        "the editor '\(EscapedText.line(editor))' failed", hint: "set VISUAL or EDITOR, or draft with --no-input")
    }
  }

  // MARK: Answers

  private func patterns(_ question: String) throws(CommandError) -> [PathPattern]? {
    guard let typed = try typed(question) else { return nil }
    var found: [PathPattern] = []
    for word in typed.split(separator: " ") {
      do throws(PathPatternError) {
        found.append(try PathPattern(String(word)))
      } catch {
        say("\(error.message)\n")
        return nil
      }
    }
    return found.isEmpty ? nil : found
  }

  private func typed(_ question: String) throws(CommandError) -> String? {
    guard let typed = try answer("\(question) (return leaves it) "), !typed.isEmpty else { return nil }
    return typed
  }

  private func answer(_ question: String) throws(CommandError) -> String? {
    say(question)
    let line = try touching(TypedAnswer.line(interruption: session.host.interruption))
    return line.map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " || $0 == "\r" }.reversed()) }
  }

  private func say(_ text: String) { try? StandardStream.error.write(text) }
}
