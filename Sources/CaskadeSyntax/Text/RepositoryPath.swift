/// A path inside a repository: git's bytes, from the root, separated by `/`.
///
/// It need not be UTF-8, and nothing is normalised: two paths are equal when their bytes are.
/// The order is that of the bytes, which is git's own.
package struct RepositoryPath: Hashable, Sendable, Comparable {
  package let bytes: [UInt8]

  package init(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  package static func < (one: RepositoryPath, other: RepositoryPath) -> Bool {
    one.bytes.lexicographicallyPrecedes(other.bytes)
  }
}
