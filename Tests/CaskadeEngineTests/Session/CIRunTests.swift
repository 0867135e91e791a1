import TestSupport
import XCTest

@testable import CaskadeEngine

/// What a run knows of its CI system, from the variables that the system sets.
final class CIRunTests: XCTestCase {
  private typealias Seen = (name: String, occasion: CIRun.Occasion, target: String?, source: String?)

  private static let queueBranch = "refs/heads/gh-readonly-queue/release/2.x/pr-12-0f3c"

  private let rows: [Row<[String: String], Seen>] = [
    Row([:], ("local", .other, nil, nil)),
    Row(["CI": "false"], ("local", .other, nil, nil)),
    Row(["CI": "0"], ("local", .other, nil, nil)),
    Row(["CI": ""], ("local", .other, nil, nil)),
    Row(["CI": "true"], ("CI", .other, nil, nil)),
    Row(["GITHUB_ACTIONS": ""], ("local", .other, nil, nil)),
    Row(
      [
        "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main",
        "GITHUB_HEAD_REF": "fix/login", "GITHUB_REF": "refs/pull/12/merge",
      ], ("GitHub Actions", .pullRequest, "main", "fix/login")),
    Row(
      [
        "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "push", "GITHUB_BASE_REF": "", "GITHUB_HEAD_REF": "",
        "GITHUB_REF": "refs/heads/main",
      ], ("GitHub Actions", .other, nil, nil)),
    Row(
      [
        "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "merge_group", "GITHUB_BASE_REF": "", "GITHUB_HEAD_REF": "",
        "GITHUB_REF": queueBranch,
      ], ("GitHub Actions", .mergeQueue, "release/2.x", nil)),
    // Not what a queue's branch looks like: nobody guesses.
    Row(
      [
        "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "merge_group", "GITHUB_REF": "refs/heads/gh-readonly-queue/pr-1",
      ],
      ("GitHub Actions", .mergeQueue, nil, nil)),
    Row(
      ["GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "merge_group", "GITHUB_REF": "refs/heads/main"],
      ("GitHub Actions", .mergeQueue, nil, nil)),
    Row(
      [
        "GITLAB_CI": "true", "CI_MERGE_REQUEST_EVENT_TYPE": "detached", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "work",
      ], ("GitLab CI", .pullRequest, "main", "work")),
    Row(
      [
        "GITLAB_CI": "true", "CI_MERGE_REQUEST_EVENT_TYPE": "merge_train",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "work",
      ], ("GitLab CI", .mergeQueue, "main", "work")),
    Row(["GITLAB_CI": "true", "CI_COMMIT_BRANCH": "main"], ("GitLab CI", .other, nil, nil)),
    Row(
      [
        "BITBUCKET_BUILD_NUMBER": "7", "BITBUCKET_PR_DESTINATION_BRANCH": "main", "BITBUCKET_BRANCH": "work",
      ], ("Bitbucket Pipelines", .pullRequest, "main", "work")),
    Row(
      ["BITBUCKET_BUILD_NUMBER": "7", "BITBUCKET_BRANCH": "work"], ("Bitbucket Pipelines", .other, nil, "work")),
    Row(
      [
        "TF_BUILD": "True", "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main",
        "SYSTEM_PULLREQUEST_SOURCEBRANCH": "refs/heads/fix/login",
      ], ("Azure Pipelines", .pullRequest, "main", "fix/login")),
    Row(
      [
        "BUILDKITE": "true", "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "main", "BUILDKITE_BRANCH": "work",
      ], ("Buildkite", .pullRequest, "main", "work")),
    Row(
      ["BUILDKITE": "true", "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "", "BUILDKITE_BRANCH": "work"],
      ("Buildkite", .other, nil, "work")),
    // The branch is then the queue's own, and names nobody's work.
    Row(
      [
        "BUILDKITE": "true", "BUILDKITE_MERGE_QUEUE_BASE_BRANCH": "main",
        "BUILDKITE_BRANCH": "gh-readonly-queue/main/pr-1-0f3c",
      ], ("Buildkite", .mergeQueue, "main", nil)),
    Row(["CIRCLECI": "true", "CIRCLE_BRANCH": "work"], ("CircleCI", .other, nil, "work")),
    // No variable of ours is read in the place of one that a system doesn't have.
    Row(
      ["CIRCLECI": "true", "CIRCLE_BRANCH": "work", "CASKADE_NO_TARGET": "main"], ("CircleCI", .other, nil, "work")),
    Row(
      ["JENKINS_URL": "https://ci.example.com/", "CHANGE_TARGET": "main", "CHANGE_BRANCH": "work"],
      ("Jenkins", .pullRequest, "main", "work")),
    Row(["JENKINS_URL": "https://ci.example.com/"], ("Jenkins", .other, nil, nil)),
  ]

  func testWhatARunKnows() {
    for row in rows {
      let run = CIRun(row.input)
      let seen: Seen = (run.name, run.occasion, run.targetBranch, run.sourceBranch)
      XCTAssertTrue(seen == row.expected, "\(seen)", file: row.file, line: row.line)
      XCTAssertEqual(run.isCI, row.expected.name != "local", file: row.file, line: row.line)
    }
  }

  /// Who adds a system adds how it looks.
  func testEverySystemIsShown() {
    XCTAssertEqual(
      Set(CISystem.all.map(\.name)).subtracting(rows.map(\.expected.name)), [], "a system without a row above")
    for system in CISystem.all where system.queue != nil {
      XCTAssertTrue(
        rows.contains { $0.expected.name == system.name && $0.expected.occasion == .mergeQueue }, system.name)
    }
    XCTAssertEqual(Set(CISystem.all.map(\.marker)).count, CISystem.all.count, "two systems with one marker")
  }
}
