import CaskadeSyntax

/// Where merge or pull requests are judged: what decides which job `init` writes.
enum Forge: String, OptionChoice {
  case github, gitlab, none

  /// By the remote's address, else by the files that a forge reads. A forge that isn't known is none.
  init(remote: String?, hasFile: (String) -> Bool) {
    let host = remote.map { $0.lowercased() } ?? ""
    if host.contains("gitlab") {
      self = .gitlab
    } else if host.contains("github") {
      self = .github
    } else if hasFile(".gitlab-ci.yml") {
      self = .gitlab
    } else {
      self = hasFile(".github") ? .github : .none
    }
  }
}
