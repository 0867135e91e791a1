/// A git directory of our own, which borrows the repository's objects and obeys nothing else of it.
///
/// The repository's configuration, hooks, `info/exclude`, `info/attributes`, filters, replace refs, grafts, shallow file
/// and refs aren't in it, so they can't be obeyed. What we write (a snapshot's objects, an index) stays in it.
package struct PrivateGitDirectory: Sendable {
  package let path: ByteString
  let git: GitProgram
  /// Settings of every call beside the standing ones.
  private var settings: [String] = []
  let borrowed: [ByteString]
  private let answers: Locked<SharedAnswers>?

  /// What was read of objects once isn't read again.
  private struct SharedAnswers: @unchecked Sendable {
    // Unchecked because the compiler can't see that it is only touched under the lock: no answer can hold it, as it isn't
    // sendable itself.
    let answers: StoredAnswers
  }

  /// Makes the directory at a path where nothing stands yet.
  ///
  /// - Parameter checksOut: nothing enters the index that some disk takes for `.git`, whatever disk this is.
  init(
    at path: ByteString, borrowing objects: [ByteString], objectFormat: String, git: GitProgram, checksOut: Bool = false
  ) throws(FileError) {
    self.path = path
    self.git = git
    borrowed = objects
    answers = objects.count == 1 ? StoredAnswers(objects: objects[0]).map { Locked(SharedAnswers(answers: $0)) } : nil
    for folder in ["objects/info", "objects/pack", "refs/heads", "info"] {
      try FileSystem.createFolders(path.appending(folder))
    }
    try ScratchFile.write(Array("ref: refs/heads/none\n".utf8), to: path.appending("HEAD"))
    let names = checksOut ? "[core]\n\tprotectHFS = true\n\tprotectNTFS = true\n" : ""
    try ScratchFile.write(Array((Self.configuration(objectFormat) + names).utf8), to: path.appending("config"))
    let lines = objects.map { Self.alternate($0) }.joined()
    try ScratchFile.write(Array(lines), to: path.appending("objects/info/alternates"))
  }

  /// The same directory, with these settings in force.
  func with(_ settings: [String]) -> PrivateGitDirectory {
    var other = self
    other.settings = settings
    return other
  }

  /// The repository is kept in the plainest way, also its references.
  var isPlain: Bool { answers != nil }

  /// An answer from the files of the one repository whose objects are borrowed; nil where git has to be asked.
  func stored<Answer: Sendable>(_ question: (StoredAnswers) -> Answer?) -> Answer? {
    answers?.withLock { question($0.answers) }
  }

  /// Runs git on this directory, and gives its output if and only if it ended with status 0.
  func output(
    _ arguments: [ByteString], workTree: ByteString? = nil, index: ByteString? = nil, input: [UInt8]? = nil
  ) throws(GitError) -> [UInt8] {
    let request = git.request(
      arguments, gitDirectory: path, workTree: workTree, index: index, input: input, adding: settings)
    return try git.output(of: request, name: arguments.first?.text ?? "")
  }

  /// Runs git on this directory; any exit status is an answer.
  func result(
    _ arguments: [ByteString], workTree: ByteString? = nil, index: ByteString? = nil, input: [UInt8]? = nil,
    variables: [String: String] = [:]
  ) throws(GitError) -> ProcessResult {
    var request = git.request(
      arguments, gitDirectory: path, workTree: workTree, index: index, input: input, adding: settings)
    request.environment.merge(variables) { $1 }
    return try GitProgram.result(of: request, runner: git.runner, name: arguments.first?.text ?? "")
  }

  /// Runs git on this directory, which stores its objects in that folder instead of its own.
  func outputStoring(_ arguments: [ByteString], in objects: ByteString, input: [UInt8]) throws(GitError) -> [UInt8] {
    var request = git.request(
      arguments, gitDirectory: path, workTree: nil, index: nil, input: input, adding: settings)
    request.environment["GIT_OBJECT_DIRECTORY"] = objects.text
    return try git.output(of: request, name: arguments.first?.text ?? "")
  }

  private static func configuration(_ objectFormat: String) -> String {
    let core = "[core]\n\tbare = false\n\tfilemode = true\n\tlogallrefupdates = false\n"
    guard objectFormat == "sha256" else { return core + "\trepositoryformatversion = 0\n" }
    return core + "\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n"
  }

  /// A line of `objects/info/alternates`: always quoted as C does, so that no character of a path is special
  /// (gitrepository-layout(5)).
  static func alternate(_ path: ByteString) -> [UInt8] {
    var line: [UInt8] = [UInt8(ascii: "\"")]
    for byte in path.bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), byte]
      case 0x20...0x7E: line.append(byte)
      default:
        let digits = String(byte, radix: 8)
        line += Array(("\\" + String(repeating: "0", count: 3 - digits.count) + digits).utf8)
      }
    }
    return line + [UInt8(ascii: "\""), 0x0A]
  }
}
