import CaskadeSyntax

/// The stat data of an index to the nanosecond, which git writes and, as it is commonly built, doesn't compare.
///
/// Read from `git ls-files --debug -z`: `PATH` NUL, then five lines (builtin/ls-files.c, `print_debug`). What is not as
/// expected has no stamp, and nothing is taken for unchanged by it.
struct IndexStamps {
  private var stamps: [ArraySlice<UInt8>: Stamp] = [:]

  static let arguments: [ByteString] = ["ls-files", "--debug", "-z"]

  private struct Stamp: Hashable {
    let changed: FileStamp.Time
    let modified: FileStamp.Time
    let inode: UInt32
    let size: UInt32
  }

  init(_ listing: [UInt8], of paths: Set<ArraySlice<UInt8>>) {
    var rest = listing[...]
    while let end = rest.firstIndex(of: 0) {
      let path = rest[..<end]
      let lines = rest[(end + 1)...].split(separator: 0x0A, maxSplits: 5, omittingEmptySubsequences: false)
      guard lines.count == 6 else { return }
      rest = lines[5]
      guard paths.contains(path) else { continue }
      let numbers = lines[..<5].map { line in
        line.split { !($0 >= 0x30 && $0 <= 0x39) }.compactMap { UInt32(String(decoding: $0, as: UTF8.self)) }
      }
      let names = ["  ctime: ", "  mtime: ", "  dev: ", "  uid: ", "  size: "]
      guard zip(lines, names).allSatisfy({ $0.starts(with: $1.utf8) }), numbers[0].count == 2, numbers[1].count == 2,
        numbers[2].count == 2, let size = numbers[4].first
      else { continue }
      stamps[path] = Stamp(
        changed: FileStamp.Time(seconds: numbers[0][0], nanoseconds: numbers[0][1]),
        modified: FileStamp.Time(seconds: numbers[1][0], nanoseconds: numbers[1][1]), inode: numbers[2][1], size: size)
    }
  }

  /// Whether the file is as it was when its entry was made, as far as the system tells times apart.
  func isUntouched(_ path: ArraySlice<UInt8>, in workTree: ByteString) -> Bool {
    guard let stamp = stamps[path], let file = FileStamp(of: workTree.appending(ByteString(bytes: path))) else {
      return false
    }
    return stamp
      == Stamp(changed: file.changed, modified: file.modified, inode: file.inode, size: file.size)
  }
}
