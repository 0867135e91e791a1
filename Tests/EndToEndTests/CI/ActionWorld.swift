import Foundation
import TestSupport
import XCTest

/// A repository with its forge beside it, and a runner that starts the action's scripts as the workflow does.
final class ActionWorld {
  let repository: ScratchRepository
  private let action = ProjectFolder.root.appendingPathComponent(".github/actions/check").path
  private var job = 0

  init() throws {
    repository = try ScratchRepository()
    try repository.write("src/a.txt", "one\n")
    try repository.write("docs/a.txt", "one\n")
    try repository.commit("Begin")
    try begin()
  }

  /// The world of a project that is there already: the files of its commit, without its history, which a shallow clone
  /// wouldn't have.
  init(cloning project: String) throws {
    repository = try ScratchRepository()
    let files = try repository.shell(
      "git -c safe.directory='*' -C '\(project)' archive HEAD > ../project.tar && tar -xf ../project.tar")
    XCTAssertEqual(files.status, 0, files.text)
    try repository.commit("Begin")
    try begin()
  }

  private func begin() throws {
    try repository.git("clone", "-q", "--bare", ".", "../hub.git")
    try repository.git("remote", "add", "origin", "../hub.git")
    try repository.write("../bin/gh", Self.forge)
    _ = try repository.shell("chmod +x ../bin/gh; mkdir -p ../forge")
  }

  /// What `gh` answers to the action: `forge/ID` is a comment, `forge/readonly` a token that may not write.
  private static let forge = """
    #!/bin/bash
    folder=$(dirname "$0")/../forge
    echo "$*" >> "$folder/../calls"
    if [ "$1 $2" = "pr view" ]; then
      [ "$3" = 12 ] && echo fix/a || exit 1
      exit
    fi
    [ ! -e "$folder/hidden" ] || exit 1
    case "$*" in
      *--jq*)
        for file in "$folder"/*.md; do
          [ -e "$file" ] || continue
          head -c 20 "$file" | grep -q '^<!-- caskade:report $' || continue
          echo "$(basename "$file" .md) $(head -n 1 "$file" | head -c 56)"
        done ;;
      *"--method POST"*body=@*)
        [ ! -e "$folder/readonly" ] || exit 1
        all=$*; body=${all##*body=@}; cp "${body%% *}" "$folder/71.md" ;;
      *"--method PATCH"*)
        [ ! -e "$folder/readonly" ] || exit 1
        all=$*; body=${all##*body=@}; cp "${body%% *}" "$folder/71.md" ;;
    esac

    """

  /// Puts the branch to the forge, and returns its commit.
  func push(_ branch: String) throws -> String {
    try repository.git("push", "-q", "--force", "origin", branch)
    return try repository.git("rev-parse", branch).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Merges the branch to `main`, as the forge does.
  func merge(_ branch: String) throws {
    try repository.git("switch", "-q", "main")
    try repository.git("merge", "-q", "--no-ff", "-m", "Merge \(branch)", branch)
    _ = try push("main")
  }

  struct Step {
    let text: String
    let status: Int32
    let summary: String
    let outputs: String
    /// The runner's temporary folder.
    let folder: String
  }

  /// A job of its own: a fresh clone at the commit, and one script of the action.
  func run(
    _ script: String, at head: String?, _ variables: [String: String] = [:], depth: Int? = nil, in folder: String? = nil
  ) throws -> Step {
    job += 1
    let place = "../job\(job)"
    let shallow = depth.map { " --depth \($0)" } ?? ""
    if let head {
      _ = try repository.shell(
        "git clone -q\(shallow) \"file://$PWD/../hub.git\" \(place) && git -C \(place) fetch -q\(shallow) origin \(head) "
          + "&& git -C \(place) checkout -q --detach \(head)")
    } else {
      _ = try repository.shell("mkdir \(place)")
    }
    let runner = folder ?? repository.root.appendingPathComponent("runner\(job)").path
    var all = [
      "GITHUB_ACTIONS": "true", "CI": "true", "GITHUB_BASE_REF": "main", "GITHUB_REPOSITORY": "example/project",
      "RUNNER_TEMP": runner, "GITHUB_STEP_SUMMARY": "\(runner)/summary", "GITHUB_OUTPUT": "\(runner)/outputs",
      "GITHUB_PATH": "\(runner)/path", "ACTION": action, "GITHUB_EVENT_NAME": "pull_request",
    ]
    if let head { all["HEAD"] = head }
    all.merge(variables) { $1 }
    let words = all.sorted { $0.key < $1.key }.map { "\($0)='\($1)'" }.joined(separator: " ")
    let binaries = ScratchRepository.binary.deletingLastPathComponent().path
    let done = try repository.shell(
      "mkdir -p '\(runner)'; PATH=\"$PWD/../bin:\(binaries):$PATH\"; cd \(place) && env \(words) bash '\(action)/\(script)'"
    )
    func read(_ name: String) -> String {
      (try? String(contentsOfFile: "\(runner)/\(name)", encoding: .utf8)) ?? ""
    }
    return Step(
      text: done.text, status: done.status, summary: read("summary"), outputs: read("outputs"), folder: runner)
  }

  /// The head's pull request is judged, as the action does.
  func check(_ branch: String, _ variables: [String: String] = [:]) throws -> Step {
    let head = try push(branch)
    return try run("check.sh", at: head, ["BRANCH": branch, "MERGED": "true"].merging(variables) { $1 })
  }

  func comment(_ step: Step, at head: String) throws -> Step {
    try run(
      "comment.sh", at: head,
      ["EVIDENCE": "\(step.folder)/caskade/evidence.json", "PULL": "7", "GH_TOKEN": "none"])
  }

  var calls: [String] {
    ((try? repository.read("../calls")) ?? "").split(separator: "\n").map(String.init)
  }
}
