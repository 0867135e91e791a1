import CaskadeSyntax

/// Paths of one record, in one piece of memory: few figures look at them.
struct PathList: Hashable, Sendable {
  /// Each with a NUL behind it, which no path holds.
  private var bytes: [UInt8] = []
  private(set) var count = 0

  init() {}

  init(_ paths: [RepositoryPath]) {
    for path in paths { path.bytes.withUnsafeBufferPointer { append($0[...]) } }
  }

  mutating func append(_ path: Slice<UnsafeBufferPointer<UInt8>>) {
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: path))
    bytes.append(0)
    count += 1
  }

  var all: [RepositoryPath] { NULRecords(bytes).map { RepositoryPath(bytes: $0) } }
}
