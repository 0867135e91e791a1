package import CaskadeSyntax

/// Whether a path is code that people of this repository write: no prose, no data, nothing generated or copied in.
package enum OwnCode {
  private static let elsewhere: Set<String> = [
    "vendor", "third_party", "third-party", "node_modules", "pods", "carthage", "generated", "__generated__", "gen",
    "dist", "testdata", "fixtures", "__fixtures__", "__snapshots__",
  ]
  private static let prose: Set<String> = [
    "md", "mdx", "markdown", "rst", "adoc", "txt", "html", "json", "snap", "lock",
  ]

  package static func holds(_ path: RepositoryPath) -> Bool {
    let folders = path.components.dropLast()
    if folders.contains(where: { elsewhere.contains(String(decoding: $0, as: UTF8.self).lowercased()) }) {
      return false
    }
    let parts = String(decoding: path.name, as: UTF8.self).lowercased().split(separator: ".")
    guard parts.count > 1, let ending = parts.last.map(String.init) else { return true }
    if prose.contains(ending) { return false }
    let middle = parts.dropFirst().dropLast()
    return !middle.contains { ["generated", "gen", "g", "pb", "min", "designer"].contains($0) }
      && !["_pb2", "_generated", "+generated"].contains(where: parts[0].hasSuffix)
  }
}
