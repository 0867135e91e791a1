/// A package that a lock file pins.
package struct LockedPackage: Hashable, Sendable {
  package let name: String
  /// As the file has it: a version, a commit, or the condition that a version has to meet.
  package let version: String
  /// Nil where the file doesn't say it.
  package let license: String?

  package init(_ name: String, _ version: String, license: String? = nil) {
    self.name = name
    self.version = version
    self.license = license
  }
}

/// What became of one package between two versions of a lock file.
package struct PackageChange: Hashable, Sendable {
  package let name: String
  /// Sorted; empty where the package isn't there.
  package let old: [String]
  package let new: [String]
  /// Of the new versions; nil where the file doesn't say it.
  package let license: String?

  /// Every package whose versions differ, sorted by name.
  package static func all(_ old: [LockedPackage], _ new: [LockedPackage]) -> [PackageChange] {
    var versions: [String: (old: Set<String>, new: Set<String>, licenses: Set<String>)] = [:]
    for package in old { versions[package.name, default: ([], [], [])].old.insert(package.version) }
    for package in new {
      versions[package.name, default: ([], [], [])].new.insert(package.version)
      if let license = package.license { versions[package.name]?.licenses.insert(license) }
    }
    return versions.filter { $1.old != $1.new }.sorted { $0.key < $1.key }.map { name, found in
      PackageChange(
        name: name, old: found.old.sorted(), new: found.new.sorted(),
        license: found.licenses.isEmpty ? nil : found.licenses.sorted().joined(separator: ", "))
    }
  }
}
