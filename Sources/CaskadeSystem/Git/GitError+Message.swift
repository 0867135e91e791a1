import CaskadeSyntax

extension GitError {
  /// One line: what is wrong. Names and git's own words in it are hostile text.
  package var message: String {
    switch kind {
    case .programMissing: "git is not on the PATH"
    case .tooOld(let version): "git \(version) is too old"
    case .notARepository(let folder): "'\(folder)' is not inside a git repository"
    case .refusedByGit(let folder, let reason): "git refuses to work in '\(folder)': \(reason)"
    case .bareRepository(let folder): "'\(folder)' is a bare repository, without a working tree"
    case .insideGitDirectory(let folder): "'\(folder)' is inside a .git directory"
    case .workTreeElsewhere(let folder, let tree):
      "the repository of '\(folder)' says that its working tree is '\(tree)' (core.worktree)"
    case .unusablePath(let path): "the path '\(path)' can't be handed to git"
    case .notRegular(let path): "'\(path)' is not a regular file, and git would wait for it"
    case .noCommits: "the repository has no commits yet"
    case .unmergedPaths(let paths):
      "\(paths.count) path\(paths.count == 1 ? " is" : "s are") unmerged: \(Self.list(paths))"
    case .noBase(let tried): "no base branch was found; tried \(Self.list(tried))"
    case .unknownRevision(let name, let role): "\(role) '\(name)' names no branch, full reference or full object id"
    case .onlyATag(let name, let role): "\(role) '\(name)' is a tag, not a branch"
    case .shortID(let name, let role): "\(role) '\(name)' looks like a shortened object id"
    case .ambiguous(let name, let role, let readings): "\(role) '\(name)' has two readings: \(Self.list(readings))"
    case .notACommit(let name, let role): "\(role) '\(name)' is no commit of this repository"
    case .noMergeBase(let base, let head, let shallow):
      shallow
        ? "the clone is shallow, and the commit at which '\(head)' left '\(base)' is not in it"
        : "'\(base)' and '\(head)' have no common commit"
    case .missingObject(let id): "the object \(id.text) is missing"
    case .forgedObject(let id): "the object \(id.text) holds other bytes than its id says"
    case .notNotes(let name): "'\(name)' is there, and holds no notes"
    case .remoteFailed(let remote, let reason): "git could not reach '\(remote)': \(reason)"
    case .badAnswer(let command, let reason): "git \(command) gave an answer that can't be read: \(reason)"
    case .failed(let command, let reason): "git \(command) failed: \(reason)"
    case .interrupted: "interrupted"
    }
  }

  package var hint: String? {
    switch kind {
    case .programMissing: "install git, or add its folder to PATH as an absolute path"
    case .tooOld: "install git 2.31 or newer"
    case .notARepository: "change to a repository, or name one: caskade -C DIR ..."
    case .refusedByGit: "git checks who owns a repository (safe.directory); caskade never overrides that"
    case .bareRepository: "clone it, and run caskade in the clone"
    case .insideGitDirectory: "change to the working tree"
    case .workTreeElsewhere: "unset core.worktree (git config --unset core.worktree), or run caskade there"
    case .unusablePath: "move the repository to a path without a line break"
    case .notRegular: "find out who made it (a FIFO, a device or a socket), and take it away"
    case .noCommits: "commit something first: a check compares a branch with its base"
    case .unmergedPaths: "resolve the conflicts and git add the files, then check again"
    case .noBase:
      "name the branch that the work will be merged into: --base NAME; a clone of one branch lacks it: "
        + "git fetch origin NAME:refs/remotes/origin/NAME"
    case .unknownRevision(let name, _):
      name == "HEAD^" || name.contains("~") || name.contains("^")
        ? "expressions aren't read; give the id: $(git rev-parse '\(name)')"
        : "git branch --all lists the branches; a remote one is written origin/NAME"
    case .onlyATag(let name, _): "name the branch, or write refs/tags/\(name) if the tag is meant"
    case .shortID(let name, _): "give all digits: $(git rev-parse \(name))"
    case .ambiguous: "write the full reference name"
    case .notACommit: "fetch it first: git fetch origin"
    case .noMergeBase(_, _, let shallow):
      shallow
        ? "fetch the whole history: git fetch --unshallow, or 'fetch-depth: 0' in the CI job's checkout"
        : "name the branch that this work began from: --base NAME"
    case .missingObject: "fetch it (git fetch), or clone again without --filter"
    case .forgedObject: "judge in a fresh clone: git verifies every object on arrival"
    case .notNotes(let name): "find out whose it is: git cat-file -p \(name)"
    case .remoteFailed: "git remote --verbose lists the remotes"
    case .badAnswer: "judge in a fresh clone; if that fails too, report it with the output of git --version"
    case .failed, .interrupted: nil
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
  }
}
