package import CaskadeSyntax

/// A branch that the change adds and that knows the input and the answer of a test.
package struct SpecialCase: Hashable, Sendable {
  package let path: RepositoryPath
  package let line: Int
  /// What the branch compares with, and what it answers, as raw bytes of the repository.
  package let given: [UInt8]
  package let answer: [UInt8]
  package let test: RepositoryPath
  package let testLine: Int

  package init(
    path: RepositoryPath, line: Int, given: [UInt8], answer: [UInt8], test: RepositoryPath, testLine: Int
  ) {
    self.path = path
    self.line = line
    self.given = given
    self.answer = answer
    self.test = test
    self.testLine = testLine
  }
}

/// Looks for the first branch whose literals stand together in a test.
package struct SpecialCaseSearch: Sendable {
  private let branches: [LiteralBranch]

  /// More than so many branches of one file are a table, which nobody takes for a special case.
  private static let mostOfFile = 12
  /// The lines that a test's input and its answer lie apart at most.
  private static let distance = 4

  package init(_ scanner: AwarenessScanner, heads: [RepositoryPath: [UInt8]]) {
    var found: [LiteralBranch] = []
    for (path, lines) in scanner.branches.sorted(by: { $0.key < $1.key }) {
      guard let language = TestLanguage(fileName: path.name), let bytes = heads[path] else { continue }
      let file = AwareFile(path, bytes)
      let all = LiteralBranch.all(in: SourceTokens(bytes, language.lexicon), of: path, lines: lines)
        .filter { file.holdsCode($0.line) }
      if all.count <= Self.mostOfFile { found += all }
    }
    branches = found
  }

  /// There is nothing to look for, and no test has to be read.
  package var isEmpty: Bool { branches.isEmpty }

  /// Whether a file's tests are read here.
  package static func reads(_ path: RepositoryPath) -> Bool {
    guard case .read(let language) = IntegrityRole(path).tests else { return false }
    return language != .rust || !AwarePath.holds(path)
  }

  /// - Parameter bytes: a file of tests as the head has it.
  package func first(in test: RepositoryPath, _ bytes: [UInt8]) -> SpecialCase? {
    guard let language = TestLanguage(fileName: test.name) else { return nil }
    let candidates = branches.filter { branch in
      bytes.firstRange(ofBytes: branch.given) != nil && bytes.firstRange(ofBytes: branch.answer) != nil
    }
    guard !candidates.isEmpty else { return nil }
    let list = SourceTokens(bytes, language.lexicon)
    var lines: [[UInt8]: [Int]] = [:]
    let wanted = Set(candidates.flatMap { [$0.given, $0.answer] })
    for index in 0..<list.count {
      guard let literal = Literal(list, index), wanted.contains(literal.content) else { continue }
      lines[literal.content, default: []].append(list.line(index))
    }
    for branch in candidates {
      let answers = lines[branch.answer] ?? []
      let apart = branch.given.count < 3 ? 0 : Self.distance
      if let line = (lines[branch.given] ?? []).first(where: { line in answers.contains { abs($0 - line) <= apart } }) {
        return SpecialCase(
          path: branch.path, line: branch.line, given: branch.given, answer: branch.answer, test: test, testLine: line)
      }
    }
    return nil
  }
}
