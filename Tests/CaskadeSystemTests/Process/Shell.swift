import CaskadeSystem

/// Requests for shell scripts in a clean environment.
enum Shell {
  static let path = "/usr/local/bin:/usr/bin:/bin"

  static func request(_ script: String) -> ProcessRequest {
    ProcessRequest(
      "/bin/sh", ["-c", ByteString(script)], environment: ["PATH": path, "LC_ALL": "C"], directory: "/",
      outputLimit: .first(10_000_000), deadline: .seconds(60), placement: .session)
  }

  static func run(
    _ script: String, interruption: Interruption? = nil, _ change: (inout ProcessRequest) -> Void = { _ in }
  ) throws -> ProcessResult {
    var request = request(script)
    change(&request)
    return try ProcessRunner(interruption: interruption).run(request)
  }
}

extension CapturedOutput {
  /// Everything, as text; a text of its own when a part was omitted.
  var text: String {
    bytes.map { String(decoding: $0, as: UTF8.self) } ?? "(\(omitted) bytes omitted)"
  }
}
