import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// caskade's own form, for agents that have no reader: JSON Lines that begin with `{"caskade_tools": 1, ...}`. The log of a
/// guard is of this form: its lines have an `answer` and a `rule` besides.
///
/// Header: `model`, `session`, `cwd`, `branch`, all optional. A call: `id`, `time` (RFC 3339), `tool` (`read`,
/// `search`, `edit`, `shell`, `web`, `mcp`, `agent`, or `own` for book-keeping), `name` (of the MCP tool as `SERVER/TOOL`,
/// of the sub-agent, of the web's host), `command`, `reads`, `writes` (lists of paths), `cwd`, `status` (`ok`, `error`,
/// `rejected`, `no-result`), `exit_status`, `outside_sandbox`, `answer` (`allow`, `ask`, `deny`). A line with `total` tells
/// `tokens` and `usd` so far.
struct NeutralTranscript: TranscriptDialect {
  static let agent = "caskade's own form"
  static let format = "caskade-tools-jsonl"
  static let writtenFor = "version 1"

  private var folder: String?
  private var session: String?
  private var model: String?

  static func recognizes(_ record: JSONNode) -> Bool { record["caskade_tools"]?.integer == 1 }

  mutating func read(_ record: JSONNode, line: Int, _ notes: inout TranscriptNotes) {
    if record["caskade_tools"] != nil {
      session = record["session"]?.string
      model = record["model"]?.string
      folder = record["cwd"]?.string
      notes.saw(session, as: \.sessions)
      notes.saw(model, as: \.models)
      notes.saw(folder, as: \.folders)
      notes.saw(record["branch"]?.string, as: \.branches)
      return
    }
    if let total = record["total"] {
      notes.saw(allTokens: total["tokens"]?.integer)
      notes.saw(allDollars: total["usd"]?.double)
      return
    }
    guard let tool = record["tool"]?.string else { return notes.ignore("a line without a tool") }
    let time = record["time"]?.string.flatMap(InstantText.milliseconds)
    notes.saw(time, of: session)
    let name = record["name"]?.string
    var use = ToolUse(id: record["id"]?.string, line: line, tool: name ?? tool, action: Self.action(tool, name))
    use.folder = record["cwd"]?.string ?? folder
    use.time = time
    use.model = model
    use.exitStatus = record["exit_status"]?.integer
    use.answer = record["answer"]?.string
    use.status = record["status"]?.string.flatMap(ToolUse.Status.init) ?? (use.answer == "deny" ? .rejected : .noResult)
    if record["outside_sandbox"]?.bool == true { use.escalation = .sandboxLeft }
    use.command = record["command"]?.string.map { .line($0) }
    for (key, operation) in [("reads", ToolFile.Operation.read), ("writes", .write)] {
      use.files += record[key]?.elements.compactMap(\.string).map { ToolFile($0, operation) } ?? []
    }
    notes.add(use)
  }

  private static func action(_ tool: String, _ name: String?) -> ToolAction {
    switch tool {
    case "read": .read
    case "search": .search
    case "edit": .edit
    case "shell": .shell
    case "web": .web(host: name)
    case "mcp": name.map { .mcp($0) } ?? .unknown
    case "agent": .agent(name)
    case "own": .own
    case _: .unknown
    }
  }
}
