extension ProcessError {
  /// One line for a person. The path is hostile text.
  package var message: String {
    let name = path.text
    return switch kind {
    case .notStarted: "cannot run '\(name)': \(SystemCode.text(code))"
    case .noDirectory: "cannot run a command in '\(name)': \(SystemCode.text(code))"
    case .notAbsolute: "cannot run '\(name)': not an absolute path"
    case .unusableText: "cannot run '\(name)': an argument or a variable holds a byte that no command line can"
    case .noPipe: "cannot run '\(name)': no pipe to read its output from: \(SystemCode.text(code))"
    case .lost: "lost '\(name)' after it was started: \(SystemCode.text(code))"
    case .notHidden: "'\(name)' can't be hidden from commands on this machine"
    case .noSandbox(let reason): "'\(name)' can't make a sandbox: \(reason)"
    }
  }
}
