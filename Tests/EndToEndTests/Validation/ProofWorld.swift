import Foundation
import TestSupport
import XCTest

/// A repository with code, checks and an approved contract on `main`, and work on a branch that is judged in a clean
/// checkout against the pinned base.
struct ProofWorld {
  let repository: ScratchRepository
  private let base: String

  /// - Parameters:
  ///   - validation: lines of that list, with their dashes; `$ROOT` is the scratch folder.
  ///   - paths: more lines below `paths:`.
  ///   - more: more keys.
  init(
    _ validation: String, paths: String = "", more: String = "", policy: String = "", files: [String: String]
  ) throws {
    repository = try ScratchRepository()
    try repository.write(
      "Contracts/work.yaml",
      """
      caskade: 1
      title: Change the source
      outcome: The source says what the ticket asks for.
      branch: work
      \(more)
      paths:
        allow: ["**"]
      \(paths)
      validation:
      \(validation.replacing("$ROOT", with: repository.root.path))

      """)
    if !policy.isEmpty { try repository.write("Contracts/policy.yaml", "caskade_policy: 1\n\(policy)\n") }
    for (path, text) in files { try repository.write(path, text) }
    try repository.commit("Begin")
    base = try repository.git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
    try repository.git("switch", "-q", "-c", "work")
  }

  /// A shell project: `sh tests/run.sh` runs each `tests/*_test.sh`, which reads `src/add.sh`.
  static func shell(paths: String = "", more: String = "", policy: String = "") throws -> ProofWorld {
    try ProofWorld("  - sh tests/run.sh", paths: paths, more: more, policy: policy, files: shellFiles)
  }

  static let shellFiles = [
    "src/add.sh": "add() { echo $(($1 + $2)); }\n",
    "tests/run.sh": "for t in tests/*_test.sh; do sh \"$t\" || exit 1; done\n",
    "tests/add_test.sh": ". ./src/add.sh\ntest \"$(add 1 2)\" = 3\n",
    "tests/zero_test.sh": ". ./src/add.sh\ntest \"$(add 0 0)\" = 0\n",
  ]

  /// The code of the shell project, so that 1 and 2 are 99.
  static let brokenShell = "add() { echo 99; }\n"

  /// A Python project with `unittest`; nil where the machine has no Python.
  static func python(paths: String = "", more: String = "") throws -> ProofWorld? {
    guard hasPython else { return nil }
    return try ProofWorld(
      "  - python3 -m unittest discover -s tests -t .", paths: paths, more: more, files: pythonFiles)
  }

  static let hasPython = ["/usr/bin/python3", "/usr/local/bin/python3", "/bin/python3"].contains {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  static let pythonTest = """
    import unittest
    from app import add


    class AddTests(unittest.TestCase):
        def test_add(self):
            self.assertEqual(add(1, 2), 3)

    """

  static let pythonFiles = [
    "app/__init__.py": "def add(a, b):\n    return a + b\n", "tests/__init__.py": "", "tests/test_add.py": pythonTest,
    ".gitignore": "__pycache__/\n",
  ]

  static let brokenPython = "def add(a, b):\n    return 99\n"

  /// Commits the work and judges it as a CI job does.
  func check(_ options: String...) throws -> ScratchRepository.Transcript {
    try repository.commit("Work")
    return try repository.caskade(
      ["check", "--base", base, "--head", "work", "--branch", "work", "--evidence", "../evidence.json"] + options)
  }

  /// `kept`, with the line of gate `integrity`.
  func verdict(_ options: String...) throws -> (word: String, text: String) {
    let transcript = try check()
    let last = transcript.output.split(separator: "\n").last ?? ""
    return (String(last.split(separator: " ").dropFirst().first ?? "").filter(\.isLetter), transcript.text)
  }

  func evidence() throws -> [String: Any] {
    let file = repository.root.appendingPathComponent("evidence.json")
    return try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
  }
}

/// Work, and what is done in it.
struct ProofCase {
  let name: String
  let world: () throws -> ProofWorld?
  let work: (ScratchRepository) throws -> Void

  init(
    _ name: String, in world: @escaping () throws -> ProofWorld?, _ work: @escaping (ScratchRepository) throws -> Void
  ) {
    self.name = name
    self.world = world
    self.work = work
  }
}
