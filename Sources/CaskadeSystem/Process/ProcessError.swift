/// A program could not be started or waited for. How it ended is never an error.
package struct ProcessError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The system refused to run the program.
    case notStarted
    /// The folder that it was to run in is missing or not a folder.
    case noDirectory
    /// The path of the program is not absolute.
    case notAbsolute
    /// An argument, a variable or a path holds a NUL byte, or a variable's name is not one.
    case unusableText
    /// The system has no pipe left.
    case noPipe
    /// The program was started and then lost.
    case lost
    /// It was to run in a sandbox, and the program that makes one can't; its last words.
    case noSandbox(reason: String)
    /// A file was to be hidden from it, and can't be; the path is the file's.
    case notHidden
  }

  package let kind: Kind
  /// The program, or for `noDirectory` the folder.
  package let path: ByteString
  /// The system's `errno`; 0 where the system wasn't asked.
  package let code: Int32

  package init(_ kind: Kind, path: ByteString, code: Int32 = 0) {
    self.kind = kind
    self.path = path
    self.code = code
  }
}
