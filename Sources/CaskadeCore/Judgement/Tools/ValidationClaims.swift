import CaskadeContracts
import CaskadeInspection

/// What a transcript says of the contract's commands, beside what they do here. Only a call that runs the command and
/// nothing else tells how it ended: a pipe or a `|| true` has a status of its own.
struct ValidationClaims {
  private var byWords: [[String]: String] = [:]
  private let failing: Set<String>
  private var last: [String: (isPass: Bool, place: String)] = [:]

  init(_ commands: [ValidationCommand], _ facts: ValidationFacts) {
    for command in commands {
      let actions = ShellActionReader.read(command.run)
      if actions.commands.count == 1 { byWords[actions.commands[0]] = command.name }
    }
    failing = Set(facts.records.filter { $0.run.state == .fail || $0.run.state == .timedOut }.map(\.name))
  }

  /// The contract's command that the call runs, alone; nil for any other call.
  func command(of use: ToolUse, _ parts: ToolParts) -> String? {
    guard use.action == .shell, let commands = parts.actions?.commands.filter({ $0.first != "cd" }) else { return nil }
    // A shell that is given the line is one more command, before what it runs.
    let inner =
      commands.count == 2 && commands[0].count == 3 && commands[0][1].hasSuffix("c") ? commands[1] : commands.first
    guard let inner, commands.count == 1 || inner == commands.last && commands.count == 2 else { return nil }
    return byWords[inner]
  }

  mutating func note(_ use: ToolUse, _ parts: ToolParts, _ place: String) {
    guard let name = command(of: use, parts), use.status == .ok || use.status == .error else { return }
    last[name] = (use.status == .ok, place)
  }

  /// Those that are said to have passed at last, and fail here.
  var broken: [(command: String, place: String)] {
    last.filter { $0.value.isPass && failing.contains($0.key) }.map { ($0.key, $0.value.place) }
      .sorted { $0.command < $1.command }
  }
}
