import Foundation
import TestSupport
import XCTest

/// A repository with the contract `work`, under which an agent may change `src`, and which says that `src/a.txt` is to say
/// two.
enum RunWorld {
  /// - Parameters:
  ///   - more: lines of the contract, after its validation.
  ///   - branch: that is checked out; nil for `main`.
  static func repository(
    validation: String = commands, _ more: String = "", branch: String? = "work"
  ) throws -> ScratchRepository {
    let repository = try files(validation: validation, more)
    try repository.commit("Begin")
    if let branch { try repository.git("switch", "-q", "-c", branch) }
    return repository
  }

  static let commands = "\n  - grep -q two src/a.txt"

  /// The same before its first commit.
  static func files(validation: String = commands, _ more: String = "") throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write(
      "Contracts/work.yaml",
      """
      caskade: 1
      title: Change the source
      outcome: The source says two.
      branch: work
      paths:
        allow: [src/**]
      tools:
        allow: [read, edit]
      validation: \(validation)
      \(more)

      """)
    try repository.write(".gitignore", "build/\n")
    try repository.write("src/a.txt", "one\n")
    return repository
  }

  /// The record of the one run that there was.
  static func record(_ repository: ScratchRepository) throws -> [String: Any] {
    let folder = repository.url(".git/caskade/runs")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
    XCTAssertEqual(names.count, 1)
    let data = try Data(contentsOf: folder.appendingPathComponent(try XCTUnwrap(names.first)))
    return try XCTUnwrap(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}
