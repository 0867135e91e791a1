package import CaskadeSyntax

/// What a file's path says about how secrets are written in it.
package struct SecretFile: Hashable, Sendable {
  let language: SecretLanguage
  /// A password in a test, a story or a mock is the test's own: only what nobody would make up for one counts.
  let isTest: Bool
  /// Each line is `host:port:database:user:password` (PostgreSQL's password file).
  let isPostgresPasswords: Bool
  /// XML, plist, JSON, YAML, Terraform: what a value means may stand on lines above it.
  package let needsContext: Bool

  package init(_ path: RepositoryPath) {
    let name = String(decoding: path.name, as: UTF8.self).lowercased()
    let ending = name.split(separator: ".", omittingEmptySubsequences: true).last.map(String.init) ?? ""
    language = SecretLanguage(name: name, ending: ending)
    isTest = Self.isTest(path, name)
    isPostgresPasswords = name.hasSuffix("pgpass") || name == "pgpass.conf"
    needsContext = Self.contextEndings.contains(ending) || name.hasSuffix("netrc")
  }

  /// Of text that is in no file.
  private init() {
    language = .other
    isTest = false
    isPostgresPasswords = false
    needsContext = false
  }

  /// A commit's message, a file's name.
  package static let prose = SecretFile()

  private static let contextEndings: Set<String> = [
    "yaml", "yml", "json", "tf", "hcl", "tfvars", "xml", "plist", "config", "csproj", "resx",
  ]
  private static let testFolders: Set<String> = [
    "test", "tests", "__tests__", "spec", "specs", "e2e", "cypress", "playwright", "fixtures", "__fixtures__",
    "testdata",
    "test-data", "test_data", "mock", "mocks", "__mocks__", "stories", "storybook", ".storybook", "testing",
  ]
  /// Between a name's first and last part: `login.test.ts`, `button.stories.tsx`.
  private static let testParts: Set<String> = [
    "test", "tests", "spec", "cy", "e2e", "stories", "story", "mock", "fixture",
  ]

  private static func isTest(_ path: RepositoryPath, _ name: String) -> Bool {
    let folders = path.components.dropLast().map { String(decoding: $0, as: UTF8.self) }
    if folders.contains(where: {
      testFolders.contains($0.lowercased()) || $0.hasSuffix("Tests") || $0.hasSuffix("Test")
    }) {
      return true
    }
    let parts = name.split(separator: ".")
    if parts.dropFirst().dropLast().contains(where: { testParts.contains(String($0)) }) { return true }
    guard let stem = parts.first else { return false }
    if ["cypress", "playwright", "conftest"].contains(stem) || stem.hasPrefix("test_") || stem.hasSuffix("_test")
      || stem.hasSuffix("_spec")
    {
      return true
    }
    let written = String(decoding: path.name.prefix(stem.utf8.count), as: UTF8.self)
    return ["Test", "Tests", "TestCase", "Spec"].contains { written.hasSuffix($0) && written.count > $0.count }
  }
}
