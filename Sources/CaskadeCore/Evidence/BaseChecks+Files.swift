import CaskadeInspection
package import CaskadeSyntax

extension Evidence {
  /// The base's check files that the judged code doesn't pass, where it passes on the base.
  package var failingChecks: [RepositoryPath] {
    guard let baseChecks else { return [] }
    let failing = validation.filter { record in
      guard let run = record.baseChecks, run.state != .pass, run.state != .flaky else { return false }
      return record.unchangedBase?.state == .pass
    }
    return Set(failing.flatMap { baseChecks.files(ofTests: $0.baseChecks?.testNames.failed ?? []) }).sorted()
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
  package func files(ofTests names: [String]) -> [RepositoryPath] {
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
