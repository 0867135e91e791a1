import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// Where a command runs, and what tells which files of the tree it changed.
struct ValidationSite: Sendable {
  let place: ValidationRecord.Place
  /// The folder of the tree, as its commands see it.
  let folder: ByteString
  /// All that is a command's own; nil in place, where there is one world for all.
  let world: World?
  var watch: TreeWatch
  /// Folders with objects that the checkout's own `.git` needs.
  var borrowed: [ByteString] = []
  /// The lock file of a clean checkout in which nobody installs what it names; nil where nothing is missing.
  var lacks: String?
  /// What is changed and left there already, by whoever ran before.
  private var known: Set<RepositoryPath> = []

  init(_ place: ValidationRecord.Place, folder: ByteString, watch: TreeWatch) {
    self.place = place
    self.folder = folder
    self.watch = watch
    world = nil
  }

  init(_ place: ValidationRecord.Place, in world: World, watch: TreeWatch) {
    self.place = place
    self.world = world
    self.watch = watch
    folder = world.tree
  }

  /// The same where its world lies now.
  func at(_ world: World, watch: TreeWatch) -> ValidationSite {
    var site = ValidationSite(place, in: world, watch: watch)
    site.lacks = lacks
    site.borrowed = borrowed
    site.known = known
    return site
  }

  /// Puts on the runs' record what is changed and left in the files, without what was already before them.
  ///
  /// Nobody can say which of several commands at once changed a file: each of them may have, and has it on its record.
  mutating func look(after runs: inout [EndedRun]) throws(CommandError) {
    let changes = try asking(watch.changes())
    let changed = changes.changed.filter { !known.contains($0) }
    let left = changes.left.filter { !known.contains($0) }
    known.formUnion(changed + left)
    for index in runs.indices {
      runs[index].run.disturbed = changed
      runs[index].run.left = left
      if runs[index].isCommand, runs[index].run.state == .fail { runs[index].run.lacks = lacks }
    }
  }
}
