package import CaskadeInspection
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

  /// Reads all that differs, in one call: every path, and then the lines of each as the patch streams in.
  ///
  /// - Parameters:
  ///   - begin: is given every path that differs, and nothing else, before the first line. Lines are not counted yet.
  ///   - each: is given each line.
  package func read(
    begin: (ChangeSet) -> Void, each: (PatchReader.Line) -> Void
  ) throws(GitError) -> [Change.Lines] {
    // One line of context: with none git cuts off what both ends have in common before it compares, and then its counts
    // aren't always those of `--numstat`.
    let arguments = common + ["-z", "--raw", "-p", "-U1", "--inter-hunk-context=0", "--diff-algorithm=myers"]
    let request = directory.git.request(
      arguments, gitDirectory: directory.path, workTree: nil, index: nil, input: trees.input)
    var frame = trees.frame
    var reader = DiffReader()
    var fault: DiffReader.Fault?
    let result = try GitProgram.result(of: request, runner: directory.git.runner, name: "diff-tree") { chunk in
      frame.pass(chunk) { part in
        // Chunks keep coming after a fault; the first one is told.
        guard fault == nil else { return }
        do throws(DiffReader.Fault) {
          try reader.consume(part, begin: begin, each: each)
        } catch {
          fault = error
        }
      }
    }
    guard result.succeeded else { throw GitError(.failed(command: "diff-tree", reason: GitProgram.reason(result))) }
    guard fault != nil || frame.isWhole else {
      throw GitError(.badAnswer(command: "diff-tree", reason: "it is cut off"))
    }
    do throws(DiffReader.Fault) {
      if let fault { throw fault }
      return try reader.finish()
    } catch {
      throw GitError(.badAnswer(command: "diff-tree", reason: Self.words(error)))
    }
  }

  private static func words(_ fault: DiffReader.Fault) -> String {
    switch fault {
    case .records(let error): error.message
    case .patch(let error): "\(error.kind) at line \(error.line) of the patch"
    }
  }
}
