package import CaskadeSyntax

/// Every sentence about what was not checked.
extension NotChecked {
  /// - Parameter condition: "more than 45 minutes".
  package static func stop(_ condition: String, because reason: String = "no run was recorded") -> NotChecked {
    NotChecked(.stopCondition, condition, "stop condition '\(condition)': \(reason)")
  }

  /// - Parameter names: the files.
  static func transcripts(_ names: String) -> NotChecked {
    NotChecked(
      .transcript, names,
      "what the agent did is told by \(names) alone, which whoever ran it can write; no other gate rests on it")
  }

  /// - Parameters:
  ///   - count: of all of them.
  ///   - foreign: the rules that hide some of them and are in neither tree.
  ///   - listed: each of them stands in a line of its own.
  package static func ignoredFiles(_ count: Int, by foreign: [ForeignRule] = [], listed: Bool) -> NotChecked {
    let hint = listed ? "" : " (--ignored lists them)"
    let outside = foreign.reduce(0) { $0 + $1.files }
    let part = outside == 0 ? "" : ", \(outside == count ? "" : "\(outside) of them ")by rules outside the repository"
    return NotChecked(
      .ignoredFiles, "", "\(count.counted("ignored file")) in the working tree\(part)\(origins(foreign))\(hint)")
  }

  private static func origins(_ rules: [ForeignRule]) -> String {
    guard let first = rules.first else { return "" }
    guard rules.count > 1 else { return ": \(EscapedText.line(first.origin))" }
    let shown = rules.prefix(3).map { "\(EscapedText.line($0.origin)) (\($0.files))" }.joined(separator: ", ")
    return ": \(shown)\(rules.count > 3 ? " and \(rules.count - 3) more" : "")"
  }

  /// - Parameters:
  ///   - count: how many files the folder holds; nil for a file.
  ///   - origin: where the rule is that hides it, if that is in neither tree.
  package static func ignored(_ path: RepositoryPath, files count: Int?, by origin: String? = nil) -> NotChecked {
    let rule = origin.map { " by \(EscapedText.line($0))" } ?? ""
    return NotChecked(
      .ignored, path.display, "ignored\(rule): '\(path.display)'\(count.map { " (\($0.counted("file")))" } ?? "")")
  }

  /// - Parameter count: how many files the folder holds; nil for a file.
  package static func left(_ path: RepositoryPath, files count: Int?, by command: String) -> NotChecked {
    NotChecked(
      .leftover, path.display,
      "'\(path.display)'\(count.map { " (\($0.counted("file")))" } ?? ""): left by '\(EscapedText.line(command))' in an earlier "
        + "check and the same since; untracked, so no commit has \(count == nil ? "it" : "them") "
        + "(--isolated leaves nothing, --thorough judges \(count == nil ? "it" : "them"))")
  }

  /// - Parameter count: of files and folders.
  package static func left(more count: Int) -> NotChecked {
    NotChecked(.leftover, "", "\(count) more files and folders that commands of earlier checks left")
  }

  /// - Parameter place: where it is kept, from the working tree's root.
  package static func forgotten(_ place: String, because reason: String) -> NotChecked {
    NotChecked(
      .leftover, "",
      "what commands of earlier checks left: '\(EscapedText.line(place))' counts for nothing, since it \(reason)")
  }

  package static func sparse(_ count: Int) -> NotChecked {
    NotChecked(.sparseCheckout, "", "\(count.counted("file")) left out by the sparse checkout")
  }

  package static func filtered(_ count: Int) -> NotChecked {
    NotChecked(
      .filteredFiles, "", "\(count.counted("file")) behind a filter (LFS): unchanged by the word of git's stat data")
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

  static func hunks(_ text: String) -> NotChecked { NotChecked(.hunks, "", text) }

  /// - Parameters:
  ///   - line: of the head.
  ///   - lines: that the hunk adds and removes.
  static func hunk(at path: RepositoryPath, line: Int, lines: Int) -> NotChecked {
    NotChecked(
      .hunk, "\(path.display):\(line)",
      "what '\(path.display):\(line)' does (\(lines.counted("line"))): no command notices it taken back")
  }

  /// - Parameter base: its name.
  static func merge(with base: String, because reason: String) -> NotChecked {
    NotChecked(
      .merge, base,
      "what the commands do on the merge with \(EscapedText.line(base)): \(reason); they ran on the head's own tree")
  }

  /// - Parameter ending: "exited with 1".
  package static func recalled(_ command: String, _ ending: String) -> NotChecked {
    NotChecked(
      .baseRun, command,
      "'\(command)' on the base: an earlier check says that it \(ending) (--no-cache runs it)")
  }

  static func wrongChecks(_ command: String) -> NotChecked {
    NotChecked(
      .wrongChecks, command,
      "whether '\(command)' notices wrong checks, as the policy asks for: none could be made for it, or be compared with "
        + "the base")
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

  /// - Parameter cache: as the policy has it.
  package static func writable(cache: String) -> NotChecked {
    NotChecked(
      .containment, cache,
      "what commands do in '\(cache)': the policy links it into their home, and nothing made it read-only here")
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
}
