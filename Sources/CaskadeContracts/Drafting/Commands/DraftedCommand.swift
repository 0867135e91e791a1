package import CaskadeSyntax

/// A command that a draft proposes, with what it is there for.
package struct DraftedCommand: Hashable, Sendable {
  package enum Role: Int, Hashable, Sendable, Comparable {
    /// What the ones behind it need.
    case build
    /// It runs the tests of the proposed files.
    case narrow
    case wide
    case types, lint

    package static func < (one: Role, other: Role) -> Bool { one.rawValue < other.rawValue }
  }

  package var command: ValidationCommand
  package let role: Role
  /// Where it comes from, for a comment: `Makefile`, `.github/workflows/ci.yml`.
  package var source: String { origin }
  var origin: String

  init(
    _ run: String, _ role: Role, from source: String, in folder: RepositoryPath = DraftFiles.root, name: String? = nil,
    with before: String? = nil, report: String? = nil
  ) {
    command = ValidationCommand(
      name: name ?? run, run: run, directory: folder.bytes.isEmpty ? nil : folder, line: 1)
    command.begins = before
    command.report = report.flatMap { try? PathPattern(folder.child($0).text) }
    self.role = role
    origin = source
  }
}

/// What one project proposes.
struct ProjectCommands: Hashable {
  /// Each for a shell at the root.
  var setup: [String] = []
  /// The narrow before the wide, each behind what it needs.
  var commands: [DraftedCommand] = []
  /// The tests of the proposed files.
  var tests: [RepositoryPath] = []
}
