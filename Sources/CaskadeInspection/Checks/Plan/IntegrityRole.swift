import CaskadeSyntax

/// What a file has to do with checks, by its path alone.
struct IntegrityRole: Hashable, Sendable {
  enum Tests: Hashable, Sendable {
    case read(TestLanguage)
    /// By its name a file of tests, in a language that isn't read.
    case unread
  }

  private(set) var tests: Tests?
  /// Named like a file of tests; else it only lies among them.
  private(set) var isNamedTest = false
  private(set) var isGolden = false
  private(set) var isFixture = false
  private(set) var isContinuousIntegration = false
  private(set) var settings: SettingsFile?
  private(set) var entries: EntryFile?
  private(set) var isScript = false
  private(set) var isCode = false

  /// Tests are found in it, or it is named like a file of them; a script that lies among tests isn't.
  var isJudgedByTests: Bool { tests != nil && (tests != .unread || isNamedTest) }

  var isRelevant: Bool {
    tests != nil || isContinuousIntegration || settings != nil || entries != nil || isScript
  }

  private static let goldenEndings: Set<String> = ["snap", "golden", "ambr", "approved"]
  private static let unreadEndings: Set<String> = [
    "rb", "c", "cc", "cpp", "cxx", "m", "mm", "sh", "bash", "bats", "php", "cs", "fs", "ex", "exs", "erl", "lua", "pl",
    "t", "scala", "clj", "hs", "dart", "jl", "zig", "nim", "ml", "feature", "vue", "svelte",
    "vb", "ps1", "psm1", "tcl", "exp", "r", "robot", "cr", "v", "elm", "hx", "f90", "adb", "rkt", "el", "lisp", "awk",
    "groovy", "zsh", "fish", "sql",
  ]
  private static let scriptEndings: Set<String> = ["sh", "bash", "zsh", "mk"]

  init(_ path: RepositoryPath) {
    self.init(path, in: IntegrityFolder(of: path))
  }

  /// - Parameter folder: the one that holds the path.
  init(_ path: RepositoryPath, in folder: IntegrityFolder) {
    let name = String(decoding: path.name, as: UTF8.self)
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let ending = parts.count > 1 ? parts[parts.count - 1].lowercased() : ""
    let language = TestLanguage(fileName: path.name)
    isCode = language != nil || Self.unreadEndings.contains(ending) || ending == "h"
    isNamedTest = Self.isTestName(name, parts)
    let amongTests = folder.isAmongTests
    isGolden =
      Self.goldenEndings.contains(ending) || parts.dropFirst().contains("approved")
      || folder.holdsGoldens && (!isCode || amongTests)
    isFixture = !isGolden && folder.holdsFixtures && (!isCode || amongTests)
    isContinuousIntegration = Self.isContinuousIntegration(path, name.lowercased())
    settings = SettingsFile(name: name)
    entries = EntryFile(name: name)
    isScript = Self.scriptEndings.contains(ending) || folder.holdsScripts && !amongTests
    guard !isGolden, !isFixture else {
      settings = nil
      entries = nil
      return
    }
    guard let language else {
      let always = ["bats", "feature", "robot"].contains(ending) || ending == "t" && folder.isPerlTests
      if always || isNamedTest && Self.unreadEndings.contains(ending) {
        isNamedTest = true
        tests = .unread
      } else if Self.unreadEndings.contains(ending), amongTests || folder.isPerlTests && ending == "sh" {
        tests = .unread
      }
      return
    }
    switch language {
    case .rust: tests = .read(.rust)
    case .go: if name.hasSuffix("_test.go") { tests = .read(.go) }
    case .swift, .python, .javascript, .jvm: if isNamedTest || amongTests { tests = .read(language) }
    }
  }

  private static func isTestName(_ name: String, _ parts: [String]) -> Bool {
    guard let stem = parts.first(where: { !$0.isEmpty }) else { return false }
    if parts.dropFirst().dropLast().contains(where: { ["test", "spec", "cy", "e2e"].contains($0) }) { return true }
    let lowered = stem.lowercased()
    if lowered == "tests" || ["test_", "test-", "spec_"].contains(where: lowered.hasPrefix) { return true }
    if ["_test", "-test", "_tests", "_spec", "-spec"].contains(where: lowered.hasSuffix) { return true }
    return ["Test", "Tests", "TestCase", "Spec", "IT"].contains {
      stem.hasSuffix($0) && stem.utf8.count > $0.utf8.count
    }
  }

  private static func isContinuousIntegration(_ path: RepositoryPath, _ name: String) -> Bool {
    guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return false }
    let text = String(decoding: path.bytes, as: UTF8.self)
    return text.hasPrefix(".github/workflows/") || text.hasPrefix(".github/actions/") || text.hasPrefix(".circleci/")
      || text.hasPrefix(".gitlab/") || text.hasPrefix(".buildkite/") || text.hasPrefix(".woodpecker")
      || [
        ".gitlab-ci.yml", ".travis.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", ".drone.yml", "appveyor.yml",
        ".appveyor.yml", ".cirrus.yml", "cloudbuild.yaml",
      ].contains(name)
  }
}

/// What the folders of a path say, which all files of a folder share.
struct IntegrityFolder {
  /// The folder's path, with its slash.
  private let path: ArraySlice<UInt8>
  fileprivate let isAmongTests: Bool
  fileprivate let holdsGoldens: Bool
  fileprivate let holdsFixtures: Bool
  fileprivate let holdsScripts: Bool
  /// Perl's `t/`.
  fileprivate let isPerlTests: Bool

  private static let goldenFolders: Set<String> = [
    "__snapshots__", "snapshots", "golden", "goldens", "__image_snapshots__", "approvals", "expected",
    "expected_output", "expected-output",
  ]
  private static let fixtureFolders: Set<String> = [
    "testdata", "test-data", "test_data", "fixtures", "__fixtures__", "fixture",
  ]
  private static let testFolders: Set<String> = [
    "test", "tests", "spec", "specs", "__tests__", "e2e", "cypress", "integration_test", "integration-test",
  ]
  private static let scriptFolders: Set<String> = ["scripts", "script", "bin", "tools", "ci", "hack"]

  init(of file: RepositoryPath) {
    path = file.bytes.dropLast(file.name.count)
    let names = file.components.dropLast().map { String(decoding: $0, as: UTF8.self).lowercased() }
    isAmongTests = names.contains { Self.testFolders.contains($0) || $0.hasSuffix("tests") || $0.hasSuffix("test") }
    // Signatures under contracts are no output of anything.
    let isOfContracts = zip(names, names.dropFirst()).contains { $0 == "contracts" && $1 == "approvals" }
    holdsGoldens = !isOfContracts && names.contains(where: Self.goldenFolders.contains)
    holdsFixtures = names.contains(where: Self.fixtureFolders.contains)
    holdsScripts = names.contains(where: Self.scriptFolders.contains)
    isPerlTests = names.contains("t")
  }

  func holds(_ file: RepositoryPath) -> Bool {
    file.bytes.count - file.name.count == path.count && file.bytes.starts(with: path)
  }
}

/// A file that holds what a validation command runs.
enum EntryFile: Hashable, Sendable {
  case makefile, package, justfile, tox

  init?(name: String) {
    switch name {
    case "Makefile", "makefile", "GNUmakefile": self = .makefile
    case "package.json": self = .package
    case "justfile", "Justfile", ".justfile": self = .justfile
    case "tox.ini": self = .tox
    case _: return nil
    }
  }
}
