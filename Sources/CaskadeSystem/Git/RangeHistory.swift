package import CaskadeCore
import CaskadeSyntax

extension Repository {
  /// What each commit of the range changed, oldest first: those that the head has and the base's tip has not.
  ///
  /// Merges are in it with what they changed against all their parents.
  package func history(from base: ObjectID, to head: ObjectID) throws(GitError) -> [HistoryRecord] {
    guard base != head else { return [] }
    let range: [ByteString] = [
      "rev-list", "--topo-order", "--reverse", "--end-of-options", ByteString(head.text), ByteString("^\(base.text)"),
    ]
    let commits = try directory.output(range)
    guard !commits.isEmpty else {
      // Nothing to list only where the base has the head already.
      guard try objects.mergeBases(base, head) == [head] else { throw Self.cut("rev-list") }
      return []
    }
    // Nothing comes behind the commit from which all others are reached.
    guard commits.suffix(head.text.utf8.count + 1).elementsEqual("\(head.text)\n".utf8) else {
      throw Self.cut("rev-list")
    }
    let end = TreePair.end(like: head)
    let answer = try directory.output(
      [
        "diff-tree", "--stdin", "-r", "-c", "--root", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff",
        "--no-textconv", "--ignore-submodules=none",
      ], input: commits + end)
    guard let records = AnswerFrame.content(of: answer, trailer: end) else { throw Self.cut("diff-tree") }
    do throws(RawDiffError) {
      return try HistoryReader.read(Array(records))
    } catch {
      throw GitError(.badAnswer(command: "diff-tree", reason: "\(error.kind) at byte \(error.offset)"))
    }
  }

  private static func cut(_ command: String) -> GitError {
    GitError(.badAnswer(command: command, reason: "it is cut off"))
  }
}
