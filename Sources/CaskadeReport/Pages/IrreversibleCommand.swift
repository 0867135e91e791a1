/// What a run can do that taking its change back doesn't undo.
enum IrreversibleCommand {
  /// Words of a command, in their order, with what they do.
  private static let rows: [(words: [String], why: String)] = [
    (["git", "push"], "what is pushed others have"),
    (["publish"], "what is published stays published"),
    (["deploy"], "it changes what runs"),
    (["terraform", "apply"], "it changes what runs"), (["terraform", "destroy"], "it takes away what runs"),
    (["kubectl"], "it reaches what runs"), (["helm"], "it reaches what runs"),
    (["docker", "push"], "what is pushed others have"),
    (["rm"], "it deletes what git may not hold"), (["git", "clean"], "it deletes what git doesn't hold"),
    (["git", "reset"], "it drops what isn't committed"),
    (["sudo"], "it reaches the whole machine"), (["ssh"], "it reaches another machine"),
    (["psql"], "it reaches a database"), (["mysql"], "it reaches a database"),
    (["migrate"], "what a migration did to data stays done"),
    (["curl"], "it sends and fetches over the network"), (["wget"], "it fetches over the network"),
    (["gh"], "it acts on the forge"), (["glab"], "it acts on the forge"),
    (["aws"], "it reaches what runs"), (["gcloud"], "it reaches what runs"), (["az"], "it reaches what runs"),
  ]

  /// Why what the pattern of a shell tool allows can't be taken back; nil where nothing is known against it.
  static func why(_ pattern: String) -> String? {
    if pattern.allSatisfy({ $0 == "*" }) { return "that is every command" }
    let words = pattern.split(whereSeparator: { " :/".contains($0) }).map(String.init)
    return rows.first { row in
      var rest = row.words[...]
      for word in words where word == rest.first { rest = rest.dropFirst() }
      return rest.isEmpty
    }?.why
  }

  /// What is said of an area in which a change, once it has run, stays.
  static func lasting(_ area: String) -> String {
    switch area {
    case "migrations": "; what a migration did to data stays done"
    case "deploys", "production": "; it changes what runs"
    default: ""
    }
  }
}
