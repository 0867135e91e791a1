/// What a CI system says of the run in its environment. Its word is the caller's word, no more.
///
/// Sources: the vendors' lists of predefined variables (GitHub Actions, GitLab CI, Bitbucket Pipelines, Azure
/// Pipelines, Buildkite, CircleCI, Jenkins).
struct CISystem: Sendable {
  /// "local" outside of CI.
  let name: String
  let targetBranch: String?
  let sourceBranch: String?

  var isCI: Bool { name != "local" }

  private struct Variables {
    let name: String
    let marker: String
    let target: String
    let source: String
  }

  private static let known = [
    Variables(
      name: "GitHub Actions", marker: "GITHUB_ACTIONS", target: "GITHUB_BASE_REF", source: "GITHUB_HEAD_REF"),
    Variables(
      name: "GitLab CI", marker: "GITLAB_CI", target: "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
      source: "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"),
    Variables(
      name: "Bitbucket Pipelines", marker: "BITBUCKET_BUILD_NUMBER", target: "BITBUCKET_PR_DESTINATION_BRANCH",
      source: "BITBUCKET_BRANCH"),
    Variables(
      name: "Azure Pipelines", marker: "TF_BUILD", target: "SYSTEM_PULLREQUEST_TARGETBRANCH",
      source: "SYSTEM_PULLREQUEST_SOURCEBRANCH"),
    Variables(
      name: "Buildkite", marker: "BUILDKITE", target: "BUILDKITE_PULL_REQUEST_BASE_BRANCH", source: "BUILDKITE_BRANCH"),
    Variables(name: "CircleCI", marker: "CIRCLECI", target: "CASKADE_NO_TARGET", source: "CIRCLE_BRANCH"),
    Variables(name: "Jenkins", marker: "JENKINS_URL", target: "CHANGE_TARGET", source: "CHANGE_BRANCH"),
  ]

  init(_ environment: [String: String]) {
    func value(_ name: String) -> String? {
      guard let value = environment[name], !value.isEmpty else { return nil }
      let prefix = "refs/heads/"
      return value.hasPrefix(prefix) ? String(value.dropFirst(prefix.count)) : value
    }
    guard let system = Self.known.first(where: { value($0.marker) != nil }) else {
      name = value("CI").map { $0 == "false" || $0 == "0" ? "local" : "CI" } ?? "local"
      targetBranch = nil
      sourceBranch = nil
      return
    }
    name = system.name
    targetBranch = value(system.target)
    sourceBranch = value(system.source)
  }
}
