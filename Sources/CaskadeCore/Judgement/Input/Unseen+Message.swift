import CaskadeContracts
import CaskadeSyntax

extension Unseen {
  /// What was not looked for, where, why, and who accepts that.
  func notChecked(_ acceptance: UnseenFiles.Acceptance) -> NotChecked {
    let why =
      switch reason {
      case .tooLarge(let bytes): "\(bytes) bytes are more than are scanned"
      case .missing: "the repository doesn't have its content"
      }
    let word =
      switch acceptance {
      case .inForce(let entry): ", accepted as unseen by '\(entry.pattern.text)' until \(entry.expires.text)"
      case .expired(let entry): "; '\(entry.pattern.text)' accepted it until \(entry.expires.text)"
      case .none: ""
      }
    return gate == .integrity ? .check(path, because: why + word) : .secrets(path, commit: commit, because: why + word)
  }
}
