package import CaskadeSyntax

/// One path with its whole content on both sides; nil where the path is absent.
package struct FileVersions: Sendable {
  package let path: RepositoryPath
  package let old: [UInt8]?
  package let new: [UInt8]?

  package init(_ path: RepositoryPath, old: [UInt8]?, new: [UInt8]?) {
    self.path = path
    self.old = old
    self.new = new
  }

  /// Small enough for settings.
  var isComparable: Bool { max(old?.count ?? 0, new?.count ?? 0) <= SettingsReader.mostBytesOfFile }
}
