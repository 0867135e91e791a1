/// Where a path leads, whether or not anything is there: links followed as the system would, `..` behind a link from where
/// the link leads.
package struct PathResolution: Sendable {
  /// The entry itself: its folder without links, and its name.
  package let entry: ByteString
  /// What it leads to: the same, but for a link.
  package let target: ByteString
  package let exists: Bool
  package let isFolder: Bool

  private static let mostLinks = 20

  /// Nil where it can't be told: the path isn't absolute, holds a NUL byte, or leads in a circle.
  package init?(_ path: ByteString) {
    guard path.isAbsolute, !path.bytes.contains(0), let entry = Self.entry(path) else { return nil }
    self.entry = entry
    guard let target = Self.target(of: entry, 0) else { return nil }
    self.target = target
    exists = FileSystem.exists(entry)
    isFolder = FileSystem.isFolder(target)
  }

  /// The path of the entry that it names, and not what that leads to.
  private static func entry(_ path: ByteString) -> ByteString? {
    var parts = path.bytes.split(separator: UInt8(ascii: "/")).map { ByteString(bytes: $0) }
    while parts.last == "." { parts.removeLast() }
    guard let last = parts.popLast() else { return "/" }
    guard last != ".." else { return folder(parts + [last]) }
    return folder(parts).map { $0.appending(last) }
  }

  /// A folder without links; what isn't there is taken for what it says.
  private static func folder(_ parts: [ByteString]) -> ByteString? {
    var place: ByteString = "/"
    for part in parts {
      switch part {
      case ".": break
      case "..": place = place.folder
      case _:
        guard let next = target(of: place.appending(part), 0) else { return nil }
        place = next
      }
    }
    return place
  }

  private static func target(of path: ByteString, _ depth: Int) -> ByteString? {
    guard depth < mostLinks else { return nil }
    if let real = try? FileSystem.realPath(path) { return real }
    guard let link = FileSystem.linkTarget(path) else { return path }
    let next = ByteString(bytes: link)
    let whole = next.isAbsolute ? next : path.folder.appending(next)
    return entry(whole).flatMap { target(of: $0, depth + 1) }
  }
}

/// Files by a shell's pattern.
package enum FilePattern {
  /// What matches, in the order of the bytes; nil for more than `most`.
  package static func matches(_ pattern: ByteString, most: Int) -> [ByteString]? {
    var found: [ByteString] = ["/"]
    for part in pattern.bytes.split(separator: UInt8(ascii: "/")).map({ ByteString(bytes: $0) }) {
      guard part.bytes.contains(where: { "*?[".utf8.contains($0) }) else {
        found = found.map { $0.appending(part) }
        continue
      }
      var next: [ByteString] = []
      for folder in found {
        let names = (try? FileSystem.entries(of: folder)) ?? []
        next += names.filter { matches($0, part) }.map { folder.appending($0) }
        guard next.count <= most else { return nil }
      }
      found = next
    }
    return found.filter(FileSystem.exists)
  }

  /// A name that begins with a dot too: some shells are set to find it.
  private static func matches(_ name: ByteString, _ pattern: ByteString) -> Bool {
    pattern.withCString { pattern in name.withCString { fnmatch(pattern, $0, 0) } } == 0
  }

  /// All files below a folder, git's own left out; nil for more than `most`.
  package static func below(_ folder: ByteString, most: Int) -> [ByteString]? {
    var found: [ByteString] = []
    var folders = [folder]
    while let next = folders.popLast() {
      for name in (try? FileSystem.entries(of: next)) ?? [] where name != ".git" {
        let path = next.appending(name)
        if FileSystem.linkTarget(path) == nil, FileSystem.isFolder(path) {
          folders.append(path)
        } else {
          found.append(path)
        }
        guard found.count + folders.count <= most else { return nil }
      }
    }
    return found
  }
}
