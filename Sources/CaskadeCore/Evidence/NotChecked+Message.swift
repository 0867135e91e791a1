package import CaskadeSyntax

/// Every sentence about what was not checked.
extension NotChecked {
  /// - Parameter condition: "more than 45 minutes".
  package static func stop(_ condition: String, because reason: String = "no run was recorded") -> NotChecked {
    NotChecked(.stopCondition, condition, "stop condition '\(condition)': \(reason)")
  }

  /// - Parameter listed: each of them stands in a line of its own.
  package static func ignoredFiles(_ count: Int, listed: Bool) -> NotChecked {
    let hint = listed ? "" : " (--ignored lists them)"
    return NotChecked(.ignoredFiles, "", "\(count) ignored file\(count == 1 ? "" : "s") in the working tree\(hint)")
  }

  /// - Parameter count: how many files the folder holds; nil for a file.
  package static func ignored(_ path: RepositoryPath, files count: Int?) -> NotChecked {
    NotChecked(.ignored, path.display, "ignored: '\(path.display)'\(count.map { " (\(files($0)))" } ?? "")")
  }

  package static func sparse(_ count: Int) -> NotChecked {
    NotChecked(.sparseCheckout, "", "\(files(count)) left out by the sparse checkout")
  }

  package static func filtered(_ count: Int) -> NotChecked {
    NotChecked(
      .filteredFiles, "", "\(files(count)) behind a filter (LFS): unchanged by the word of git's stat data")
  }

  package static func converted(_ count: Int) -> NotChecked {
    let lie = count == 1 ? "1 file lies" : "\(count) files lie"
    let are = count == 1 ? "is" : "are"
    return NotChecked(
      .lineEndings, "",
      "line endings only: core.autocrlf is set, which caskade doesn't follow: \(lie) on disk with CRLF, and "
        + "\(are) judged with the LF that git stores")
  }

  package static func filtered(_ path: RepositoryPath) -> NotChecked {
    NotChecked(
      .filtered, path.display,
      "what a filter (LFS) would store for '\(path.display)': it is judged as it lies on disk")
  }

  /// - Parameter commit: the one that made this version; nil for the head's.
  package static func secrets(_ path: RepositoryPath, commit: ObjectID?, because reason: String) -> NotChecked {
    let place = commit.map { " in commit \($0.short)" } ?? ""
    return NotChecked(.secrets, path.display, "secrets in '\(path.display)'\(place): \(reason)")
  }

  package static func check(_ path: RepositoryPath, because reason: String) -> NotChecked {
    NotChecked(.check, path.display, "what changed in the check '\(path.display)': \(reason)")
  }

  package static func beyond(link path: RepositoryPath) -> NotChecked {
    NotChecked(
      .link, path.display,
      "what was written through the link '\(path.display)': it leads out of the repository")
  }

  package static func pointer(_ path: RepositoryPath) -> NotChecked {
    NotChecked(
      .pointer, path.display,
      "the content of '\(path.display)': the repository holds a Git LFS pointer to it")
  }

  package static func submodule(_ path: RepositoryPath) -> NotChecked {
    NotChecked(.submodule, path.display, "what is inside the submodule '\(path.display)'")
  }

  package static func worktree(_ path: RepositoryPath, branch: String?) -> NotChecked {
    let place = branch.map { "on branch '\(EscapedText.line($0))'" } ?? "on no branch"
    return NotChecked(
      .worktree, path.display,
      "'\(path.display)', another worktree of this repository, \(place): it is other work, which stays as it is")
  }

  package static func missing(submodule path: RepositoryPath) -> NotChecked {
    NotChecked(
      .checkout, path.display,
      "what is inside the submodule '\(path.display)': the clean checkout hasn't got it")
  }

  /// - Parameter more: other files of which the checkout has the pointer only.
  package static func missing(contentOf path: RepositoryPath, more: Int) -> NotChecked {
    NotChecked(
      .checkout, path.display,
      more == 0
        ? "the content of '\(path.display)': the clean checkout has its Git LFS pointer"
        : "the content of '\(path.display)' and \(more) more: the clean checkout has their Git LFS pointers")
  }

  /// - Parameter ending: "exited with 1".
  package static func recalled(_ command: String, _ ending: String) -> NotChecked {
    NotChecked(
      .baseRun, command,
      "'\(command)' on the base: an earlier check says that it \(ending) (--no-cache runs it)")
  }

  package static func uncontained(_ command: String) -> NotChecked {
    NotChecked(
      .containment, command,
      "'\(command)' on the rest of the machine: the contract says 'contain: off', so it ran as a process of the host")
  }

  package static func network(of command: String) -> NotChecked {
    NotChecked(
      .containment, command, "'\(command)' without a network: it could not be taken away on this machine")
  }

  /// - Parameter key: `request`, with what it would have told.
  static func notRecorded(_ key: String, _ what: String) -> NotChecked {
    NotChecked(.notRecorded, key, "\(what): the evidence was written without '\(key)'")
  }

  static func unknownWord(_ word: String, at place: String, takenFor other: String) -> NotChecked {
    NotChecked(
      .unknownWord, place,
      "'\(place)' is '\(word)', which this version doesn't know: it is taken for '\(other)'")
  }

  private static func files(_ count: Int) -> String { "\(count) file\(count == 1 ? "" : "s")" }
}
