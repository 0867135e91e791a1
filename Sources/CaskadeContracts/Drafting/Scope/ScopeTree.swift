package import CaskadeSyntax

/// The files that a repository tracks, and those among them that a draft may propose.
package struct ScopeTree: Sendable {
  /// Everything that is tracked, sorted by bytes: links, submodules and vendored files too.
  package let tracked: [RepositoryPath]
  /// What may be proposed, in the same order: regular files that aren't somebody else's.
  package let files: [RepositoryPath]

  /// - Parameters:
  ///   - regular: plain files.
  ///   - others: links and submodules.
  package init(regular: [RepositoryPath], others: [RepositoryPath]) {
    let sorted = zip(regular, regular.dropFirst()).allSatisfy { $0 < $1 } ? regular : regular.sorted()
    tracked = others.isEmpty ? sorted : (sorted + others).sorted()
    files = sorted.filter { !VendoredPath.isOne($0.bytes) }
  }

  /// The place of a file among those that may be proposed.
  package func place(of path: some Collection<UInt8>) -> Int? {
    let place = Self.first(in: files, notBefore: path)
    return place < files.count && files[place].bytes.elementsEqual(path) ? place : nil
  }

  /// Whether anything that is tracked lies below the folder.
  package func hasFolder(_ folder: [UInt8]) -> Bool { !Self.range(of: folder, in: tracked).isEmpty }

  /// The places of what lies below a folder.
  static func range(of folder: [UInt8], in paths: [RepositoryPath]) -> Range<Int> {
    let start = first(in: paths, notBefore: folder + [slash])
    // What follows a slash in the order of bytes.
    return start..<max(start, first(in: paths, notBefore: folder + [slash + 1]))
  }

  static let slash = UInt8(ascii: "/")

  private static func first(in paths: [RepositoryPath], notBefore bytes: some Collection<UInt8>) -> Int {
    var low = 0
    var high = paths.count
    while low < high {
      let middle = (low + high) / 2
      if paths[middle].bytes.lexicographicallyPrecedes(bytes) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Files of other projects, which a change here doesn't touch, and files that were made smaller for a browser.
enum VendoredPath {
  static func isOne(_ path: [UInt8]) -> Bool {
    if path.ends(with: ".min.js") || path.ends(with: ".min.css") { return true }
    var start = 0
    for place in path.indices where path[place] == ScopeTree.slash {
      if isFolder(path[start..<place]) { return true }
      start = place + 1
    }
    return false
  }

  private static func isFolder(_ name: ArraySlice<UInt8>) -> Bool {
    // All of them have between four and sixteen bytes, and most folders begin otherwise.
    guard let first = name.first, (4...16).contains(name.count), openings.contains(first) else { return false }
    return folders.contains { name.elementsEqual($0.utf8) }
  }

  private static let folders = [
    "vendor", "node_modules", "third_party", "thirdparty", "3rdparty", "Pods", "Carthage", "bower_components", ".yarn",
    "dist", "_vendor", "extern",
  ]
  private static let openings = ByteSet("vnt3PCb.d_e")
}

extension [UInt8] {
  fileprivate func ends(with text: StaticString) -> Bool {
    text.withUTF8Buffer { suffix($0.count).elementsEqual($0) }
  }
}
