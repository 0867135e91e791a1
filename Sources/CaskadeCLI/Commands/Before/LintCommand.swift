import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade lint`: mistakes in contracts, templates and the policy; 1 if there are any.
struct LintCommand: Command {
  private enum Format: String, OptionChoice { case text, json }

  private let files: [String]
  private let format: Format
  private let isStrict, listsRules: Bool

  static let words = CommandWords(
    name: "lint", group: .before, summary: "check contracts, templates and the policy for mistakes",
    examples: ["caskade lint", "caskade lint Contracts/login.yaml"],
    exits: "0 no problems, 1 problems found, 2 a file can't be read")

  init(_ read: inout ArgumentReader) {
    files = read.operands("[FILE|FOLDER|-]...", 0...1_000)
    isStrict = read.flag("--strict", "count warnings as problems")
    listsRules = read.flag("--rules", "list the rules and stop")
    format = read.choice("--format", "FORMAT", standard: .text)
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    if listsRules {
      for rule in LintRule.allCases {
        try host.write("\(rule.rawValue.padding(to: 26))\("\(rule.severity)".padding(to: 9))\(rule.summary)\n")
      }
      return .good
    }
    let files = try Self.sources(files, host)
    guard !files.isEmpty else {
      throw CommandError(
        "there is nothing to lint", hint: "name a file or a folder, or run it where Contracts/ is")
    }
    let context = try LintFacts.context(host)
    var errors = 0
    var warnings = 0
    var problems: [JSONValue] = []
    for source in files {
      let isSigners = source.name.split(separator: "/").last == "allowed_signers"
      let diagnostics =
        isSigners ? SignersLint.diagnostics(source) : DocumentLint.diagnostics(source, context: context)
      errors += diagnostics.count { $0.severity == .error }
      warnings += diagnostics.count { $0.severity == .warning }
      for diagnostic in diagnostics {
        switch format {
        case .text: try host.write(DiagnosticRenderer.render(diagnostic, in: source) + "\n")
        case .json: problems.append(Self.json(diagnostic, in: source))
        }
      }
    }
    let code: ExitCode = errors > 0 || (warnings > 0 && isStrict) ? .bad : .good
    if format == .json {
      let report = JSONValue.object([
        JSONMember("schema", "caskade.lint/1"), JSONMember("files", .integer(files.count)),
        JSONMember("errors", .integer(errors)), JSONMember("warnings", .integer(warnings)),
        JSONMember("problems", .array(problems)),
      ])
      try host.write(JSONWriter(.pretty, order: .sorted).bytes(report) + [0x0A])
      return code
    }
    let what = files.count.counted("file")
    if errors + warnings == 0 {
      host.note("\(what): no problems")
    } else {
      host.note(
        "\(what): \(errors.counted("error")), \(warnings.counted("warning"))")
    }
    return code
  }

  private static func json(_ found: Diagnostic, in source: SourceText) -> JSONValue {
    let place = found.range.map { source.place(at: $0.start) }
    return .object([
      JSONMember("file", .string(source.name)), JSONMember("line", place.map { .integer($0.line) } ?? .null),
      JSONMember("column", place.map { .integer($0.column) } ?? .null),
      JSONMember("severity", .string("\(found.severity)")), JSONMember("rule", .string(found.rule)),
      JSONMember("message", .string(found.message)), JSONMember("hint", found.hint.map { .string($0) } ?? .null),
    ])
  }

  /// The named files, and the YAML files and signers of named folders; without a name those of `Contracts/`.
  private static func sources(_ names: [String], _ host: Host) throws(CommandError) -> [SourceText] {
    var sources: [SourceText] = []
    for name in names.isEmpty ? [try standardFolder(host)] : names {
      guard name != "-", FileSystem.isFolder(host.path(name)) else {
        sources.append(try SourceFile.read(name, host))
        continue
      }
      let folder = host.path(name)
      let entries = try touching(FileSystem.entries(of: folder))
      for entry in entries.sorted() where Self.isLinted(entry.text) {
        let prefix = name.hasSuffix("/") ? name : "\(name)/"
        sources.append(try SourceFile.read(prefix + entry.text, host))
      }
    }
    return sources
  }

  private static func isLinted(_ name: String) -> Bool {
    name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name == "allowed_signers"
  }

  private static func standardFolder(_ host: Host) throws(CommandError) -> String {
    let root = EnclosingFolder.withRepository(above: host.directory) ?? host.directory
    let folder = root.appending(ContractFolder.folder)
    guard FileSystem.isFolder(folder) else {
      throw CommandError("there is no folder Contracts", hint: "name a file or a folder: caskade lint FILE")
    }
    return (try? FileSystem.realPath(host.directory)) == root ? ContractFolder.folder.display : folder.text
  }
}

extension String {
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
