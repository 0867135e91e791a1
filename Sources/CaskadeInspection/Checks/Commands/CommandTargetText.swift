import CaskadeSyntax

/// The lines of one version of a file that an entry runs.
enum CommandTargetText {
  typealias Line = Setting.Value

  /// Empty if the version doesn't hold the entry.
  static func lines(_ entry: CommandTarget, in bytes: [UInt8]) -> [Line] {
    switch entry.kind {
    case .target(let name): RecipeText(bytes, isMakefile: true).lines(of: name)
    case .recipe(let name): RecipeText(bytes, isMakefile: false).lines(of: name)
    case .script(let name), .composer(let name): scripts(name, bytes)
    case .environment:
      SectionedSettings.read(bytes).filter { $0.key.first?.hasPrefix("testenv") ?? false }.filter {
        ["commands", "commands_pre", "commands_post", "allowlist_externals", "ignore_errors", "ignore_outcome"]
          .contains($0.key.last ?? "")
      }.flatMap(\.values)
    case .loaded, .module: []
    case .file: SettingsReader.lines(bytes).map { Line(text: String($0.text), line: $0.number) }
    }
  }

  /// The names of the rules that a target of a makefile leads to, its own first; without those that are declared phony.
  static func files(of target: String?, in bytes: [UInt8]) -> [String] {
    RecipeText(bytes, isMakefile: true).files(of: target)
  }

  /// A script with those that run before and after it.
  private static func scripts(_ name: String, _ bytes: [UInt8]) -> [Line] {
    BracedSettings.read(bytes).filter { setting in
      setting.key.count == 2 && setting.key.first == "scripts"
        && [name, "pre\(name)", "post\(name)"].contains(setting.key.last ?? "")
    }.flatMap(\.values)
  }
}
