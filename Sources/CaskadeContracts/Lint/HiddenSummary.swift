import CaskadeSyntax

/// What in a command line hides what a test runner says at its end: a quiet option, a redirection, a filter behind it.
struct HiddenSummary: Hashable, Sendable {
  let runner: TestRunner
  /// As it is written: `-qq`, `> /dev/null`, `| head`.
  let by: String

  /// Nil where nothing hides it, or the text can't be read.
  init?(of commandLine: String) {
    guard let script = try? ShellParser.parse(commandLine), let found = Self.found(in: script.list) else { return nil }
    self = found
  }

  private init(_ runner: TestRunner, by: String) {
    self.runner = runner
    self.by = by
  }

  private static func found(in list: ShellList) -> HiddenSummary? {
    for pipeline in list.items.map(\.pipeline) {
      for (place, command) in pipeline.commands.enumerated() {
        switch command {
        case .simple(let simple):
          if let hidden = found(in: simple, next: pipeline.commands.dropFirst(place + 1).first) { return hidden }
        case .compound(let compound):
          for body in compound.bodies { if let hidden = found(in: body) { return hidden } }
        }
      }
    }
    return nil
  }

  private static func found(in command: ShellSimpleCommand, next: ShellCommand?) -> HiddenSummary? {
    guard let (runner, words) = called(command.words, depth: 0), runner.saysHowMuch, !reports.contains(runner) else {
      return nil
    }
    if let option = quiet(runner, words) { return HiddenSummary(runner, by: option) }
    let stream = runner.writesToStandardError ? "2" : "1"
    for redirection in command.redirections where hides(redirection, stream) {
      let number = redirection.descriptor ?? ""
      return HiddenSummary(runner, by: "\(number)\(redirection.operation.rawValue) \(redirection.target.text)")
    }
    let isPiped = !runner.writesToStandardError || command.redirections.contains { joinsErrors($0) }
    guard isPiped, case .simple(let filter)? = next, let program = filter.words.first else { return nil }
    let name = program.text.split(separator: "/").last.map(String.init) ?? ""
    return filters.contains(name) ? HiddenSummary(runner, by: "| \(name)") : nil
  }

  /// The runner that the words call, through wrappers, with its own words.
  private static func called(_ words: [ShellWord], depth: Int) -> (TestRunner, [String])? {
    if let runner = TestRunnerCall.runner(of: words) { return (runner, words.map(\.text)) }
    guard depth < 8 else { return nil }
    for case .words(let inner) in ShellWrapper.inner(of: words) {
      if let found = called(inner, depth: depth + 1) { return found }
    }
    return nil
  }

  private static func hides(_ redirection: ShellRedirection, _ stream: String) -> Bool {
    switch redirection.operation {
    case .output, .append, .clobber:
      (redirection.descriptor ?? "1") == stream && redirection.target.text != "/dev/stdout"
    case .both, .appendBoth: true
    case .input, .readWrite, .duplicateInput, .duplicateOutput, .hereDocument, .hereDocumentTabs, .hereString: false
    }
  }

  private static func joinsErrors(_ redirection: ShellRedirection) -> Bool {
    redirection.operation == .duplicateOutput && redirection.descriptor == "2" && redirection.target.text == "1"
  }

  /// These write reports to a place of their own, which is read.
  private static let reports: Set<TestRunner> = [.gradle, .maven]

  private static let filters: Set<String> = [
    "awk", "cut", "egrep", "fgrep", "grep", "head", "rg", "sed", "sort", "tail", "uniq", "wc",
  ]

  private static func quiet(_ runner: TestRunner, _ words: [String]) -> String? {
    switch runner {
    case .pytest:
      let options = words.filter { word in
        word == "--quiet" || (word.hasPrefix("-q") && word.dropFirst().allSatisfy { $0 == "q" })
      }
      let count = options.reduce(0) { $0 + ($1 == "--quiet" ? 1 : $1.count - 1) }
      return count > 1 ? options.joined(separator: " ") : nil
    case .xcodebuild: return words.first { $0 == "-quiet" }
    case .ctest: return words.first { $0 == "-Q" || $0 == "--quiet" }
    case .phpunit: return words.first { $0 == "--no-output" }
    default: return nil
    }
  }
}
