import CaskadeEngine
import CaskadeSyntax

/// `caskade debug`: how a file is parsed and what a pattern matches, for bug reports. Refused input is exit status 2.
enum DebugCommand {
  private static let mostBytes = 1 << 30

  static func run(_ arguments: Arguments, _ host: Host) throws(CommandError) -> ExitCode {
    let rest = Array(arguments.operands.dropFirst())
    switch arguments.operands[0] {
    case "yaml": return try yaml(rest, host)
    case "match": return try match(rest, host)
    default:
      throw CommandError(
        "'caskade debug' doesn't know '\(arguments.operands[0])'", hint: "usage: \(CommandTable.spec(of: .debug).usage)"
      )
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
