package import CaskadeSyntax
import CaskadeSystem

/// The files that git tracks here.
package enum TrackedFiles {
  /// The files of the commit that is checked out; nil before the first commit.
  package static func paths(_ session: Session) throws(CommandError) -> [RepositoryPath]? {
    do throws(GitError) {
      let head = try session.repository.revisions.head()
      let objects = session.repository.objects
      return try objects.entries(of: objects.tree(of: head.commit)).map(\.path)
    } catch {
      if error.kind == .noCommits { return nil }
      throw CommandError(error)
    }
  }
}
