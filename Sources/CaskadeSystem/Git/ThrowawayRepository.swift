package import CaskadeSyntax

/// A repository that borrows another one's objects and is gone with the folder that it lies in. Nothing that is written to
/// it reaches the other.
package struct ThrowawayRepository: Sendable {
  package let folder: ByteString
  private let git: GitProgram
  private let gitDirectory: ByteString

  /// - Parameter folder: where nothing stands yet.
  package init(at folder: ByteString, borrowingFrom repository: Repository) throws(GitError) {
    self.folder = folder
    git = repository.git
    gitDirectory = folder.appending(".git")
    do throws(FileError) {
      try FileSystem.createFolders(folder)
    } catch {
      throw GitError(.failed(command: "init", reason: error.message))
    }
    let result = try git.ask(
      in: folder,
      [
        "init", "-q", "--template=", "--initial-branch=main",
        ByteString("--object-format=\(repository.location.objectFormat)"), ".",
      ], isolated: true)
    guard result.succeeded else { throw GitError(.failed(command: "init", reason: GitProgram.reason(result))) }
    do throws(FileError) {
      try FileSystem.createFolders(gitDirectory.appending("objects/info"))
      try ScratchFile.write(
        PrivateGitDirectory.alternate(repository.location.objects),
        to: gitDirectory.appending("objects/info/alternates"))
    } catch {
      throw GitError(.failed(command: "init", reason: error.message))
    }
  }

  /// Makes a commit from what `git fast-import` reads; the text says `mark :1` of it.
  package func commit(_ stream: [UInt8]) throws(GitError) -> ObjectID {
    let request = git.request(
      ["fast-import", "--quiet", "--done"], gitDirectory: gitDirectory, workTree: nil, index: nil,
      input: stream + Array("\nget-mark :1\ndone\n".utf8))
    guard let id = ObjectReader.id(try git.output(of: request, name: "fast-import")) else {
      throw GitError(.badAnswer(command: "fast-import", reason: "no object id"))
    }
    return id
  }
}
