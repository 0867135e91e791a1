import CaskadeEngine
import CaskadeSyntax

/// `caskade debug`: how a file is parsed and what a pattern matches, for bug reports. Refused input is exit status 2.
struct DebugCommand: Command {
  private let what: [String]

  private static let mostBytes = 1 << 30

  static let words = CommandWords(
    name: "debug", group: .also, summary: "show how a file is parsed or a pattern matches, for bug reports",
    examples: ["caskade debug yaml Contracts/login.yaml", "git ls-files -z | caskade debug match 'Sources/**'"],
    exits: "2 for input that is refused")

  init(_ read: inout ArgumentReader) {
    what = read.operands("yaml FILE|match PATTERN...", 1...1_000, .words(["yaml", "match"]))
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    let rest = Array(what.dropFirst())
    switch what.first {
    case "yaml": return try Self.yaml(rest, host)
    case "match": return try Self.match(rest, host)
    default:
      throw CommandError(
        "'caskade debug' doesn't know '\(what.first ?? "")'", hint: "usage: \(CommandSpec(Self.self).usage)")
    }
  }

  /// Prints the node tree as JSON: every scalar a string, an empty node an empty string.
  private static func yaml(_ operands: [String], _ host: Host) throws(CommandError) -> ExitCode {
    guard let file = operands.first, operands.count == 1 else {
      throw CommandError("'caskade debug yaml' needs one FILE", hint: "- reads standard input")
    }
    let source = try SourceFile.read(file, host)
    let result = YAMLReader.read(source)
    guard let root = result.root else {
      throw CommandError.unreadable("'\(source.name)'", result.diagnostics, in: source)
    }
    try host.write(JSONWriter(.pretty).bytes(json(root)) + [0x0A])
    return .good
  }

  private static func json(_ node: YAMLNode) -> JSONValue {
    switch node.content {
    case .scalar(let text, _): .string(text)
    case .sequence(let items): .array(items.map(json))
    case .mapping(let entries): .object(entries.map { JSONMember($0.key, json($0.value)) })
    }
  }

  /// Reads paths, by NUL if there is one, else by line, and prints those that any pattern matches, parted alike.
  private static func match(_ operands: [String], _ host: Host) throws(CommandError) -> ExitCode {
    var patterns: [PathPattern] = []
    for text in operands {
      do throws(PathPatternError) {
        patterns.append(try PathPattern(text))
      } catch {
        throw CommandError(error.message, hint: error.hint)
      }
    }
    guard !patterns.isEmpty else {
      throw CommandError("'caskade debug match' needs a PATTERN", hint: "paths are read from standard input")
    }
    let bytes = try StandardInput.read(host, limit: mostBytes)
    let separator: UInt8 = bytes.contains(0) ? 0 : 0x0A
    var output: [UInt8] = []
    for path in bytes.split(separator: separator) {
      let path = RepositoryPath(bytes: path)
      if patterns.contains(where: { $0.matches(path) }) { output += path.bytes + [separator] }
    }
    try host.write(output)
    return .good
  }
}
