package import CaskadeSyntax

extension Repository {
  /// Whether the tree's own rules ignore a path that is not tracked.
  package func isIgnored(_ path: RepositoryPath) throws(GitError) -> Bool {
    try BlockingFiles.refuse(above: path, in: location.workTree)
    // `./` keeps a leading colon from being read as magic.
    let request = git.request(
      ["check-ignore", "-q", "-z", "--stdin"], gitDirectory: directory.path, workTree: location.workTree, index: nil,
      input: Array("./".utf8) + path.bytes + [0])
    let result = try GitProgram.result(of: request, runner: git.runner, name: "check-ignore")
    switch result.termination {
    case .exited(0): return true
    case .exited(1): return false
    case .exited, .signalled, .timedOut, .interrupted:
      throw GitError(.failed(command: "check-ignore", reason: GitProgram.reason(result)))
    }
  }
}
