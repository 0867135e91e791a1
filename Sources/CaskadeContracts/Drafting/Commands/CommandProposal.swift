package import CaskadeSyntax

/// The commands of a draft: what prepares a clean checkout, what proves the outcome, and what an agent runs for both.
package struct CommandProposal: Hashable, Sendable {
  /// For `setup:`.
  package private(set) var setup: [String] = []
  /// For `validation:`; what a command needs stands before it.
  package private(set) var commands: [DraftedCommand] = []

  static let mostCommands = 8
  private static let mostLints = 3

  /// - Parameters:
  ///   - allow: the proposed patterns.
  ///   - isThere: whether a program can be run here; nil where that isn't known. It only decides about linters.
  package init(allow: [String], files: DraftFiles, isThere: ((String) -> Bool)? = nil) {
    let scope = DraftScope(allow, files)
    let projects = ProjectFinder(files).projects(scope)
    let ci = CICommand.all(files)
    for project in projects {
      var own = project.kind.commands(in: project.folder, scope, files)
      Self.useCI(ci, of: project, &own)
      Self.useTasks(of: project, ci, &own, files)
      setup += own.setup.filter { !setup.contains($0) }
      add(own.commands)
    }
    if projects.isEmpty, let task = TaskFile.test(in: DraftFiles.root, files) { add([task]) }
    let lints = Self.lints(ci, projects).filter { lint in
      isThere.map { exists in CommandNeeds(of: lint.command.run).programs.allSatisfy(exists) } ?? true
    }
    add(Array(lints.prefix(Self.mostLints)))
    commands = Self.sound(commands, files)
    if commands.count > Self.mostCommands { commands = Array(commands.prefix(Self.mostCommands)) }
  }

  private mutating func add(_ new: [DraftedCommand]) {
    for var command in new {
      let isThere = commands.contains {
        $0.command.run == command.command.run && $0.command.directory == command.command.directory
      }
      if isThere { continue }
      // Two projects may call a step by the same name.
      if commands.contains(where: { $0.command.name == command.command.name }) {
        command.command.name += " (\(command.command.directory?.text ?? command.source))"
      }
      commands.append(command)
    }
  }

  // MARK: What CI runs

  /// CI's own words for all tests, where they begin as the usual ones do; and what it installs, where no lock file says.
  private static func useCI(_ ci: [CICommand], of project: ProjectFinder.Project, _ own: inout ProjectCommands) {
    if let index = own.commands.lastIndex(where: { $0.role == .wide }) {
      let usual = own.commands[index]
      let folder = usual.command.directory ?? DraftFiles.root
      let better = ci.first { command in
        command.use == .test && command.folder == folder && (command.runner.map(project.kind.isRunBy) ?? false)
          && isAlike(command.text, usual.command.run) && command.isWhole
      }
      if let better, !usual.command.run.hasPrefix(better.text) {
        own.commands[index].command.run = better.text
        if own.commands[index].command.begins == nil { own.commands[index].command.name = better.text }
        if usual.command.report.map({ !$0.text.hasPrefix("**/") }) ?? false { own.commands[index].command.report = nil }
      }
      if let better { own.commands[index].origin = better.source }
    }
    if project.kind == .python, own.setup.first?.contains("pip install") ?? true {
      let testing = Set(ci.filter { $0.use == .test }.map(\.source))
      let installs = ci.filter { $0.use == .install && $0.folder == project.folder && testing.contains($0.source) }
      if !installs.isEmpty { own.setup = installs.map { project.folder.entering($0.text) } }
    }
  }

  /// By the first word; pytest is Python's.
  private static func isAlike(_ text: String, _ usual: String) -> Bool {
    func first(_ text: String) -> String {
      let word = text.prefix { $0 != " " }
      return ["python", "pytest", "py.test"].contains(word) ? "python3" : String(word)
    }
    return first(text) == first(usual)
  }

  /// A target for tests in the project's folder stands for the language's habit, but not for what CI runs.
  private static func useTasks(
    of project: ProjectFinder.Project, _ ci: [CICommand], _ own: inout ProjectCommands, _ files: DraftFiles
  ) {
    guard let task = TaskFile.test(in: project.folder, files), project.kind != .node || own.commands.isEmpty,
      EmptySelection(tracked: files.tracked, contents: { files.bytes($0) }).flaws(
        of: task.command.run, in: task.command.directory
      ).isEmpty
    else { return }
    let isOfCI = own.commands.contains { command in ci.contains { $0.source == command.source } }
    guard !isOfCI else { return }
    // What a narrow command builds on stays.
    let needsBuild = own.commands.contains { $0.role == .narrow && $0.command.begins != nil }
    own.commands.removeAll { $0.role == .wide || ($0.role == .build && !needsBuild) }
    own.commands.append(task)
  }

  private static func lints(_ ci: [CICommand], _ projects: [ProjectFinder.Project]) -> [DraftedCommand] {
    let kinds = Set(projects.map(\.kind))
    let wanted = ci.filter { command in
      guard [.lint, .types].contains(command.use), command.isAnywhere,
        command.kinds.map({ !$0.isDisjoint(with: kinds) }) ?? true
      else {
        return false
      }
      return command.folder.bytes.isEmpty
        || projects.contains { $0.folder == command.folder || $0.folder.isInside(command.folder) }
    }
    // Type checks find more than habits of style.
    return (wanted.filter { $0.use == .types } + wanted.filter { $0.use == .lint }).map { command in
      DraftedCommand(
        command.text, command.use == .types ? .types : .lint, from: command.source, in: command.folder)
    }
  }

  // MARK: What is sound

  /// Without what can pass though it failed or ran nothing, and without what begins in such a command's world.
  private static func sound(_ commands: [DraftedCommand], _ files: DraftFiles) -> [DraftedCommand] {
    let selection = EmptySelection(tracked: files.tracked, contents: { files.bytes($0) })
    var names: Set<String> = []
    return commands.filter { drafted in
      let command = drafted.command
      if let before = command.begins, !names.contains(before) { return false }
      guard CommandFlaws(of: command.run).all.isEmpty,
        selection.flaws(of: command.run, in: command.directory).isEmpty
      else { return false }
      return names.insert(command.name).inserted
    }
  }
}
