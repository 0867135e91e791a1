package import CaskadeSyntax

/// Every way in which a command's exit status isn't that of the check that it is meant to be, as far as its text shows.
///
/// It is advice: a text that can't be read, and words that only the run knows, give nothing.
package struct CommandFlaws: Sendable {
  /// Those of one kind in the order of the text.
  package let all: [CommandFlaw]

  package init(of command: String) {
    guard let script = try? ShellParser.parse(command) else {
      all = []
      return
    }
    var flaws = StatusFlow(of: script, text: command).flaws
    for words in script.commandsThroughWrappers {
      guard let runner = RunnerWords(words), let flaw = RunnerOptions.flaw(of: runner), flaw.kind == .passesEmpty,
        !flaws.contains(flaw)
      else { continue }
      flaws.append(flaw)
    }
    all = flaws
  }
}
