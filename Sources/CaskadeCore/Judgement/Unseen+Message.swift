import CaskadeContracts
import CaskadeSyntax

extension Unseen {
  /// One line: what was not looked for, where, and why.
  package func text(isAccepted: Bool) -> String {
    let place = commit.map { " in commit \($0.short)" } ?? ""
    let why =
      switch reason {
      case .tooLarge(let bytes): "\(bytes) bytes are more than are scanned"
      case .missing: "the repository doesn't have its content"
      }
    return "\(subject) '\(path.display)'\(place): \(why)" + (isAccepted ? ", accepted as unseen" : "")
  }

  private var subject: String {
    switch gate {
    case .secrets: "secrets in"
    case .integrity: "what changed in the check"
    case .approval, .scope, .protected, .budget, .stop, .validation, .tools: "\(gate.rawValue) of"
    }
  }
}

extension [Unseen] {
  /// What a gate's summary says of them.
  var summary: String { isEmpty ? "" : ", \(count) file\(count == 1 ? "" : "s") not looked at" }
}
