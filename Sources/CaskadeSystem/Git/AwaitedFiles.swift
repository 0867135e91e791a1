import CaskadeSyntax

/// Looks for FIFOs and devices where git opens files by their names: it would wait for one for ever, or read another without
/// an end. Whoever packs a folder up can put them there; a clone can't bring them.
///
/// Only for a git that takes its time. What it opens is all of `.git` (a reference, an object, a pack's index), and to look
/// there each time would cost more than most questions. The few files that every question opens, and those of the working
/// tree, are looked for before (`BlockingFiles`).
struct AwaitedFiles {
  private(set) var found: String?
  private let root: ByteString?
  /// Folders that may still be listed, so that links in a ring are no trap.
  private var rest = 100_000

  /// - Parameter folder: where git looks for a repository.
  static func around(_ folder: ByteString) -> String? {
    var search = AwaitedFiles(root: EnclosingFolder.withRepository(above: folder))
    search.repository(around: folder)
    return search.found
  }

  /// - Parameter workTree: whose other repositories git looks into; nil for none.
  static func throughPrivate(_ directory: ByteString, workTree: ByteString?) -> String? {
    var search = AwaitedFiles(root: workTree ?? borrowed(by: directory))
    search.objects(directory.appending("objects"), depth: 0)
    if search.found == nil, let workTree {
      for folder in BlockingFiles(in: workTree).nested where search.found == nil {
        search.repository(around: workTree.appending(ByteString(bytes: folder)))
      }
    }
    return search.found
  }

  /// The work tree whose repository lends its objects to a private directory.
  private static func borrowed(by directory: ByteString) -> ByteString? {
    guard let text = try? FileReader.read(directory.appending("objects/info/alternates"), limit: most),
      let line = text.split(separator: 0x0A).first
    else { return nil }
    let repository = ByteString(bytes: unquoted(line)).folder
    return repository.lastComponent == ".git" ? repository.folder : nil
  }

  private init(root: ByteString?) { self.root = root }

  private mutating func repository(around folder: ByteString) {
    guard let root = EnclosingFolder.withRepository(above: folder) else { return }
    look(root.appending(".git"))
    guard found == nil, let folders = GitFolders(around: folder) else { return }
    for place in folders.own == folders.common ? [folders.own] : [folders.own, folders.common] {
      for name in Self.files { look(place.appending(name)) }
      for name in entries(of: place) where name.text.hasPrefix("sharedindex.") { look(place.appending(name)) }
      for name in ["info", "refs", "reftable"] { all(below: place.appending(name), depth: 0) }
      for name in ["config", "config.worktree"] { named(in: place.appending(name), root, depth: 0) }
    }
    objects(folders.common.appending("objects"), depth: 0)
  }

  private static let files: [ByteString] = [
    "HEAD", "commondir", "config", "config.worktree", "gitdir", "index", "packed-refs", "shallow",
  ]

  /// Through links, as git reads.
  private mutating func look(_ path: ByteString) {
    guard found == nil, Self.isAwaited(path) else { return }
    let bytes = path.bytes
    let prefix = root?.appending("").bytes ?? []
    found = EscapedText.line(!prefix.isEmpty && bytes.starts(with: prefix) ? bytes.dropFirst(prefix.count) : bytes[...])
  }

  /// A socket can't be opened, and the null device ends at once.
  private static func isAwaited(_ path: ByteString) -> Bool {
    guard case .success(let status) = FileSystem.status(of: path) else { return false }
    switch status.st_mode & S_IFMT {
    case S_IFIFO: return true
    case S_IFCHR, S_IFBLK:
      guard case .success(let null) = FileSystem.status(of: "/dev/null") else { return true }
      return status.st_rdev != null.st_rdev
    case _: return false
    }
  }

  private mutating func entries(of folder: ByteString) -> [ByteString] {
    guard found == nil, rest > 0 else { return [] }
    rest -= 1
    return (try? FileSystem.entries(of: folder)) ?? []
  }

  private mutating func all(below folder: ByteString, depth: Int) {
    guard depth < 40 else { return }
    for name in entries(of: folder) {
      guard found == nil else { return }
      let path = folder.appending(name)
      if FileSystem.isFolder(path) { all(below: path, depth: depth + 1) } else { look(path) }
    }
  }

  /// - Parameter depth: alternates of alternates; git follows five of them (object-file.c, `link_alt_odb_entries`).
  private mutating func objects(_ folder: ByteString, depth: Int) {
    guard depth < 6 else { return }
    for name in entries(of: folder) {
      let place = folder.appending(name)
      if name == "info" {
        all(below: place, depth: 39)
      } else if name.bytes.count == 2 || name == "pack" {
        for file in entries(of: place) { look(place.appending(file)) }
      }
    }
    all(below: folder.appending("info").appending("commit-graphs"), depth: 39)
    guard found == nil, let text = try? FileReader.read(folder.appending("info/alternates"), limit: Self.most) else {
      return
    }
    for line in text.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      let path = ByteString(bytes: Self.unquoted(line))
      objects(path.isAbsolute ? path : folder.appending(path), depth: depth + 1)
    }
  }

  /// What a file of configuration names: other files of it (`path`), rules, attributes, and more whose keys end so.
  private mutating func named(in file: ByteString, _ root: ByteString, depth: Int) {
    guard depth < 10, found == nil, let text = try? FileReader.read(file, limit: Self.most) else { return }
    for line in text.split(separator: 0x0A) {
      guard let sign = line.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let key = Self.trimmed(line[..<sign]).lowercasedASCII
      guard key.suffix(4).elementsEqual("file".utf8) || key.elementsEqual("path".utf8) else { continue }
      let value = Self.unquoted(Self.trimmed(line[(sign + 1)...]))
      guard !value.isEmpty, !value.contains(0) else { continue }
      let name = ByteString(bytes: value)
      look(name.isAbsolute ? name : file.folder.appending(name))
      look(name.isAbsolute ? name : root.appending(name))
      if key.count > 4 { continue }
      named(in: name.isAbsolute ? name : file.folder.appending(name), root, depth: depth + 1)
    }
  }

  private static let most = 1 << 20

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    guard let start = bytes.firstIndex(where: { !isBlank($0) }), let end = bytes.lastIndex(where: { !isBlank($0) })
    else { return [] }
    return bytes[start...end]
  }

  /// Without the quotation marks that C has; what isn't written so stays as it is.
  private static func unquoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let mark = UInt8(ascii: "\"")
    guard bytes.count > 1, bytes.first == mark, bytes.last == mark else { return Array(bytes) }
    var text: [UInt8] = []
    var rest = bytes.dropFirst().dropLast()
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let next = rest.first else {
        text.append(byte)
        continue
      }
      let digits = rest.prefix(3)
      if digits.count == 3, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8) {
        text.append(value)
        rest = rest.dropFirst(3)
      } else {
        text.append(next)
        rest = rest.dropFirst()
      }
    }
    return text
  }
}

extension ArraySlice<UInt8> {
  fileprivate var lowercasedASCII: [UInt8] { map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 } }
}
