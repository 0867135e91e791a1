import CaskadeSyntax

/// Files among the product that assert for the checks, and that nothing but checks takes in: `src/testing/expect.py`,
/// `internal/check/check.go`.
///
/// By its words alone a file may as well be the product, a leaf that only its own tests know. So the commands are tried
/// with the base's version of it and with the branch's.
struct AssertingFiles {
  /// More changed files than these aren't looked at, nor more of the base that may take them in.
  private static let mostChanged = 200
  private static let mostTakers = 2_000

  private let languages: [RepositoryPath: AssertingLanguage]
  /// That assert something, as the base has them.
  private(set) var asserting: [RepositoryPath] = []
  private var isSettled = false

  /// - Parameter changed: files that are no checks, and that the base has.
  init(_ changed: [RepositoryPath]) {
    var languages: [RepositoryPath: AssertingLanguage] = [:]
    for path in changed where !CheckFolder(of: path).isVendored { languages[path] = AssertingLanguage(path) }
    self.languages = languages.count <= Self.mostChanged ? languages : [:]
  }

  /// Whose content is needed first.
  var candidates: [RepositoryPath] { languages.keys.sorted() }

  /// What is needed once the candidates were read: whatever of the base may take them in.
  mutating func takers(_ content: (RepositoryPath) -> [UInt8]?, _ base: TreePaths) -> [RepositoryPath] {
    guard !isSettled else { return [] }
    isSettled = true
    asserting = candidates.filter { path in
      guard let language = languages[path], let bytes = content(path) else { return false }
      return language.asserts(bytes)
    }
    guard !asserting.isEmpty else { return [] }
    let wanted = Set(asserting.compactMap { languages[$0] })
    let takers = base.files(below: RepositoryPath(bytes: [])).filter { path in
      AssertingLanguage(path).map(wanted.contains) ?? false && !CheckFolder(of: path).isVendored
    }
    guard takers.count <= Self.mostTakers else {
      asserting = []
      return []
    }
    return takers
  }

  /// Those that some check takes in, and nothing else.
  func serving(_ content: (RepositoryPath) -> [UInt8]?, _ base: TreePaths) -> Set<RepositoryPath> {
    var open: [RepositoryPath: (name: [UInt8], language: AssertingLanguage)] = [:]
    for path in asserting {
      guard let language = languages[path], let name = language.name(of: path) else { continue }
      open[path] = (name, language)
    }
    guard !open.isEmpty else { return [] }
    let others = Set(asserting)
    var taken: Set<RepositoryPath> = []
    for taker in base.files(below: RepositoryPath(bytes: [])) where !others.contains(taker) {
      guard let language = AssertingLanguage(taker), let bytes = content(taker) else { continue }
      let isCheck = CheckFileKind(taker) != nil
      for (path, helper) in open where helper.language == language {
        // The files of a package need not take each other in.
        if language == .go, taker.parent == path.parent, !isCheck { continue }
        guard language.takes(helper.name, in: bytes) else { continue }
        if isCheck { taken.insert(path) } else { open[path] = nil }
      }
    }
    return taken.intersection(open.keys)
  }
}
