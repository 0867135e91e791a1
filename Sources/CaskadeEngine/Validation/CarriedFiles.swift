import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What `carry:` takes from the head into a checkout of the base.
struct CarriedFiles: Sendable {
  let present: [TreeEntry]
  /// Files of the base that the head doesn't have.
  let gone: [RepositoryPath]
  /// Those that the branch wrote: the rest is the base's own.
  let written: [RepositoryPath]

  /// Submodules are never carried: there is nothing of them to write.
  init(
    _ entries: [PathEntry], from head: ObjectID, to base: ObjectID, _ session: Session
  ) throws(CommandError) {
    guard !entries.isEmpty else {
      (present, gone, written) = ([], [], [])
      return
    }
    let objects = session.repository.objects
    func matched(_ tree: ObjectID) throws(CommandError) -> [TreeEntry] {
      try asking(objects.entries(of: tree)).filter { entry in
        entry.mode != .submodule && entries.contains { $0.pattern.matches(entry.path) }
      }
    }
    let now = try matched(head)
    let before = try matched(base)
    let known = Set(before)
    let kept = Set(now.map(\.path))
    present = now
    gone = before.map(\.path).filter { !kept.contains($0) }
    written = (now.filter { !known.contains($0) }.map(\.path) + gone).sorted()
  }

  var overlay: CheckoutOverlay { CheckoutOverlay(present: present, gone: gone) }

  var versions: [(path: RepositoryPath, version: String)] {
    present.map { ($0.path, "\($0.mode.text) \($0.id.text)") } + gone.map { ($0, "gone") }
  }
}
