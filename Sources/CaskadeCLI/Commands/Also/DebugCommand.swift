import CaskadeAgents
import CaskadeEngine
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// `caskade debug`: how a file is parsed and what a pattern matches, for bug reports. Refused input is exit status 2.
struct DebugCommand: Command {
  private let what: [String]

  private static let mostBytes = 1 << 30
  private static let mostCommand = 1 << 20

  static let words = CommandWords(
    name: "debug", group: .also, summary: "show how a file, a pattern or a command line is read, for bug reports",
    examples: [
      "caskade debug yaml Contracts/login.yaml", "git ls-files -z | caskade debug match 'Sources/**'",
      "echo 'cd web && npm ci' | caskade debug shell", "caskade debug transcript session.jsonl",
    ],
    exits: "2 for input that is refused")

  init(_ read: inout ArgumentReader) {
    what = read.operands(
      "yaml FILE|match PATTERN...|shell|transcript FILE", 1...1_000, .words(["yaml", "match", "shell", "transcript"]))
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    let rest = Array(what.dropFirst())
    switch what.first {
    case "yaml": return try Self.yaml(rest, host)
    case "match": return try Self.match(rest, host)
    case "shell": return try Self.shell(rest, host)
    case "transcript": return try Self.transcript(rest, host)
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

  /// What the command line on standard input may run and write, as one JSON object.
  private static func shell(_ operands: [String], _ host: Host) throws(CommandError) -> ExitCode {
    guard operands.isEmpty else {
      throw CommandError("'caskade debug shell' reads the command from standard input", hint: "pipe it in")
    }
    let bytes = try StandardInput.read(host, limit: mostCommand)
    let actions = ShellActionReader.read(String(decoding: bytes, as: UTF8.self))
    let value: JSONValue = .object([
      JSONMember("simple_commands", .array(actions.commands.map { .array($0.map { .string($0) }) })),
      JSONMember("writes", .array(actions.writes.map { .string($0) })), JSONMember("opaque", .bool(actions.isOpaque)),
    ])
    try host.write(JSONWriter(.compact).bytes(value) + [0x0A])
    return .good
  }

  /// Prints the calls of an agent's transcript as JSON Lines, without secrets; what of it is not in them goes to standard
  /// error.
  private static func transcript(_ operands: [String], _ host: Host) throws(CommandError) -> ExitCode {
    guard let file = operands.first, operands.count == 1 else {
      throw CommandError("'caskade debug transcript' needs one FILE", hint: "a session's file, as the agent left it")
    }
    let path = host.path(file)
    let parted = FileSystem.exists(path) ? nil : SessionDatabase.parted(path.text)
    if let database = SessionDatabaseFile(parted.map { ByteString($0.file) } ?? path) {
      return try transcripts(of: database, parted?.session, named: file, host)
    }
    var reader = TranscriptReader()
    try touching { () throws(FileError) in try FileReader.stream(path) { reader.take($0) } }
    guard let transcript = reader.finish() else {
      throw CommandError(
        "'\(EscapedText.line(file))' is no transcript that is read here",
        hint: "known: \(TranscriptReader.agents.joined(separator: ", "))")
    }
    try list(transcript, transcript.reading.sentences, host)
    return .good
  }

  /// - Parameter session: the only one that is listed, with its sub-agents.
  private static func transcripts(
    of database: SessionDatabaseFile, _ session: String?, named name: String, _ host: Host
  ) throws(CommandError) -> ExitCode {
    let found: (told: [SessionDatabaseFile.Told], lost: [String])
    do throws(SQLiteFault) {
      found = try database.transcripts { one in session.map(one.belongs) ?? true }
    } catch {
      throw CommandError("'\(EscapedText.line(name))' can't be read: \(error.message)")
    }
    guard !found.told.isEmpty || session == nil else {
      throw CommandError("'\(EscapedText.line(name))': there is no such session in the database")
    }
    for one in found.told {
      host.note("caskade: note: session \(one.session.id)")
      if let transcript = one.transcript { try list(transcript, one.faults, host) }
    }
    for line in found.lost { host.note("caskade: note: \(line)") }
    return .good
  }

  private static func list(_ transcript: Transcript, _ faults: [String], _ host: Host) throws(CommandError) {
    let mask = TextMask()
    var output: [UInt8] = []
    for use in transcript.uses where !use.isHosted {
      output += JSONWriter(.compact).bytes(TranscriptListing.value(use, masked: mask.masked)) + [0x0A]
      if output.count > mostCommand {
        try host.write(output)
        output = []
      }
    }
    try host.write(output)
    let hosted = transcript.uses.count { $0.isHosted }
    let more = hosted == 0 ? [] : ["\(hosted.counted("call")) that ran where the model runs, not listed"]
    for line in faults + more { host.note("caskade: note: \(line)") }
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
