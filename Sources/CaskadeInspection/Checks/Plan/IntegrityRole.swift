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

  private static let scriptEndings: Set<String> = ["sh", "bash", "zsh", "mk"]

  init(_ path: RepositoryPath) {
    self.init(path, in: CheckFolder(of: path))
  }

  /// - Parameter folder: the one that holds the path.
  init(_ path: RepositoryPath, in folder: CheckFolder) {
    let fileName = FileName(path.name)
    let (name, ending) = (fileName.text, fileName.ending)
    let language = TestLanguage(fileName: path.name)
    isCode = language != nil || SourceEnding.isCode(ending)
    isNamedTest = TestFileName.matches(fileName, in: folder)
    let amongTests = folder.isAmongTests
    isGolden = GoldenName.matches(fileName) || folder.holdsGoldens && (!isCode || amongTests)
    isFixture = !isGolden && folder.holdsFixtures && (!isCode || amongTests)
    isContinuousIntegration = Self.isContinuousIntegration(path, fileName.lowered)
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
      if always || isNamedTest && SourceEnding.unread.contains(ending) {
        isNamedTest = true
        tests = .unread
      } else if SourceEnding.unread.contains(ending), amongTests || folder.isPerlTests && ending == "sh" {
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
