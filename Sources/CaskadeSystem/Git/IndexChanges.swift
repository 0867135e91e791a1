import CaskadeSyntax

/// Lines for `git update-index -z --index-info` (git-update-index(1), "USING --INDEX-INFO").
struct IndexChanges {
  private(set) var lines: [UInt8] = []
  private let removal: [UInt8]

  init(objectFormat: String) {
    removal = Array("0 \(String(repeating: "0", count: objectFormat == "sha256" ? 64 : 40))\t".utf8)
  }

  /// What is set or removed.
  var paths: [ArraySlice<UInt8>] {
    NULRecords(lines).compactMap { line in line.firstIndex(of: 0x09).map { line[($0 + 1)...] } }
  }

  mutating func remove(_ path: ArraySlice<UInt8>) {
    lines += removal
    lines += path
    lines.append(0)
  }

  /// `MODE ID STAGE` TAB `PATH`.
  mutating func set(_ entry: ArraySlice<UInt8>) {
    lines += entry
    lines.append(0)
  }

  mutating func set(_ path: RepositoryPath, to submodule: ObjectID) {
    lines += Array("160000 \(submodule.text)\t".utf8) + path.bytes + [0]
  }
}
