import CaskadeContracts
import CaskadeSyntax

/// What a command didn't find in a tree and a home of its own.
extension ValidationGate {
  func lacking(_ run: ValidationRecord.Run, _ command: ValidationCommand) -> String? {
    if let cache = run.lacksCache {
      return "each run has a home of its own: ask whoever owns the policy for 'caches: [\(EscapedText.line(cache))]'"
    }
    guard let path = run.lacksOutput, command.begins == nil, let maker = maker(of: path, for: command) else {
      return nil
    }
    return "each command has a tree of its own: if '\(EscapedText.line(maker))' makes '\(EscapedText.line(path))', "
      + "have the contract amended by 'with: \(EscapedText.line(maker))'"
  }

  /// The command before it that left the file, or else the last one that builds something, or the only one.
  private func maker(of path: String, for command: ValidationCommand) -> String? {
    let before = commands.prefix { $0.name != command.name }
    let file = RepositoryPath(path)
    let left = input.validation.records.first { record in
      before.contains { $0.name == record.name } && record.run.left.contains { file == $0 || file.isInside($0) }
    }
    if let left { return left.name }
    let building = before.last { command in
      let text = "\(command.name) \(command.run)".lowercased()
      return Self.building.contains { text.contains($0) }
    }
    return building?.name ?? (before.count == 1 ? before.first?.name : nil)
  }

  private static let building = [
    "build", "compile", "bundle", "make", "tsc", "webpack", "rollup", "vite", "generate", "codegen", "assemble",
    "package", "cmake", "ninja", "protoc",
  ]
}
