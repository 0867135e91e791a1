import CaskadeSyntax

/// References as they stand in a repository's own files (gitrepository-layout(5), "refs", "packed-refs", "HEAD"), by their
/// full names and no others.
struct StoredReferences {
  enum Answer {
    /// - Parameter symbolic: the name that the reference stands for, where it holds no id itself.
    case id(ObjectID, symbolic: String?)
    /// There is none of this name.
    case none
    /// It isn't told by such files: git has to say what it is.
    case unusual
  }

  private let own: ByteString
  private let common: ByteString

  private static let mostBytes = 64 << 20

  init(own: ByteString, common: ByteString) {
    (self.own, self.common) = (own, common)
  }

  /// Nil where the objects lie elsewhere than the references: behind a link, say.
  init?(in location: RepositoryLocation) {
    guard let folders = GitFolders(around: location.workTree),
      let own = try? FileSystem.realPath(location.gitDirectory), folders.own == own,
      folders.common.appending("objects") == location.objects
    else { return nil }
    self.init(own: folders.own, common: folders.common)
  }

  func answer(_ name: String) -> Answer {
    answer(name, of: nil)
  }

  /// - Parameter symbolic: the one that stands for this; git itself follows longer ways.
  private func answer(_ name: String, of symbolic: String?) -> Answer {
    guard Self.isPlain(name) else { return .unusual }
    let folder = name == "HEAD" ? own : common
    let file = folder.appending(ByteString(name))
    // What a link in the file system stands for is git's to say.
    if case .success(let status) = FileSystem.status(of: file, followingLinks: false), FileKind(status) == .link {
      return .unusual
    }
    let line: [UInt8]
    // The file first: a reference that is packed meanwhile is in the list before it leaves its file.
    do throws(FileError) {
      line = try FileReader.read(file, limit: 4_096)
    } catch {
      // A folder, too, has the name of no reference; whatever else hinders is not for us to judge.
      guard error.isAbsence else { return .unusual }
      return packed(name, symbolic: symbolic == nil ? nil : name)
    }
    let start = Array("ref: ".utf8)
    let text = line.prefix { $0 != 0x0A }
    if !text.starts(with: start) {
      return ObjectID(digits: text).map { .id($0, symbolic: symbolic == nil ? nil : name) } ?? .unusual
    }
    let target = text.dropFirst(start.count).drop { $0 == 0x20 }
    let next = String(decoding: target, as: UTF8.self)
    guard symbolic == nil, next.utf8.elementsEqual(target) else { return .unusual }
    return answer(next, of: name)
  }

  /// A name that is a path of its own below the folder, and means nothing else to git.
  private static func isPlain(_ name: String) -> Bool {
    if name == "HEAD" { return true }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isSafe = parts.allSatisfy { part in
      !part.isEmpty && !part.hasPrefix(".") && !part.hasSuffix(".lock") && !part.contains("..")
    }
    // Those that each worktree has for itself (gitrepository-layout(5)) lie elsewhere.
    return parts.first == "refs" && parts.count > 2 && isSafe
      && !["bisect", "worktree", "rewritten"].contains(parts[1])
      && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"~^:?*[\\@{".utf8.contains($0) }
  }

  private func packed(_ name: String, symbolic: String?) -> Answer {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileReader.read(common.appending("packed-refs"), limit: Self.mostBytes)
    } catch {
      return error.isAbsence ? .none : .unusual
    }
    let wanted = Array(" \(name)\n".utf8)
    var rest = bytes[...]
    while let end = rest.place(of: 0x0A, from: rest.startIndex) {
      let line = rest[...end]
      rest = rest[(end + 1)...]
      if line.count == 40 + wanted.count, line.suffix(wanted.count).elementsEqual(wanted) {
        return ObjectID(digits: line.prefix(40)).map { .id($0, symbolic: symbolic) } ?? .unusual
      }
    }
    return rest.isEmpty ? .none : .unusual
  }
}

extension FileError {
  fileprivate var isAbsence: Bool { code == ENOENT || code == ENOTDIR || kind == .isFolder }
}
