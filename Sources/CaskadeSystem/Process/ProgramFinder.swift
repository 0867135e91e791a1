/// Finds the program that a name means, once, so that later calls can't mean another one.
package struct ProgramFinder: Sendable {
  /// Why there is no such program.
  package struct Failure: Error, Hashable, Sendable {
    package let name: String
    /// Programs of the name that were not taken as they are inside a folder that nobody vouches for.
    package let refused: [ByteString]
  }

  private let folders: [ByteString]

  /// `path` is the value of `PATH`. Entries that aren't absolute paths, empty ones among them, mean
  /// whatever folder one happens to be in, and are passed over.
  package init(path: String) {
    folders = path.split(separator: ":").map { ByteString(String($0)) }.filter(\.isAbsolute)
  }

  /// The absolute path of the first program of this name that may be run; its folder is free of
  /// links. A program inside one of the `untrusted` folders, by its path or by what a link leads to,
  /// is passed over.
  package func find(_ name: String, outside untrusted: [ByteString]) throws(Failure) -> ByteString {
    // A folder that doesn't exist holds no program.
    let untrusted = untrusted.compactMap { try? FileSystem.realPath($0) }
    var refused: [ByteString] = []
    for folder in folders {
      let named = folder.appending(name)
      guard Self.isProgram(named), let folder = try? FileSystem.realPath(folder),
        let program = try? FileSystem.realPath(named)
      else { continue }
      let path = folder.appending(name)
      guard !untrusted.contains(where: { path.isInside($0) || program.isInside($0) || named.isInside($0) }) else {
        refused.append(named)
        continue
      }
      return path
    }
    throw Failure(name: name, refused: refused)
  }

  private static func isProgram(_ path: ByteString) -> Bool {
    guard case .success(let status) = FileSystem.status(of: path), FileKind(status) == .regular else { return false }
    return path.withCString { access($0, X_OK) } == 0
  }
}

extension ProgramFinder.Failure {
  /// One line for a person. The paths are hostile text.
  package var message: String {
    refused.isEmpty
      ? "cannot find '\(name)' in any absolute folder of PATH"
      : "cannot find '\(name)' outside the repository: '\(refused[0].text)' is inside it"
  }
}

extension ByteString {
  /// Whether this path is that folder or below it, by its text alone.
  package func isInside(_ folder: ByteString) -> Bool {
    guard bytes.starts(with: folder.bytes) else { return false }
    return bytes.count == folder.bytes.count || folder.bytes.last == UInt8(ascii: "/")
      || bytes[folder.bytes.count] == UInt8(ascii: "/")
  }
}
