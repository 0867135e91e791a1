/// Every verb, in the order in which help lists them: a row each.
enum CommandTable {
  static let commands: [any Command.Type] = [
    InitCommand.self,
    DraftCommand.self,
    LintCommand.self,
    ShowCommand.self,
    ApproveCommand.self,
    CheckCommand.self,
    ReportCommand.self,
    VerifyCommand.self,
    CloseCommand.self,
    AmendCommand.self,
    RecordCommand.self,
    StatusCommand.self,
    StatsCommand.self,
    AuditCommand.self,
    TemplateCommand.self,
    PolicyCommand.self,
    DemoCommand.self,
    HelpCommand.self,
    ExplainCommand.self,
    SchemaCommand.self,
    DiffCommand.self,
    DebugCommand.self,
    VersionCommand.self,
  ]

  static var specs: [CommandSpec] { commands.map { CommandSpec($0) } }
  static var names: [String] { commands.map { $0.words.name } }
  static var manual: Manual { Manual(verbs: specs, topics: HelpTopics.pages) }

  static func command(named name: String) -> (any Command.Type)? {
    commands.first { $0.words.name == name }
  }
}
