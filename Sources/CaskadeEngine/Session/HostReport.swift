import CaskadeCore
package import CaskadeSyntax
import CaskadeSystem

/// What a bug report needs to say of the machine: the programs that are called, and what the kernel allows.
package struct HostReport {
  /// Name and value of each line.
  package let rows: [(name: String, value: String)]

  /// No repository is asked for: a program that lies in the folder's own repository is said as one that isn't taken.
  package init(_ host: Host) {
    let finder = ProgramFinder(path: host.environment["PATH"] ?? "")
    let untrusted = [EnclosingFolder.withRepository(above: host.directory) ?? host.directory]
    func program(_ name: String) -> ByteString? { try? finder.find(name, outside: untrusted) }
    func shown(_ path: ByteString?) -> String { path.map { EscapedText.line($0.bytes) } ?? "not found on the PATH" }
    let git = program("git")
    let version = git.flatMap {
      try? GitProgram(path: $0, runner: host.runner, host: host.environment).version
    }
    let shell = program("sh")
    rows = [
      ("system", SystemName.text),
      ("git", shown(git) + (version.map { " \(EscapedText.line($0))" } ?? "")),
      ("ssh-keygen", shown(program("ssh-keygen"))), ("sh", shown(shell)), ("bwrap", shown(program("bwrap"))),
      ("commands", Self.containment(shell, host)),
      ("ci", host.ci.name),
    ]
  }

  /// By one that does nothing, as a validation command would be run.
  private static func containment(_ shell: ByteString?, _ host: Host) -> String {
    guard let shell else { return "can't be run: there is no sh" }
    var wanted = ContainmentOptions.contained
    wanted.network = .off
    var request = ProcessRequest(
      shell, ["-c", ":"], environment: [:], directory: "/", input: .none, output: .merged, outputLimit: .first(0),
      deadline: .seconds(10), placement: .session)
    request.containment = wanted
    guard let result = try? host.runner.run(request), result.succeeded else { return "can't be tried" }
    let processes =
      switch result.containment.tier {
      case .contained, .sandboxed: "in a namespace of their own, which ends them all"
      case .hunted: "on the host, and hunted when they end: the kernel allows no namespaces"
      }
    let network =
      result.containment.network == .off ? "the network can be taken away" : "the network can't be taken away"
    return "\(processes); \(network)"
  }
}
