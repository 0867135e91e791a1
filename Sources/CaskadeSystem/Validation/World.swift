package import CaskadeSyntax

/// A place of its own for the commands on a checkout: the tree, a home and a folder for temporary files, which lie
/// together in one folder and are moved and copied as one.
package struct World: Hashable, Sendable {
  /// Absolute.
  package let root: ByteString
  private let name: ByteString

  /// - Parameters:
  ///   - root: the folder that holds it all.
  ///   - number: tells the tree from others of the same check.
  package init(at root: ByteString, number: Int) {
    self.root = root
    name = "checkout-\(number)"
  }

  package var tree: ByteString { root.appending(name) }
  package var home: ByteString { root.appending("home") }
  package var temporary: ByteString { root.appending("tmp") }

  /// Makes its folders, but for the tree's.
  package func make() throws(FileError) {
    for folder in [home, temporary] { try FileSystem.createFolders(folder, mode: 0o700) }
  }

  /// Has a place below its home lead elsewhere.
  package func link(_ below: ByteString, to target: ByteString) throws(FileError) {
    let place = home.appending(below)
    try FileSystem.createFolders(place.folder, mode: 0o700)
    guard target.withCString({ target in place.withCString { symlink(target, $0) } }) == 0 else {
      throw FileError(.create, path: place, code: errno)
    }
  }

  /// The same in another folder.
  package func at(_ root: ByteString) -> World { World(root: root, name: name) }

  private init(root: ByteString, name: ByteString) {
    self.root = root
    self.name = name
  }
}
