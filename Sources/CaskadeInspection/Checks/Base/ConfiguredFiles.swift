import CaskadeSyntax

/// The files that a runner's configuration tells it to load: set-up code, a plug-in, a reporter, an environment.
///
/// Sources: the configuration references of Jest, Vitest, Mocha, AVA, Cypress, Playwright, WebdriverIO, Jasmine, Bun,
/// PHPUnit, Codeception, RSpec, pytest, nextest, and Cargo.
enum ConfiguredFiles {
  private static let keys: Set<String> = [
    "setupfiles", "setupfilesafterenv", "globalsetup", "globalteardown", "setuptestframeworkscriptfile", "require",
    "file", "supportfile", "pluginsfile", "testenvironment", "runner", "testrunner", "reporters", "transform", "preset",
    "resolver", "snapshotserializers", "snapshotresolver", "testsequencer", "import", "loader", "helpers", "bootstrap",
    "preload", "nodearguments", "prelude", "extends", "addopts", "setup", "command", "environment", "plugins",
    "node-option", "exec", "processor", "rulesdir", "rulepaths",
  ]
  private static let endings = [
    "", ".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", ".tsx", ".jsx", ".json", ".py", ".rb",
    ".php", ".sh", "/index.js", "/index.ts", "/__init__.py",
  ]

  /// - Parameter bytes: of the configuration, as the base has it.
  static func paths(named bytes: [UInt8], in file: RepositoryPath, among candidates: Set<RepositoryPath>)
    -> [RepositoryPath]
  {
    guard bytes.count <= SettingsReader.mostBytesOfFile, let folder = file.parent else { return [] }
    let name = String(decoding: file.name, as: UTF8.self).lowercased()
    // Some count from where they lie, some from the folder above, some from where the runner starts.
    let folders = [folder, folder.parent ?? folder, RepositoryPath(bytes: [])]
    var found: Set<RepositoryPath> = []
    for setting in SettingsReader.read(bytes, notation(name)) {
      guard name == ".rspec" || setting.key.contains(where: { keys.contains($0.lowercased()) }) else { continue }
      for value in setting.values {
        for word in value.text.split(whereSeparator: { $0.isWhitespace || $0 == "=" || $0 == "," }) {
          for path in folders.flatMap({ Self.paths(String(word), in: $0) }) where candidates.contains(path) {
            found.insert(path)
          }
        }
      }
    }
    return found.sorted()
  }

  private static func paths(_ word: String, in folder: RepositoryPath) -> [RepositoryPath] {
    let word = word.replacing("<rootDir>/", with: "./").trimmedOfQuotes
    let isModule = !word.contains("/") && word.contains(".")
    let names = endings.map { word + $0 } + (isModule ? [word.replacing(".", with: "/") + ".py"] : [])
    return names.compactMap { CommandTarget.resolve($0, in: folder) }
  }

  private static func notation(_ name: String) -> SettingsFile.Notation {
    if let file = SettingsFile(name: name) { return file.notation }
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    switch ending {
    case "js", "ts", "mjs", "cjs", "mts", "cts", "json", "jsonc", "json5": return .braces
    case "yml", "yaml": return .indented
    case "xml", "dist": return .markup
    case "rspec": return .lines
    default: return .sections
    }
  }
}

extension String {
  fileprivate var trimmedOfQuotes: String {
    String(drop { "\"'`".contains($0) }.reversed().drop { "\"'`,;".contains($0) }.reversed())
  }
}
