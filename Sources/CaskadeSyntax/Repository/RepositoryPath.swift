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

  package static func == (one: RepositoryPath, other: RepositoryPath) -> Bool {
    one.bytes.withUnsafeBufferPointer { one in
      other.bytes.withUnsafeBufferPointer { other in
        guard one.count == other.count else { return false }
        if one.baseAddress == other.baseAddress { return true }
        // Neighbours in a list differ in their last bytes.
        var place = one.count
        while place > 0 {
          place -= 1
          if one[place] != other[place] { return false }
        }
        return true
      }
    }
  }

  package func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    hasher.combine(bytes.count)
  }

  package static func < (one: RepositoryPath, other: RepositoryPath) -> Bool {
    one.bytes.withUnsafeBufferPointer { one in
      other.bytes.withUnsafeBufferPointer { other in
        let shared = min(one.count, other.count)
        var place = 0
        while place < shared {
          if one[place] != other[place] { return one[place] < other[place] }
          place += 1
        }
        return one.count < other.count
      }
    }
  }
}
