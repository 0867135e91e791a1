import CaskadeCore

extension ForgeRecord {
  /// By the variables of a CI system that belongs to a forge.
  ///
  /// Sources: the vendors' lists of predefined variables, November 2026: GitHub Actions (`GITHUB_SERVER_URL`,
  /// `GITHUB_REPOSITORY`), GitLab CI (`CI_PROJECT_URL`), Bitbucket Pipelines (`BITBUCKET_GIT_HTTP_ORIGIN`).
  init?(environment: [String: String]) {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if value("GITHUB_ACTIONS") != nil, let repository = value("GITHUB_REPOSITORY") {
      self.init(.gitHub, address: "\(value("GITHUB_SERVER_URL") ?? "https://github.com")/\(repository)")
    } else if value("GITLAB_CI") != nil, let address = value("CI_PROJECT_URL") {
      self.init(.gitLab, address: address)
    } else if value("BITBUCKET_BUILD_NUMBER") != nil, let address = value("BITBUCKET_GIT_HTTP_ORIGIN") {
      self.init(remote: address)
    } else {
      return nil
    }
  }
}
