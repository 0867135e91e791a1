package import CaskadeSyntax

/// One repository, opened for reading: where it is, and a private git directory through which all is asked.
package struct Repository: Sendable {
  package let location: RepositoryLocation
  package let git: GitProgram
  /// Everything that caskade writes for one check; removed by whoever made it.
  package let scratch: ByteString
  let directory: PrivateGitDirectory

  /// - Parameter scratch: an empty folder outside the repository.
  package init(containing folder: ByteString, git: GitProgram, scratch: ByteString) throws(GitError) {
    try self.init(at: RepositoryLocation(of: folder, git: git), git: git, scratch: scratch)
  }

  package init(at location: RepositoryLocation, git: GitProgram, scratch: ByteString) throws(GitError) {
    self.location = location
    self.git = git
    self.scratch = scratch
    do throws(FileError) {
      directory = try PrivateGitDirectory(
        at: scratch.appending("git"), borrowing: [location.objects], objectFormat: location.objectFormat, git: git)
    } catch {
      throw GitError(.failed(command: "init", reason: error.message))
    }
  }

  package var revisions: RevisionReader { RevisionReader(location: location, git: git, objects: directory) }
  package var objects: ObjectReader { ObjectReader(directory) }

  /// - Parameter head: the commit that is checked out.
  package func snapshots(of head: ObjectID, thorough: Bool) -> SnapshotTaker {
    SnapshotTaker(
      location: location, directory: directory, git: git, scratch: scratch, head: head, thorough: thorough)
  }

  package func comparison(base: ObjectID, head: ObjectID) -> TreeComparison {
    TreeComparison(directory, base: base, head: head)
  }

  /// - Parameter folder: where it is to lie; nil for a place in the scratch folder.
  package func checkout(
    tree: ObjectID, commit: ObjectID?, number: Int, at folder: ByteString? = nil
  ) throws(GitError) -> CleanCheckout {
    try CleanCheckout(
      tree: tree, commit: commit, at: folder ?? scratch.appending("checkout-\(number)"), in: scratch, number: number,
      beside: directory, location: location)
  }

  /// The one commit with which base and head are compared, and how many there were to choose from.
  package func mergeBase(base: Revision, head: Revision) throws(GitError) -> (commit: ObjectID, of: Int) {
    let found: [ObjectID]
    do throws(GitError) {
      found = try objects.mergeBases(base.commit, head.commit)
    } catch {
      // In a shallow clone git fails at the first commit that isn't there.
      guard location.isShallow, error.kind != .interrupted else { throw error }
      throw GitError(.noMergeBase(base: base.name, head: head.name, shallow: true))
    }
    guard let first = found.first else {
      throw GitError(.noMergeBase(base: base.name, head: head.name, shallow: location.isShallow))
    }
    return (first, found.count)
  }

  /// The repository's own path of a file named on the command line; nil when it lies outside the working tree.
  package func path(of file: ByteString) -> RepositoryPath? {
    guard let folder = try? FileSystem.realPath(file.folder), let root = try? FileSystem.realPath(location.workTree)
    else {
      return nil
    }
    let path = folder.appending(file.lastComponent)
    let prefix = root.appending("").bytes
    guard path.bytes.starts(with: prefix), path.bytes.count > prefix.count else { return nil }
    return RepositoryPath(bytes: path.bytes.dropFirst(prefix.count))
  }
}
