package import CaskadeCore
import CaskadeSyntax

extension Repository {
  /// What each commit of the range changed, oldest first: those that the head has and the base's tip has not.
  ///
  /// Merges are in it with what they changed against all their parents.
  package func history(from base: ObjectID, to head: ObjectID) throws(GitError) -> [HistoryRecord] {
    let range: [ByteString] = [
      "rev-list", "--topo-order", "--reverse", "--end-of-options", ByteString(head.text), ByteString("^\(base.text)"),
    ]
    let commits = try directory.output(range)
    guard !commits.isEmpty else { return [] }
    let answer = try directory.output(
      [
        "diff-tree", "--stdin", "-r", "-c", "--root", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff",
        "--no-textconv", "--ignore-submodules=none",
      ], input: commits)
    do throws(RawDiffError) {
      return try HistoryReader.read(answer)
    } catch {
      throw GitError(.badAnswer(command: "diff-tree", reason: "\(error.kind) at byte \(error.offset)"))
    }
  }
}
