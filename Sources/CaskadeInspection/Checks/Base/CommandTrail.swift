import CaskadeSyntax

/// Follows the contract's commands through the files of the base: targets that call scripts, scripts that call others.
///
/// Contents are asked for as they are needed.
struct CommandTrail: Sendable {
  /// An entry, and the file of the base that holds it.
  struct Step: Hashable, Sendable {
    let target: CommandTarget
    let holder: RepositoryPath
  }

  private(set) var steps: [Step] = []
  /// Entries that no file of the base holds.
  private(set) var missing: [CommandTarget] = []
  /// Contents that are needed to go on, sorted.
  private(set) var wanted: [RepositoryPath] = []

  /// Programs that run on the way, with the first command that leads to each.
  private(set) var programs: [String: String] = [:]

  /// Files that a command or a build file names itself; the others only a script names.
  private(set) var direct: Set<RepositoryPath> = []

  private let base: TreePaths
  private var waiting: [CommandTarget]
  private var held: [Step] = []
  private var seen: Set<Step> = []

  /// Entries beyond these aren't followed.
  private static let limit = 1_000

  init(_ commands: [CheckCommand], _ base: TreePaths) {
    self.base = base
    waiting = commands.flatMap { command in
      CommandTarget.read(
        command.run, command: command.name, folder: command.directory ?? RepositoryPath(bytes: []))
    }
    direct = Set(waiting.compactMap(\.file))
    waiting.reverse()
    for command in commands { note(command.run, command.name) }
    // No content is known yet: this asks for the first ones.
    go { _ in nil }
  }

  /// - Parameter content: of a file of the base; nil for what was not read yet.
  mutating func go(_ content: (RepositoryPath) -> [UInt8]?) {
    let ready = held
    held = []
    for step in ready { follow(step, content(step.holder) ?? []) }
    while let target = waiting.popLast(), steps.count < Self.limit {
      guard let holder = target.holders.first(where: base.contains) else {
        missing.append(target)
        continue
      }
      let step = Step(target: target, holder: holder)
      guard seen.insert(step).inserted else { continue }
      steps.append(step)
      guard isFollowed(step) else { continue }
      if let bytes = content(holder) { follow(step, bytes) } else { held.append(step) }
    }
    wanted = Set(held.map(\.holder)).sorted()
  }

  private mutating func follow(_ step: Step, _ bytes: [UInt8]) {
    guard bytes.count <= SettingsReader.mostBytesOfFile else { return }
    let folder = step.target.isFile ? RepositoryPath(bytes: []) : step.target.folder
    for line in CommandTargetText.lines(step.target, in: bytes).prefix(Self.limit).reversed() {
      let text = String(line.text.drop { "@-+ \t".contains($0) })
      note(text, step.target.command)
      let found = CommandTarget.read(text, command: step.target.command, folder: folder)
      if !step.target.isFile { direct.formUnion(found.compactMap(\.file)) }
      waiting += found.reversed()
    }
  }

  private mutating func note(_ text: String, _ command: String) {
    for program in CommandTarget.programs(of: text) where programs[program] == nil { programs[program] = command }
  }

  /// Shell scripts, targets and scripts of packages hold commands; another file is only named.
  private func isFollowed(_ step: Step) -> Bool {
    switch step.target.kind {
    case .loaded, .module: return false
    case .file:
      let name = String(decoding: step.holder.name, as: UTF8.self)
      return !name.contains(".") || [".sh", ".bash", ".zsh"].contains(where: name.hasSuffix)
    case .target, .recipe, .script, .environment, .composer: return true
    }
  }
}

extension CommandTarget {
  fileprivate var file: RepositoryPath? {
    if case .file(let path) = kind { path } else { nil }
  }
}
