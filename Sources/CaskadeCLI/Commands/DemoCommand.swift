import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade demo`: the whole loop, on real commits and with real commands, in a repository that is thrown away.
enum DemoCommand {
  static func run(_ arguments: Arguments, _ host: Host) throws(CommandError) -> ExitCode {
    let temporary = try touching(TemporaryFolder(below: host.environment["TMPDIR"]))
    defer { try? temporary.remove() }
    var folder = temporary.path.appending("demo")
    if let keep = arguments.value("--keep") {
      folder = host.path(keep)
      guard !FileSystem.exists(folder) else {
        throw CommandError("'\(keep)' is there already", hint: "name a folder that doesn't exist yet")
      }
    }
    try touching(FileSystem.createFolders(folder))
    let stage = try DemoStage(host, folder: try touching(FileSystem.realPath(folder)))
    try DemoPlay(stage: stage).perform()
    if let keep = arguments.value("--keep") {
      try host.write("The repository is in \(keep): look around, and run 'caskade check' there yourself.\n")
    } else {
      try host.write("The repository is gone again. Yours next: caskade draft 'What has to be done'\n")
    }
    return .good
  }
}
