import CaskadeAgents
import CaskadeSyntax
package import CaskadeSystem

/// What an export laid into the tree, and beside the agent's own settings, for the time of a run: where nothing stood before,
/// nothing stands after it.
package struct ExportLoan {
  fileprivate let items: [ExportDesk.Item]
  /// Outside of the repository.
  fileprivate let copies: [(path: ByteString, text: String)]
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
    let copies = target.copies(of: export, environment: session.host.environment).map {
      (path: ByteString($0.path), text: $0.file.text)
    }
    clearOthers(in: Set(copies.map(\.path.folder)))
    let lentCopies = copies.filter { !FileSystem.exists($0.path) || left.contains($0.path.text) }
    let root = session.repository.location.workTree
    var missing = Set(lentCopies.map(\.path.folder).filter { !FileSystem.exists($0) })
    for item in lent {
      var folder = item.path.folder
      while folder != root, folder.bytes.count > root.bytes.count, !FileSystem.exists(folder) {
        missing.insert(folder)
        folder = folder.folder
      }
    }
    let loan = ExportLoan(
      items: lent, copies: lentCopies, lock: lent.isEmpty ? nil : lock, folders: missing.sorted())
    do throws(CommandError) {
      try deploy(items)
      let names = lent.map(\.file.path) + lentCopies.map(\.path.text)
      if !names.isEmpty {
        let text = names.map { "\($0)\n" }.joined()
        try touching(AtomicFile.write(Array(text.utf8), to: mark, replacing: true))
      }
      for (path, text) in copies {
        try touching { () throws(FileError) in
          try FileSystem.createFolders(path.folder, mode: 0o700)
          try AtomicFile.write(Array(text.utf8), to: path, replacing: true)
        }
      }
    } catch {
      _ = takeBack(loan)
      throw error
    }
    return loan
  }

  /// Takes away what was lent, as long as it is what was lent; the names of what isn't any more. Git shows those that lie in
  /// the tree; the others' are absolute.
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
    for (path, text) in loan.copies where FileSystem.exists(path) {
      if Self.takeAway(path, Array(text.utf8)) == false { changed.append(path.text) }
    }
    try? FileSystem.remove(mark)
    for folder in loan.folders.reversed() where (try? FileSystem.entries(of: folder))?.isEmpty == true {
      try? FileSystem.remove(folder)
    }
    return changed
  }

  /// Takes away the copies that runs of this agent under other contracts left as they were killed. One that goes on has
  /// read its own as it started.
  ///
  /// - Parameter places: where this agent's copies lie. Whoever can write in git's folder can name any file.
  private func clearOthers(in places: Set<ByteString>) {
    guard !places.isEmpty else { return }
    let contracts = folder.folder.folder
    for name in (try? FileSystem.entries(of: contracts)) ?? [] {
      let other = contracts.appending(name).appending(ByteString(target.word))
      guard other != folder else { continue }
      let mark = other.appending(Self.mark)
      let left = Self.lines(of: mark)
      guard !left.isEmpty, left.allSatisfy({ $0.hasPrefix("/") }) else { continue }
      for path in left.map({ ByteString($0) }) where places.contains(path.folder) {
        let own = other.appending(path.text.split(separator: "/").last.map(String.init) ?? "")
        if let bytes = try? FileReader.read(own, limit: Self.mostBytes) { _ = Self.takeAway(path, bytes) }
      }
      try? FileSystem.remove(mark)
    }
  }

  /// Whether it is gone: nil where it wasn't there, false where it holds something else than this.
  private static func takeAway(_ path: ByteString, _ bytes: [UInt8]) -> Bool? {
    guard FileSystem.exists(path) else { return nil }
    guard FileSystem.isSingleFile(path), (try? FileReader.read(path, limit: mostBytes)) == bytes else { return false }
    return (try? FileSystem.remove(path)) != nil
  }

  private static let mostBytes = 16 << 20
  private static let mark: ByteString = "lent"

  /// Names what is lent, for the run after one that was killed.
  private var mark: ByteString { folder.appending(Self.mark) }

  private static func lines(of file: ByteString) -> [String] {
    let bytes = (try? FileReader.read(file, limit: 1 << 16)) ?? []
    return bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What is laid there by a person's own word isn't lent.
  package func keep() { try? FileSystem.remove(mark) }
}
