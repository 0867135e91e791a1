package import CaskadeSystem

/// A repository opened for one command, with the folder for all that the command writes on the side.
package struct Session: Sendable {
  package let host: Host
  package let repository: Repository
  let programs: ProgramFinder
  /// The repository's outermost folder: no program is taken from inside it.
  let untrusted: [ByteString]
  let ci: CIRun

  /// Opens the repository around the host's folder, runs the body, and removes what was written on the side, also after
  /// an error or an interruption.
  package static func run<Value>(
    _ host: Host, _ body: (Session) throws(CommandError) -> Value
  ) throws(CommandError) -> Value {
    let temporary = host.environment["TMPDIR"]
    let folder = try touching(TemporaryFolder(below: temporary))
    defer { try? folder.remove() }
    TemporaryFolder.sweep(below: temporary, olderThan: .seconds(86_400))
    return try body(Session(host, scratch: folder.path))
  }

  private init(_ host: Host, scratch: ByteString) throws(CommandError) {
    self.host = host
    programs = ProgramFinder(path: host.environment["PATH"] ?? "")
    untrusted = [EnclosingFolder.withRepository(above: host.directory) ?? host.directory]
    ci = host.ci
    let path: ByteString
    do throws(ProgramFinder.Failure) {
      path = try programs.find("git", outside: untrusted)
    } catch {
      throw CommandError(error.message, hint: GitError(.programMissing).hint)
    }
    repository = try asking { () throws(GitError) in
      let (git, location) = try GitProgram.open(
        path, in: host.directory, runner: host.runner, host: host.environment)
      return try Repository(at: location, git: git, scratch: scratch)
    }
  }
}
