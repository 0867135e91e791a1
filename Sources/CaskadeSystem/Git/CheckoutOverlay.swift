package import CaskadeSyntax

/// What is put into a checkout over its tree.
package struct CheckoutOverlay: Sendable {
  /// A file with these bytes, which no object holds.
  package struct Written: Sendable {
    package let path: RepositoryPath
    package let mode: FileMode
    package let bytes: [UInt8]

    package init(path: RepositoryPath, mode: FileMode, bytes: [UInt8]) {
      self.path = path
      self.mode = mode
      self.bytes = bytes
    }
  }

  /// Files as another tree has them.
  package let present: [TreeEntry]
  /// Files that are taken away; one that isn't there is fine.
  package let gone: [RepositoryPath]
  package let written: [Written]

  package static let none = CheckoutOverlay()

  package init(present: [TreeEntry] = [], gone: [RepositoryPath] = [], written: [Written] = []) {
    self.present = present
    self.gone = gone
    self.written = written
  }

  package var isEmpty: Bool { present.isEmpty && gone.isEmpty && written.isEmpty }
}

extension CleanCheckout {
  /// Puts files over the tree; a file that stands in a folder's way is to be among those that go.
  package func put(_ overlay: CheckoutOverlay) throws(GitError) {
    guard !overlay.isEmpty else { return }
    let ids = try control.store(overlay.written.map(\.bytes))
    let entries = overlay.present + zip(overlay.written, ids).map { TreeEntry(mode: $0.mode, id: $1, path: $0.path) }
    var lines: [UInt8] = []
    var paths: [UInt8] = []
    let nothing = String(repeating: "0", count: entries.first?.id.text.utf8.count ?? 40)
    for path in overlay.gone { lines += Array("0 \(nothing)\t".utf8) + path.bytes + [0] }
    for entry in entries {
      lines += Array("\(entry.mode.text) \(entry.id.text)\t".utf8) + entry.path.bytes + [0]
      paths += entry.path.bytes + [0]
    }
    _ = try control.output(["update-index", "-z", "--index-info"], workTree: folder, index: index, input: lines)
    for path in overlay.gone { try take(path) }
    _ = try control.output(
      ["checkout-index", "-f", "-u", "-q", "-z", "--stdin"], workTree: folder, index: index, input: paths)
  }

  /// Removes a file, and the folders that nothing is left in, as git does.
  private func take(_ path: RepositoryPath) throws(GitError) {
    var file = folder.appending(ByteString(bytes: path.bytes))
    guard FileSystem.exists(file) else { return }
    do throws(FileError) {
      try FileSystem.remove(file)
    } catch {
      throw GitError(.failed(command: "checkout-index", reason: error.message))
    }
    repeat { file = file.folder } while file != folder && file.withCString({ rmdir($0) }) == 0
  }
}
