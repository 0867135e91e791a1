package import CaskadeCore
import CaskadeSyntax

/// Compares two trees by git's own records, and streams the patch between them.
package struct TreeComparison: Sendable {
  private let directory: PrivateGitDirectory
  private let base: ObjectID
  private let head: ObjectID

  init(_ directory: PrivateGitDirectory, base: ObjectID, head: ObjectID) {
    self.directory = directory
    self.base = base
    self.head = head
  }

  private var common: [ByteString] {
    [
      "diff-tree", "--stdin", "-r", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv",
      "--ignore-submodules=none",
      "--no-color", "--no-relative",
    ]
  }

  private var trees: TreePair { TreePair(from: base, to: head) }

  /// Every path that differs, and nothing else. Lines are not counted yet.
  package func changes() throws(GitError) -> ChangeSet {
    let answer = try directory.output(common + ["-z", "--raw"], input: trees.input)
    guard let bytes = trees.frame.content(of: answer) else { throw Self.cut }
    do {
      return try RawDiffParser.parse(Array(bytes))
    } catch {
      throw GitError(.badAnswer(command: "diff-tree", reason: error.message))
    }
  }

  /// Counts the lines of each change, and hands on each of them as the patch streams in.
  package func readPatch(
    of changes: ChangeSet, each: (PatchReader.Line) -> Void
  ) throws(GitError) -> [Change.Lines] {
    let arguments = common + ["-p", "-U0", "--inter-hunk-context=0", "--diff-algorithm=myers"]
    let request = directory.git.request(
      arguments, gitDirectory: directory.path, workTree: nil, index: nil, input: trees.input)
    var frame = trees.frame
    var reader = PatchReader(changes: changes.changes)
    var fault: PatchError?
    let result = try GitProgram.result(of: request, runner: directory.git.runner, name: "diff-tree") { chunk in
      // Chunks keep coming after a fault; the first one is told.
      guard fault == nil else { return }
      frame.pass(chunk) { part in
        guard fault == nil else { return }
        do throws(PatchError) {
          try reader.consume(part, each: each)
        } catch {
          fault = error
        }
      }
    }
    guard result.succeeded else { throw GitError(.failed(command: "diff-tree", reason: GitProgram.reason(result))) }
    guard fault != nil || frame.isWhole else { throw Self.cut }
    do throws(PatchError) {
      if let fault { throw fault }
      return try reader.finish()
    } catch {
      throw GitError(.badAnswer(command: "diff-tree", reason: "\(error.kind) at line \(error.line) of the patch"))
    }
  }

  private static let cut = GitError(.badAnswer(command: "diff-tree", reason: "it is cut off"))
}
