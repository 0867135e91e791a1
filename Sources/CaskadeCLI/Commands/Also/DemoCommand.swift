import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade demo`: the whole loop, on real commits and with real commands, in a repository that is thrown away; or past
/// runs to decide about.
struct DemoCommand: Command {
  private let keep: String?
  private let practises: Bool

  static let words = CommandWords(
    name: "demo", group: .also, summary: "play the whole loop in a throw-away repository",
    examples: ["caskade demo", "caskade demo --practice"])

  init(_ read: inout ArgumentReader) {
    keep = read.value("--keep", "DIR", "leave the repository there to look at")
    practises = read.flag("--practice", "decide about eight past runs yourself, and hear what you missed")
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    if practises {
      try Practice(host).perform()
      return .good
    }
    let temporary = try touching(TemporaryFolder(below: host.environment["TMPDIR"]))
    defer { try? temporary.remove() }
    var folder = temporary.path.appending("demo")
    if let keep {
      folder = host.path(keep)
      guard !FileSystem.exists(folder) else {
        throw CommandError("'\(keep)' is there already", hint: "name a folder that doesn't exist yet")
      }
    }
    try touching(FileSystem.createFolders(folder))
    let stage = try DemoStage(host, folder: try touching(FileSystem.realPath(folder))) {
      (words, host) throws(CommandError) in
      try Request(words).perform(host)
    }
    try DemoPlay(stage: stage).perform()
    if let keep {
      try host.write("The repository is in \(keep): look around, and run 'caskade check' there yourself.\n")
    } else {
      try host.write("The repository is gone again. Yours next: caskade draft 'What has to be done'\n")
    }
    return .good
  }
}
