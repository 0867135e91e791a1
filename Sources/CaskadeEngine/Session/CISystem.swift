/// A CI system, as a run and a job's file see it: which variables say what, how a pull request looks and how a merge queue.
///
/// Sources: the vendors' lists of predefined variables, November 2026: GitHub Actions ("Variables", "Events that trigger
/// workflows"), GitLab CI ("Predefined variables"), Bitbucket Pipelines, Azure Pipelines, Buildkite ("Environment
/// variables", "Using GitHub merge queues"), CircleCI, Jenkins (Branch API).
package struct CISystem: Hashable, Sendable {
  /// What a job's file hands to check: base and head as full ids, by the forge's word or as the fresh clone has them, and
  /// the branch of the work.
  package struct JobWords: Hashable, Sendable {
    package let base: String
    package let head: String
    /// Empty where none is named.
    package let branch: String
  }

  /// How a run for a merge queue looks.
  package struct Queue: Hashable, Sendable {
    package enum Target: Hashable, Sendable {
      case variable(String)
      /// It is part of a branch that GitHub made for the queue, `gh-readonly-queue/TARGET/pr-1-ID`; a variable holds that.
      case queueBranch(in: String)
    }

    /// Set there and for nothing else; where a value is named, to that value.
    package let marker: String
    package let value: String?
    package let target: Target
    /// The variables of the source still name the pull request's branch.
    package let namesSource: Bool
    package let job: JobWords?
  }

  /// As its vendor writes it.
  package let name: String
  /// Set in each of its jobs and nowhere else.
  package let marker: String
  /// The variable with the branch that a pull request is for; nil where there is none.
  package let target: String?
  /// The variable with the branch of the work.
  package let source: String
  package let pullRequest: JobWords?
  package let queue: Queue?
  /// The variable with the name of whom the forge takes for the run's author; nil where there is none.
  package let actor: String?
  /// The variable with the file that says whose pull request it is; nil where nothing does.
  package let payload: String?
  /// Its log folds what stands between the workflow commands `group` and `endgroup`.
  package let foldsGroups: Bool

  init(
    _ name: String, marker: String, target: String?, source: String, pullRequest: JobWords? = nil, queue: Queue? = nil,
    actor: String? = nil, payload: String? = nil, foldsGroups: Bool = false
  ) {
    self.name = name
    self.marker = marker
    self.target = target
    self.source = source
    self.pullRequest = pullRequest
    self.queue = queue
    self.actor = actor
    self.payload = payload
    self.foldsGroups = foldsGroups
  }
}

extension CISystem {
  /// The target's tip at the time of the run. The id that an event came with stays what it was when the branch was pushed.
  private static func tip(_ target: String) -> String { "$(git rev-parse refs/remotes/origin/$\(target))" }

  /// Those that are known, in the order in which their variables are looked for.
  package static let all = [gitHub, gitLab, bitbucket, azure, buildkite, circle, jenkins]

  package static let gitHub = CISystem(
    "GitHub Actions", marker: "GITHUB_ACTIONS", target: "GITHUB_BASE_REF", source: "GITHUB_HEAD_REF",
    pullRequest: JobWords(
      base: tip("GITHUB_BASE_REF"), head: "${{ github.event.pull_request.head.sha }}",
      branch: "${{ github.event.pull_request.head.ref }}"),
    queue: Queue(
      marker: "GITHUB_EVENT_NAME", value: "merge_group", target: .queueBranch(in: "GITHUB_REF"), namesSource: false,
      job: JobWords(
        base: "${{ github.event.merge_group.base_sha }}", head: "${{ github.event.merge_group.head_sha }}",
        branch: "$(gh pr view N --json headRefName --jq .headRefName)")),
    actor: "GITHUB_ACTOR", payload: "GITHUB_EVENT_PATH", foldsGroups: true)

  private static let gitLab = CISystem(
    "GitLab CI", marker: "GITLAB_CI", target: "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
    source: "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
    pullRequest: JobWords(
      base: tip("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"), head: "$CI_COMMIT_SHA",
      branch: "$CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"),
    queue: Queue(
      marker: "CI_MERGE_REQUEST_EVENT_TYPE", value: "merge_train",
      target: .variable("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"), namesSource: true,
      job: JobWords(
        base: "$(git rev-parse $CI_COMMIT_SHA^1)", head: "$CI_COMMIT_SHA",
        branch: "$CI_MERGE_REQUEST_SOURCE_BRANCH_NAME")),
    actor: "GITLAB_USER_LOGIN")

  /// What it says of the target's commit may be shortened, so it can't pin.
  private static let bitbucket = CISystem(
    "Bitbucket Pipelines", marker: "BITBUCKET_BUILD_NUMBER", target: "BITBUCKET_PR_DESTINATION_BRANCH",
    source: "BITBUCKET_BRANCH")

  private static let azure = CISystem(
    "Azure Pipelines", marker: "TF_BUILD", target: "SYSTEM_PULLREQUEST_TARGETBRANCH",
    source: "SYSTEM_PULLREQUEST_SOURCEBRANCH")

  private static let buildkite = CISystem(
    "Buildkite", marker: "BUILDKITE", target: "BUILDKITE_PULL_REQUEST_BASE_BRANCH", source: "BUILDKITE_BRANCH",
    queue: Queue(
      marker: "BUILDKITE_MERGE_QUEUE_BASE_BRANCH", value: nil,
      target: .variable("BUILDKITE_MERGE_QUEUE_BASE_BRANCH"), namesSource: false,
      job: JobWords(base: "$BUILDKITE_MERGE_QUEUE_BASE_COMMIT", head: "$BUILDKITE_COMMIT", branch: "")))

  private static let circle = CISystem("CircleCI", marker: "CIRCLECI", target: nil, source: "CIRCLE_BRANCH")

  private static let jenkins = CISystem(
    "Jenkins", marker: "JENKINS_URL", target: "CHANGE_TARGET", source: "CHANGE_BRANCH")
}
