import CaskadeInspection
import CaskadeSyntax

extension SecretHit {
  /// One line, without the secret.
  var message: String {
    switch place {
    case .line(let line):
      guard let commit else { return "looks like \(kind.name)" }
      return "looks like \(kind.name), in line \(line) of commit \(commit.short): gone from the head, but in the "
        + "history that is pushed"
    case .name(let masked):
      let when = commit.map { ", which commit \($0.short) made" } ?? ""
      return "looks like \(kind.name), in the name of the file '\(masked)'\(when)"
    case .message(let line):
      return "looks like \(kind.name), in line \(line) of the message of commit \(commit?.short ?? "")"
    }
  }

  var hint: String {
    switch place {
    case .line: "take it out of the branch's history and revoke it, or have the policy allow the file (secrets.allow)"
    case .name: "rename the file in the branch's history and revoke it"
    case .message: "reword the commit (git rebase) and revoke it"
    }
  }

  /// Where a finding may point: a path that is a secret itself is shown masked, in the message.
  var shownPath: RepositoryPath? {
    if case .line = place { return path }
    return nil
  }

  /// In the head.
  var headLine: Int? {
    if case .line(let line) = place, commit == nil { return line }
    return nil
  }
}
