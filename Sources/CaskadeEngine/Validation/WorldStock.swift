import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// The states of one tree's world that commands begin in: each gets one of its own, and nobody sees what another left.
///
/// All worlds are used in one seat, one after the other, because what `setup:` made may know its own path. The last user
/// of a state gets the original, every other a copy.
final class WorldStock: Sendable {
  private struct Kept: Sendable {
    let site: ValidationSite
    var uses: Int
  }

  private struct Contents: Sendable {
    var kept: [String?: Kept] = [:]
    var made = 0
  }

  private let contents = Locked(Contents())

  /// Keeps a world that nobody is in any more, in the state in which it was left.
  ///
  /// - Parameters:
  ///   - state: the command that left it; nil for `setup:`.
  ///   - uses: how many commands may begin in it; with none it is removed.
  func keep(_ site: ValidationSite, as state: String?, uses: Int) throws(CommandError) {
    guard let world = site.world else { return }
    try contents.withLock { contents throws(CommandError) in
      contents.made += 1
      let place = world.at(ByteString(bytes: world.root.bytes + Array("-kept-\(contents.made)".utf8)))
      guard uses > 0 else {
        // Whatever the command made of it: it goes with all the rest in the end.
        try? FileSystem.remove(world.root)
        return
      }
      try touching { () throws(FileError) in try FileSystem.move(world.root, to: place.root) }
      contents.kept[state] = Kept(site: site.at(place, watch: site.watch.moved(to: place.tree)), uses: uses)
    }
  }

  /// A world in this state, in the seat.
  func begin(in state: String?, at seat: World) throws(CommandError) -> ValidationSite? {
    try contents.withLock { contents throws(CommandError) in
      guard var kept = contents.kept[state], let world = kept.site.world else { return nil }
      kept.uses -= 1
      contents.kept[state] = kept.uses > 0 ? kept : nil
      guard kept.uses > 0 else {
        try touching { () throws(FileError) in try FileSystem.move(world.root, to: seat.root) }
        return kept.site.at(seat, watch: kept.site.watch.moved(to: seat.tree))
      }
      try touching { () throws(FileError) in try FolderCopy.copy(world.root, to: seat.root) }
      return kept.site.at(seat, watch: try asking(kept.site.watch.copied(to: seat.tree)))
    }
  }

  /// Takes back uses that didn't come to pass.
  func release(_ state: String?, _ uses: Int) {
    contents.withLock { contents in
      guard uses > 0, var kept = contents.kept[state], let world = kept.site.world else { return }
      kept.uses -= uses
      contents.kept[state] = kept.uses > 0 ? kept : nil
      if kept.uses <= 0 { try? FileSystem.remove(world.root) }
    }
  }
}
