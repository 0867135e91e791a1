import CaskadeSyntax

/// Where git keeps what belongs to a work tree, read from its files alone: no program is started.
package struct GitFolders: Hashable, Sendable {
  /// The work tree's root, without links.
  package let root: ByteString
  /// The work tree's own: `HEAD` is in it.
  package let own: ByteString
  /// The one that all worktrees of the repository share.
  package let common: ByteString

  private static let most = 64 << 10

  /// Nil where no repository is around the folder, or its `.git` doesn't lead to one.
  package init?(around folder: ByteString) {
    guard let root = EnclosingFolder.withRepository(above: folder) else { return nil }
    self.root = root
    let marker = root.appending(".git")
    if FileSystem.isFolder(marker) {
      guard let own = try? FileSystem.realPath(marker) else { return nil }
      self.own = own
    } else {
      // A file that names the place (gitrepository-layout(5), `gitdir:`).
      let start = Array("gitdir: ".utf8)
      guard let line = Self.line(of: marker), line.starts(with: start),
        let own = Self.real(ByteString(bytes: line.dropFirst(start.count)), from: root)
      else { return nil }
      self.own = own
    }
    if let line = Self.line(of: own.appending("commondir")) {
      guard let common = Self.real(ByteString(bytes: line), from: own) else { return nil }
      self.common = common
    } else {
      common = own
    }
  }

  /// The branch that is checked out; nil for a detached head, and where references aren't kept in files.
  package var branch: String? {
    let start = Array("ref: refs/heads/".utf8)
    guard let line = Self.line(of: own.appending("HEAD")), line.starts(with: start) else { return nil }
    let name = String(decoding: line.dropFirst(start.count), as: UTF8.self)
    return name == ".invalid" ? nil : name
  }

  /// caskade's own folder there: `git rev-parse --git-path caskade`.
  package var caskade: ByteString { Self.caskade(in: own) }

  /// The same of another worktree.
  package static func caskade(in own: ByteString) -> ByteString { own.appending("caskade") }

  /// Those of all worktrees of the repository (gitrepository-layout(5), `worktrees/<id>/`), in which each has its own
  /// `caskade` folder: the shared one, which is the main worktree's, first.
  package var ofEveryWorktree: [ByteString] {
    let worktrees = common.appending("worktrees")
    return [common] + ((try? FileSystem.entries(of: worktrees)) ?? []).sorted().map { worktrees.appending($0) }
  }

  /// Where guards write what they were asked and what they answered.
  package var guardLogs: ByteString { caskade.appending("guard") }

  private static func real(_ path: ByteString, from folder: ByteString) -> ByteString? {
    try? FileSystem.realPath(path.isAbsolute ? path : folder.appending(path))
  }

  private static func line(of file: ByteString) -> [UInt8]? {
    guard let bytes = try? FileReader.read(file, limit: most) else { return nil }
    return Array(bytes.prefix { $0 != 0x0A })
  }
}
