import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// The shell that runs the commands: found once, and named in the evidence.
struct Shell: Sendable {
  let path: ByteString
  private let version: String

  init(_ session: Session) throws(CommandError) {
    do throws(ProgramFinder.Failure) {
      path = try session.programs.find("sh", outside: session.untrusted)
    } catch {
      throw CommandError(error.message, hint: "validation needs a POSIX shell on PATH")
    }
    version = try Self.version(of: path, session)
  }

  var record: Evidence.Program {
    Evidence.Program(name: "sh", path: EscapedText.line(path.bytes), version: version)
  }

  /// POSIX gives a shell no version. What bash, ksh and zsh call themselves, else the program that `sh` is.
  private static func version(of path: ByteString, _ session: Session) throws(CommandError) -> String {
    let request = ProcessRequest(
      path, ["-c", "echo \"${BASH_VERSION:-${KSH_VERSION:-${ZSH_VERSION-}}}\""], environment: [:], directory: "/",
      outputLimit: .first(200), deadline: .seconds(10))
    let real = (try? FileSystem.realPath(path)) ?? path
    let name = EscapedText.line(real.bytes.split(separator: UInt8(ascii: "/")).last ?? [])
    let result = try? session.host.runner.run(request)
    if result?.termination == .interrupted { throw CommandError(GitError(.interrupted)) }
    let said = result?.standardOutput.head ?? []
    guard result?.succeeded == true, said.last == 0x0A else {
      throw CommandError(
        "'\(EscapedText.line(path.bytes))' doesn't work as a shell", hint: "validation needs a POSIX shell on PATH")
    }
    let words = EscapedText.line(said.dropLast())
    return words.isEmpty ? "\(name), which states none" : "\(name) \(words)"
  }
}
