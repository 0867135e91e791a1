import CaskadeCore
import CaskadeSyntax

extension SnapshotTaker {
  /// What lies in the working tree beside the index.
  struct Others {
    /// Files that are judged.
    let untracked: [ArraySlice<UInt8>]
    /// Repositories, without their slash.
    let repositories: [ArraySlice<UInt8>]
    let ignored: [ArraySlice<UInt8>]
    let foreign: [WorkingTreeSnapshot.Foreign]
    let left: [Leftover]
    let memoryFault: String?
  }

  /// Thorough: a rule that is in neither tree hides nothing, and what commands left is anybody's.
  ///
  /// - Parameters:
  ///   - outside: nil where thorough.
  ///   - number: of the snapshot.
  func others(
    _ seen: WorkingTreeStatus, _ outside: OutsideRules?, _ index: ByteString, number: Int
  ) throws(GitError) -> Others {
    var files = try UntrackedFiles(
      untracked: seen.untracked, ignored: seen.ignored, believing: { _ in !thorough }
    ) { (arguments, input) throws(GitError) in try output(arguments, index, input: input) }
    var left: [Leftover] = []
    var fault: String?
    if let outside, !files.untracked.isEmpty {
      if !outside.isEmpty { try files.hide(by: outside, outsideDirectory(number), workTree: location.workTree) }
      let memory = LeftoverFile(location)
      (left, fault) = try memory.recognised(among: files.untracked, directory)
      files.leaveOut(Set(left.map { $0.path.bytes[...] }))
    }
    return Others(
      untracked: files.untracked.filter { $0.last != Self.slash },
      repositories: files.untracked.filter { $0.last == Self.slash }.map { $0.dropLast() }, ignored: files.ignored,
      foreign: files.foreign.map { .init(path: RepositoryPath(bytes: $0.path), origin: $0.origin) }, left: left,
      memoryFault: fault)
  }

  private func outsideDirectory(_ number: Int) throws(GitError) -> PrivateGitDirectory {
    do throws(FileError) {
      return try PrivateGitDirectory(
        at: directory.path.appending("outside-\(number)"), borrowing: [], objectFormat: location.objectFormat, git: git)
    } catch {
      throw GitError(.failed(command: "check-ignore", reason: error.message))
    }
  }
}
