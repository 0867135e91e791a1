import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// What the policy links into the home of every world: those of its `caches:` that are there.
struct WorldCaches: Sendable {
  struct Cache: Sendable {
    /// As the policy has it, `~/.m2`.
    let text: String
    /// Below a home.
    let below: ByteString
    /// Where it lies, without links.
    let target: ByteString
  }

  let all: [Cache]

  /// - Parameter home: the person's; nil where they have none.
  init(_ texts: [String], home: String?) {
    guard let home, home.hasPrefix("/") else {
      all = []
      return
    }
    var found: [Cache] = []
    for text in Set(texts).sorted() {
      let below = ByteString(String(text.dropFirst(2)))
      // What lies in another one is there with it.
      guard !found.contains(where: { below.isInside($0.below) || below == $0.below }),
        let target = try? FileSystem.realPath(ByteString(home).appending(below))
      else { continue }
      found.append(Cache(text: text, below: below, target: target))
    }
    all = found
  }
}
