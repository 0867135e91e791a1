import CaskadeSyntax

/// Files of a working tree that git opens by their name wherever it walks, and that it would wait on for ever: a FIFO, a
/// device or a socket called `.gitignore`.
///
/// Git has no limit for that, and to end it after some time would blame whoever has a slow disk. So the tree is looked
/// over before git is: names and kinds only, nothing is opened but folders. A repository inside of it is passed over, as
/// git does, unless files in it are tracked by the one around it.
struct BlockingFiles {
  private let workTree: ByteString
  private(set) var found: [ArraySlice<UInt8>] = []
  /// Folders with a `.git` of their own, which were not looked into.
  private(set) var nested: [[UInt8]] = []

  private static let names = [".gitignore", ".gitattributes", ".gitmodules"].map { Array($0.utf8) }
  private static let git = Array(".git".utf8)

  init(in workTree: ByteString) {
    self.workTree = workTree
    walk(from: [])
  }

  /// - Parameter entries: what `IndexListing` has of the index, for the repositories inside.
  /// - Throws: an error that names the first of them.
  mutating func refuse(tracked entries: () throws(GitError) -> ArraySlice<UInt8>) throws(GitError) {
    if !nested.isEmpty {
      let tracked = TrackedFolders(try entries())
      while let folder = nested.popLast() {
        if tracked.holds(folder) { walk(from: folder) }
      }
    }
    try refuse()
  }

  private func refuse() throws(GitError) {
    guard let first = found.min(by: { $0.lexicographicallyPrecedes($1) }) else { return }
    throw GitError(.notRegular(EscapedText.line(first)))
  }

  /// Looks for them only where git goes for the rules of one path: in the folders above it.
  static func refuse(above path: RepositoryPath, in workTree: ByteString) throws(GitError) {
    var folder = ArraySlice(path.bytes)
    repeat {
      folder = folder[..<(folder.lastIndex(of: UInt8(ascii: "/")) ?? folder.startIndex)]
      for name in names {
        let file = folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name
        guard isBlocking(workTree.appending(ByteString(bytes: file))) else { continue }
        throw GitError(.notRegular(EscapedText.line(file)))
      }
    } while !folder.isEmpty
  }

  /// What git opens in a `.git` before anybody could ask it something.
  static func refuse(inRepositoryOf folder: ByteString) throws(GitError) {
    for name in ["", "/HEAD", "/config", "/config.worktree", "/commondir", "/index", "/packed-refs", "/shallow"] {
      guard isBlocking(folder.appending(".git\(name)")) else { continue }
      throw GitError(.notRegular(".git\(name)"))
    }
  }

  /// Through links: git follows some of them, by its version.
  private static func isBlocking(_ path: ByteString) -> Bool {
    guard case .success(let status) = FileSystem.status(of: path) else { return false }
    return FileKind(status) == .other
  }

  // MARK: The walk

  private mutating func walk(from start: [UInt8]) {
    var pending = [start]
    while let folder = pending.popLast() {
      let listing = FolderListing(of: folder, in: workTree)
      if listing.names.contains(Self.git), folder != start {
        nested.append(folder)
        continue
      }
      for name in listing.names where name != Self.git {
        let path = folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name
        if Self.isBlocking(workTree.appending(ByteString(bytes: path))) { found.append(path[...]) }
      }
      for name in listing.folders {
        pending.append(folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name)
      }
    }
  }

  /// What of a folder matters here. One that can't be read holds nothing; git says that it can't.
  private struct FolderListing {
    var folders: [[UInt8]] = []
    /// Of those asked for, and not of regular files.
    var names: [[UInt8]] = []

    init(of folder: [UInt8], in workTree: ByteString) {
      let path = folder.isEmpty ? workTree : workTree.appending(ByteString(bytes: folder))
      let number = path.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW) }
      guard number >= 0 else { return }
      guard let stream = fdopendir(number), let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) else {
        close(number)
        return
      }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        // Where it lies: the field itself would be copied whole for every entry.
        let text = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: UInt8.self)
        let kind = Int(entry.pointee.d_type)
        let isDot = text[0] == UInt8(ascii: ".")
        // The common entries, which are of no interest.
        if kind == Int(DT_REG), !(isDot && text[1] == UInt8(ascii: "g")) { continue }
        if isDot, text[1] == 0 || (text[1] == UInt8(ascii: ".") && text[2] == 0) { continue }
        let name = Array(UnsafeBufferPointer(start: text, count: strlen(UnsafePointer<CChar>(OpaquePointer(text)))))
        let isRepository = name == BlockingFiles.git
        if isRepository || (kind != Int(DT_REG) && BlockingFiles.names.contains(name)) { names.append(name) }
        if isRepository { continue }
        if kind == Int(DT_DIR) || (kind == Int(DT_UNKNOWN) && isFolder(name, number)) { folders.append(name) }
      }
    }

    /// A file system may leave the kinds out.
    private func isFolder(_ name: [UInt8], _ parent: Int32) -> Bool {
      var status = stat()
      let answer = ByteString(bytes: name).withCString { fstatat(parent, $0, &status, AT_SYMLINK_NOFOLLOW) }
      return answer == 0 && FileKind(status) == .folder
    }
  }
}

/// The folders that hold tracked files, by the sorted listing of an index.
private struct TrackedFolders {
  private let paths: [ArraySlice<UInt8>]

  /// - Parameter entries: `TAG MODE ID STAGE` TAB `path` NUL each.
  init(_ entries: ArraySlice<UInt8>) {
    var paths: [ArraySlice<UInt8>] = []
    for record in NULRecords(entries) {
      if let tab = record.firstIndex(of: 0x09) { paths.append(record[(tab + 1)...]) }
    }
    self.paths = paths
  }

  func holds(_ folder: [UInt8]) -> Bool {
    let prefix = folder + [UInt8(ascii: "/")]
    var (low, high) = (0, paths.count)
    while low < high {
      let middle = (low + high) / 2
      if paths[middle].lexicographicallyPrecedes(prefix) { low = middle + 1 } else { high = middle }
    }
    return low < paths.count && paths[low].starts(with: prefix)
  }
}
