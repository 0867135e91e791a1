import CaskadeSyntax

/// Paths of one record, in one piece of memory: few figures look at them.
struct PathList: Hashable, Sendable {
  /// Each with a NUL behind it, which no path holds.
  private var bytes: [UInt8] = []
  private(set) var count = 0

  init() {}

  init(_ paths: [RepositoryPath]) { for path in paths { append(path.bytes) } }

  mutating func append(_ path: some Collection<UInt8>) {
    bytes += path
    bytes.append(0)
    count += 1
  }

  var all: [RepositoryPath] { NULRecords(bytes).map { RepositoryPath(bytes: $0) } }
}
