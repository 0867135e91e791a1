import CaskadeSyntax

/// What the start of an agent gets beside a person's own words, so that it works by an export.
package struct AgentLaunch: Hashable, Sendable {
  struct Option: Hashable, Sendable {
    /// As they stand in the command.
    let words: [String]
    let title: String
    /// The names by which a person may have given one that stands for itself.
    let names: [String]
  }

  struct Variable: Hashable, Sendable {
    let name: String
    let value: String
  }

  /// How the agent is handed its brief.
  struct Brief: Hashable, Sendable {
    /// Words before its text where it is what the session begins with.
    var opening: [String] = []
    /// The option that hands it over beside a person's own words; nil where there is none.
    var beside: String?
  }

  var options: [Option] = []
  var variables: [Variable] = []
  var brief = Brief()
  /// Files of this machine whose place one of the export's takes.
  package internal(set) var displaced: [String] = []

  init() {}

  mutating func add(_ words: String..., as title: String, names: [String]) {
    options.append(Option(words: words, title: title, names: names))
  }

  mutating func set(_ name: String, _ value: String) { variables.append(Variable(name: name, value: value)) }
}

/// A command by which an agent is started, with what an export adds to it.
package struct LaunchedCommand: Hashable, Sendable {
  /// What became of the brief.
  package enum Brief: Hashable, Sendable {
    /// The session begins with it.
    case opening
    /// By the option of this name.
    case option(String)
    /// The command names it itself.
    case named
    /// It only lies where a variable says.
    case left
  }

  /// In a command's words, the brief's text.
  package static let placeholder = "{brief}"

  package private(set) var words: [String]
  package private(set) var variables: [String: String] = [:]
  /// The names of what was added, in order.
  package private(set) var added: [String] = []
  /// What the person gave, and what the export therefore doesn't.
  package private(set) var kept: [String] = []
  package let brief: Brief

  /// - Parameters:
  ///   - command: as the person gave it; its first word is the program.
  ///   - isAgent: that program is the agent's own. Another one gets the options at its end, for the agent that it starts.
  ///   - brief: the text.
  package init(
    _ launch: AgentLaunch, _ command: [String], isAgent: Bool, environment: [String: String], brief text: String
  ) {
    let own = command.dropFirst().map { $0.replacing(Self.placeholder, with: text) }
    func isGiven(_ names: [String]) -> Bool {
      command.dropFirst().contains { word in names.contains { word == $0 || word.hasPrefix("\($0)=") } }
    }
    var options: [String] = []
    for option in launch.options {
      if isGiven(option.names) {
        kept.append(option.title)
      } else {
        options += option.words
        if !added.contains(option.title) { added.append(option.title) }
      }
    }
    for variable in launch.variables {
      if environment[variable.name, default: ""].isEmpty {
        variables[variable.name] = variable.value
        added.append(variable.name)
      } else {
        kept.append(variable.name)
      }
    }
    var opening: [String] = []
    if own != Array(command.dropFirst()) {
      brief = .named
    } else if own.isEmpty, isAgent {
      opening = launch.brief.opening + [text]
      brief = .opening
    } else if let option = launch.brief.beside, !isGiven([option]) {
      options += [option, text]
      added.append(option)
      brief = .option(option)
    } else {
      brief = .left
    }
    let program = Array(command.prefix(1))
    words = isAgent ? program + options + own + opening : program + own + options
  }
}
