package import CaskadeContracts

/// The person's `ssh-agent`, asked by `ssh-add`.
package enum KeyAgent {
  /// The public keys that it holds, in its order; none when there is no agent.
  package static func keys(
    _ program: ByteString, runner: any ProcessRunning, environment: [String: String]
  ) throws(ProcessError) -> [SSHPublicKey] {
    let request = ProcessRequest(
      program, ["-L"], environment: environment, directory: "/", outputLimit: .first(1 << 20), deadline: .seconds(30))
    let result = try runner.run(request)
    guard result.succeeded else { return [] }
    return result.standardOutput.head.split(separator: 0x0A).compactMap {
      SSHPublicKey(line: String(decoding: $0, as: UTF8.self))
    }
  }
}
