import CaskadeAgents
import CaskadeSyntax
package import CaskadeSystem

/// What an export laid into the tree for the time of a run: where nothing stood before, nothing stands after it.
package struct ExportLoan {
  fileprivate let items: [ExportDesk.Item]
  /// Nil where nothing was lent.
  fileprivate let lock: FileLock?
  /// Folders that weren't there, the outer ones first.
  fileprivate let folders: [ByteString]
}

extension ExportDesk {
  /// Keeps other runs of this agent from lending theirs in this tree; nil where the export lays nothing there.
  ///
  /// To be asked for before the files are looked at: what lies there may be another run's, and be gone soon.
  package func hold() throws(CommandError) -> FileLock? {
    guard case .agent(let agent) = target, export.files.contains(where: { $0.place == .tree }) else { return nil }
    let place = try asking(session.repository.place(inGit: "caskade/lent-\(target.word)"))
    guard let lock = try touching({ () throws(FileError) in try FileLock(place) }) else {
      throw CommandError(
        "another run of \(agent.title) goes on in this tree, whose settings there are taken away when it ends",
        hint: "wait until it ends; one under another contract can work meanwhile in a worktree of its own: --worktree")
    }
    return lock
  }

  /// Writes the export, the copies that its launch line makes too.
  ///
  /// - Parameter lock: kept as long as something is lent.
  package func lend(_ items: [Item], _ lock: FileLock?) throws(CommandError) -> ExportLoan {
    // A run that was killed left its loan, and this one takes it over.
    let left = Set(Self.lines(of: mark))
    let lent = items.filter { item in
      item.file.place == .tree && !item.isForeign && (item.standing == .missing || left.contains(item.file.path))
    }
    let root = session.repository.location.workTree
    var missing: Set<ByteString> = []
    for item in lent {
      var folder = item.path.folder
      while folder != root, folder.bytes.count > root.bytes.count, !FileSystem.exists(folder) {
        missing.insert(folder)
        folder = folder.folder
      }
    }
    let loan = ExportLoan(items: lent, lock: lent.isEmpty ? nil : lock, folders: missing.sorted())
    do throws(CommandError) {
      try deploy(items)
      if !lent.isEmpty {
        let text = lent.map { "\($0.file.path)\n" }.joined()
        try touching(AtomicFile.write(Array(text.utf8), to: mark, replacing: true))
      }
      for (path, file) in target.copies(of: export, environment: session.host.environment) {
        try touching { () throws(FileError) in
          let path = ByteString(path)
          try FileSystem.createFolders(path.folder, mode: 0o700)
          try AtomicFile.write(Array(file.text.utf8), to: path, replacing: true)
        }
      }
    } catch {
      _ = takeBack(loan)
      throw error
    }
    return loan
  }

  /// Takes away what was lent, as long as it is what was lent; the names of what isn't any more, which git then shows.
  package func takeBack(_ loan: ExportLoan) -> [String] {
    var changed: [String] = []
    for item in loan.items {
      try? include(item.file.path)
      try? FileSystem.remove(copy(of: item.file))
      guard FileSystem.exists(item.path) else { continue }
      let bytes = try? FileReader.read(item.path, limit: 16 << 20)
      if bytes == Array(item.file.text.utf8), FileSystem.isSingleFile(item.path) {
        try? FileSystem.remove(item.path)
      } else {
        changed.append(item.file.path)
      }
    }
    try? FileSystem.remove(mark)
    for folder in loan.folders.reversed() where (try? FileSystem.entries(of: folder))?.isEmpty == true {
      try? FileSystem.remove(folder)
    }
    return changed
  }

  /// Names what is lent, for the run after one that was killed.
  private var mark: ByteString { folder.appending("lent") }

  private static func lines(of file: ByteString) -> [String] {
    let bytes = (try? FileReader.read(file, limit: 1 << 16)) ?? []
    return bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What is laid there by a person's own word isn't lent.
  package func keep() { try? FileSystem.remove(mark) }
}
