import CaskadeSystem
import Foundation
import TestSupport
import XCTest

/// A repository with a contract on `main`, one change on `work`, and what a check of it leaves on the machine.
struct ValidationWorld {
  let repository: ScratchRepository

  /// - Parameter commands: lines of the list below `validation:`, without their dash.
  init(_ commands: String...) throws {
    try self.init(
      contract: ContractText.small.replacing("  - \"true\"\n", with: commands.map { "  - \($0)\n" }.joined()))
  }

  /// - Parameter files: of the base, beside its own.
  init(contract: String, files: [String: String] = [:]) throws {
    repository = try ScratchRepository()
    for (path, text) in files { try repository.write(path, text) }
    try repository.write("Contracts/work.yaml", contract)
    try repository.write("src/a.txt", "one\n")
    try repository.write(".gitignore", "*.o\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "two\n")
  }

  /// A command in a script of the base, so that YAML doesn't get at it.
  static func scripted(_ script: String, _ settings: String...) throws -> ValidationWorld {
    let more = settings.map { "    \($0)\n" }.joined()
    return try ValidationWorld(
      contract: ContractText.small.replacing(
        "  - \"true\"\n", with: "  - name: it\n    run: exec sh src/it.sh\n\(more)"),
      files: ["src/it.sh": script])
  }

  /// What is in the folder for temporary files.
  var leftovers: [String] {
    let folder = repository.root.appendingPathComponent("tmp").path
    return (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? ["(unreadable)"]
  }

  /// The saved evidence; nil when there is none.
  func evidence(_ name: String = "evidence.json") throws -> [String: Any]? {
    let file = repository.root.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
  }

  /// Whether the commands were contained; nil when there is no evidence.
  func isContained() throws -> Bool? {
    let records = try evidence()?["validation"] as? [[String: Any]]
    return records.map { $0.allSatisfy { ($0["containment"] as? [String: Any])?["tier"] as? String == "contained" } }
  }

  /// The state of each command on the head, by name.
  func states() throws -> [String: String] {
    let records = try evidence()?["validation"] as? [[String: Any]] ?? []
    return Dictionary(uniqueKeysWithValues: records.map { ($0["name"] as? String ?? "", $0["state"] as? String ?? "") })
  }

  /// Processes whose command line holds a word, but for zombies.
  func processes(holding word: String) throws -> [String] {
    let all = try repository.shell("ps -eo pid,stat,args --no-headers").output.split(separator: "\n").map(String.init)
    return all.filter { $0.contains(word) && !$0.contains(" Z") && !$0.contains("<defunct>") }
  }
}
