import CaskadeContracts
import CaskadeSyntax

extension Unseen {
  /// What was not looked for, where, and why.
  var notChecked: NotChecked {
    let why =
      switch reason {
      case .tooLarge(let bytes): "\(bytes) bytes are more than are scanned"
      case .missing: "the repository doesn't have its content"
      }
    return gate == .integrity ? .check(path, because: why) : .secrets(path, commit: commit, because: why)
  }
}
