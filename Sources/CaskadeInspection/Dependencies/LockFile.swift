package import CaskadeSyntax

/// A file in which a package manager pins what it installs.
///
/// Sources: the managers' own documentation and the files that they write, November 2026.
package enum LockFile: Hashable, Sendable, CaseIterable {
  case npm, yarn, pnpm, cargo, goSum, goMod, poetry, uv, pipfile, requirements, gems, composer, swift, gradle, nuget,
    mix

  package enum Problem: Error, Hashable, Sendable {
    case notJSON(line: Int)
    /// Nothing in it looks like what the manager writes.
    case unknownForm
    case tooLarge(bytes: Int)
  }

  /// Bytes of a file that is read.
  package static let mostBytes = 32 << 20

  /// By the file's name; nil for any other file.
  package init?(_ path: RepositoryPath) {
    let name = String(decoding: path.bytes[((path.bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...], as: UTF8.self)
    guard let file = Self.names[name] ?? Self.likeRequirements(name) else { return nil }
    self = file
  }

  private static let names: [String: LockFile] = [
    "package-lock.json": .npm, "npm-shrinkwrap.json": .npm, "yarn.lock": .yarn, "pnpm-lock.yaml": .pnpm,
    "Cargo.lock": .cargo, "go.sum": .goSum, "go.mod": .goMod, "poetry.lock": .poetry, "uv.lock": .uv,
    "Pipfile.lock": .pipfile, "Gemfile.lock": .gems, "gems.locked": .gems, "composer.lock": .composer,
    "Package.resolved": .swift, "gradle.lockfile": .gradle, "buildscript-gradle.lockfile": .gradle,
    "packages.lock.json": .nuget, "mix.lock": .mix,
  ]

  /// `requirements.txt`, `requirements-dev.txt`, `requirements_test.txt`.
  private static func likeRequirements(_ name: String) -> LockFile? {
    name.hasPrefix("requirements") && name.hasSuffix(".txt") ? .requirements : nil
  }

  /// What it pins, in its order; a line that isn't understood is passed over where the file as a whole is of a known form.
  package func packages(_ bytes: [UInt8]) throws(Problem) -> [LockedPackage] {
    guard bytes.count <= Self.mostBytes else { throw .tooLarge(bytes: bytes.count) }
    guard bytes.contains(where: { $0 > 0x20 }) else { return [] }
    switch self {
    case .npm, .pipfile, .composer, .swift, .nuget: return try JSONLock.packages(bytes, of: self)
    case .yarn, .pnpm, .cargo, .goSum, .goMod, .poetry, .uv, .requirements, .gems, .gradle, .mix:
      var lines = LineLock(self)
      for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        lines.read(Substring(String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)))
      }
      guard lines.isKnown else { throw .unknownForm }
      return lines.packages
    }
  }
}

extension LockFile.Problem {
  /// Why nobody can say what the file pins.
  package var message: String {
    switch self {
    case .notJSON(let line): "line \(line) isn't JSON"
    case .unknownForm: "its form isn't known"
    case .tooLarge(let bytes): "\(bytes) bytes are more than are read"
    }
  }
}
