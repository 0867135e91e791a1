package import CaskadeCore
package import CaskadeSyntax

/// Where results of commands on bases are kept between checks: a folder of the person's own, never in a repository.
package struct BaseResultFolder: Sendable {
  private let path: ByteString

  private static let mostEntries = 500
  private static let oldestInDays = 30
  private static let mostBytes = 4_096

  /// `$XDG_CACHE_HOME/caskade/base-results`, else `$HOME/.cache/caskade/base-results` (XDG Base Directory
  /// Specification: a relative path is ignored). Nil where neither is set, where it can't be made, or where it would lie
  /// in the repository.
  package init?(environment: [String: String], outside location: RepositoryLocation) {
    let own = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? ByteString($0) : nil }
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? ByteString($0).appending(".cache") : nil }
    guard let cache = own ?? home else { return nil }
    let wanted = cache.appending("caskade").appending("base-results")
    let forbidden = [location.workTree, location.gitDirectory, location.objects.folder].compactMap {
      try? FileSystem.realPath($0)
    }
    // Looked at before anything is made: the nearest folder that is there says where it would lie.
    var nearest = wanted
    while !FileSystem.exists(nearest), nearest.folder != nearest { nearest = nearest.folder }
    guard let place = try? FileSystem.realPath(nearest),
      !forbidden.contains(where: { place == $0 || place.isInside($0) }),
      (try? FileSystem.createFolders(wanted, mode: 0o700)) != nil, let real = try? FileSystem.realPath(wanted),
      !forbidden.contains(where: { real == $0 || real.isInside($0) })
    else { return nil }
    path = real
  }

  /// Nil where there is none that can be believed to be whole.
  package func result(for key: ObjectID) -> BaseResult? {
    (try? FileReader.read(file(key), limit: Self.mostBytes)).flatMap { BaseResult($0, key: key) }
  }

  /// Keeps the result; one that can't be kept is no fault. The oldest beyond the bound go.
  package func keep(_ result: BaseResult, for key: ObjectID) {
    try? AtomicFile.write(result.bytes(key: key), to: file(key), mode: 0o600, replacing: true)
  }

  /// Removes what is old, and the oldest of what is too much.
  package func sweep(now: Int) {
    let entries = ((try? FileSystem.entries(of: path)) ?? []).compactMap { name -> (file: ByteString, age: Int)? in
      let file = path.appending(name)
      guard case .success(let status) = FileSystem.status(of: file, followingLinks: false) else { return nil }
      return (file, now - Platform.modified(status))
    }.sorted { $0.age < $1.age }
    for (index, entry) in entries.enumerated()
    where index >= Self.mostEntries || entry.age > Self.oldestInDays * 86_400 {
      try? FileSystem.remove(entry.file)
    }
  }

  private func file(_ key: ObjectID) -> ByteString { path.appending("\(key.text).json") }
}
