package import CaskadeCore
import CaskadeSyntax

/// The memory of what commands left in a working tree: a file below its own git directory, so that it is in no tree and
/// goes with the repository.
struct LeftoverFile {
  private let location: RepositoryLocation

  init(_ location: RepositoryLocation) {
    self.location = location
  }

  /// As messages call it.
  static let name = ".git/caskade/left.json"

  private var file: ByteString { location.gitDirectory.appending("caskade").appending("left.json") }

  /// What is remembered, or why it counts for nothing.
  private func memory() -> (LeftoverMemory, fault: String?) {
    guard FileSystem.exists(file) else { return (.none, nil) }
    guard let bytes = try? FileReader.read(file, limit: LeftoverMemory.mostBytes) else {
      return (.none, "can't be read")
    }
    guard let memory = LeftoverMemory(reading: bytes) else { return (.none, "isn't as caskade wrote it") }
    return (memory, nil)
  }

  /// Of these untracked files, those that are to the byte and the mode what a command left, sorted.
  ///
  /// An attributes file is none: it is in force for what is judged.
  func recognised(
    among untracked: [ArraySlice<UInt8>], _ directory: PrivateGitDirectory
  ) throws(GitError) -> (left: [Leftover], fault: String?) {
    let (memory, fault) = memory()
    guard !memory.files.isEmpty else { return ([], fault) }
    let untracked = Set(untracked)
    let files = memory.files.filter { untracked.contains($0.path.bytes[...]) }
    return (try unchanged(files, directory).map { Leftover(path: $0.path, command: $0.command) }, nil)
  }

  private func unchanged(
    _ files: [LeftoverMemory.File], _ directory: PrivateGitDirectory
  ) throws(GitError) -> [LeftoverMemory.File] {
    let now = try look(at: files.map { Leftover(path: $0.path, command: $0.command) }, directory)
    return zip(files, now).filter { $0 == $1 }.map(\.0)
  }

  /// Remembers what commands left, what earlier ones left and these may have written again, and of the rest what is still
  /// as it was. It is a courtesy to the next check: one that can't be written is no fault.
  ///
  /// - Parameter recognised: what was left by earlier ones when the commands began.
  func remember(_ left: [Leftover], recognised: [Leftover], _ directory: PrivateGitDirectory) throws(GitError) {
    let (old, fault) = memory()
    let new = try look(at: left + recognised, directory).compactMap(\.self)
    let kept = try unchanged(old.files, directory)
    let memory = LeftoverMemory(new + kept)
    guard memory != old || fault != nil else { return }
    do throws(FileError) {
      guard !memory.files.isEmpty else { return try FileSystem.remove(file) }
      try FileSystem.createFolders(file.folder)
      try AtomicFile.write(memory.bytes, to: file, replacing: true)
    } catch {
      return
    }
  }

  /// As the files and links are now, in their order; nil for what is neither, is too large, or has a name that git can't be
  /// asked about in a line.
  private func look(
    at files: [Leftover], _ directory: PrivateGitDirectory
  ) throws(GitError) -> [LeftoverMemory.File?] {
    let copies = directory.path.appending("left-\(UInt64.random(in: 0 ... .max))")
    defer { try? FileSystem.remove(copies) }
    var modes: [FileMode?] = []
    var input: [UInt8] = []
    for (number, one) in files.enumerated() {
      let question = question(one.path.bytes[...], copy: copies.appending("\(number)"))
      modes.append(question?.mode)
      if let question { input += question.name + [0x0A] }
    }
    guard !input.isEmpty else { return files.map { _ in nil } }
    let result = try directory.result(
      ["hash-object", "-t", "blob", "--no-filters", "--stdin-paths"], workTree: location.workTree, input: input)
    // One that goes away meanwhile ends the answer: then nothing is known of the others.
    var ids = (result.standardOutput.bytes ?? []).split(separator: 0x0A).compactMap { ObjectID(digits: $0) }[...]
    guard result.succeeded, ids.count == modes.count(where: { $0 != nil }) else { return files.map { _ in nil } }
    return zip(files, modes).map { one, mode in
      guard let mode, let id = ids.popFirst() else { return nil }
      return LeftoverMemory.File(path: one.path, mode: mode, id: id, command: one.command)
    }
  }

  /// What git is asked about a path: itself, and of a link a copy of where it leads, since that is its content.
  private func question(_ path: ArraySlice<UInt8>, copy: ByteString) -> (mode: FileMode, name: [UInt8])? {
    let file = location.workTree.appending(ByteString(bytes: path))
    guard !path.contains(0x0A), !UntrackedFiles.isAttributes(path), let stamp = FileStamp(of: file) else { return nil }
    if stamp.isRegular {
      guard stamp.size <= Self.mostBytes, let mode = FileMode(octal: stamp.indexMode) else { return nil }
      // `./` keeps a leading quotation mark from being read as quoting.
      return (mode, Array("./".utf8) + path)
    }
    guard let target = FileSystem.linkTarget(file), (try? FileSystem.createFolders(copy.folder)) != nil,
      (try? ScratchFile.write(target, to: copy)) != nil
    else { return nil }
    return (.symlink, copy.bytes)
  }

  private static let mostBytes: UInt32 = 64 << 20
}

extension Repository {
  /// Remembers for the next check what commands left in the working tree.
  ///
  /// - Parameters:
  ///   - left: what they left.
  ///   - snapshot: of the working tree as it was when they began.
  package func remember(_ left: [Leftover], since snapshot: WorkingTreeSnapshot) throws(GitError) {
    try LeftoverFile(location).remember(left, recognised: snapshot.left, directory)
  }
}
