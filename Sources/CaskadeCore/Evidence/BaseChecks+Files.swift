import CaskadeInspection
package import CaskadeSyntax

extension Evidence {
  /// The base's check files that the judged code doesn't pass, where it passes on the base.
  package var failingChecks: [RepositoryPath] {
    guard let baseChecks else { return [] }
    let failing = validation.filter { $0.unchangedBase?.state == .pass }.flatMap { record in
      [(record.baseChecks, false), (record.ownScripts, true)].compactMap { run, isBesideOwn in
        run.flatMap { $0.state == .pass || $0.state == .flaky ? nil : ($0.testNames.failed, isBesideOwn) }
      }
    }
    return Set(failing.flatMap { baseChecks.files(ofTests: $0, besideOwnScripts: $1) }).sorted()
  }
}

extension BaseChecks {
  /// What was put back or left out, sorted.
  package var changed: [RepositoryPath] { (restored + leftOut + rewritten).sorted() }

  /// What may check less than it did: all that was touched but for tests and their data that the branch only added.
  package var loosenable: [RepositoryPath] {
    let added = leftOut.filter { path in
      switch CheckFileKind(path) {
      case .test, .data: false
      case .runner, .settings, .script, .shadow, nil: true
      }
    }
    return (restored + rewritten + added).sorted()
  }

  /// Of what the base has and got back, the files that tests of these names lie in: where a name says its file or its
  /// module. All of them where no name does.
  ///
  /// - Parameter isBesideOwn: the scripts of which nobody can say what they are were the branch's.
  package func files(ofTests names: [String], besideOwnScripts isBesideOwn: Bool = false) -> [RepositoryPath] {
    let restored = isBesideOwn ? self.restored.filter { !scripts.contains($0) } : self.restored
    let files = (restored + rewritten).sorted()
    let named = files.filter { file in names.contains { Self.isNamed(file, by: $0) } }
    return named.isEmpty ? files : named
  }

  /// `tests/test_a.py::test_x` and `tests.test_a.T.test_x` are of `tests/test_a.py`, and so is `test_a.test_x`.
  private static func isNamed(_ file: RepositoryPath, by test: String) -> Bool {
    let path = String(decoding: file.bytes, as: UTF8.self)
    if test.hasPrefix(path) { return true }
    let stem = path.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
    guard stem.utf8.count >= 3 else { return false }
    return test.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }.contains(stem)
  }
}
