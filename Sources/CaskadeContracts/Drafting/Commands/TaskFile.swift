import CaskadeSyntax

/// Targets of make, just and Task that run tests: what a repository calls its own tests says more than a language's
/// habit.
enum TaskFile {
  private static let targets = ["test", "tests", "check"]

  /// The command that runs all tests, if a file of the folder has a target for that.
  static func test(in folder: RepositoryPath, _ files: DraftFiles) -> DraftedCommand? {
    for name in ["GNUmakefile", "makefile", "Makefile"] {
      guard let text = files.text(name, in: folder) else { continue }
      // Nothing is read further where a first name is there: make does the same.
      return targets.first { hasRule($0, text) }
        .map { DraftedCommand("make \($0)", .wide, from: folder.child(name).text, in: folder) }
    }
    for name in ["justfile", "Justfile", ".justfile"] {
      guard let text = files.text(name, in: folder), let target = targets.first(where: { hasRecipe($0, text) }) else {
        continue
      }
      return DraftedCommand("just \(target)", .wide, from: folder.child(name).text, in: folder)
    }
    for name in ["Taskfile.yml", "Taskfile.yaml"] {
      guard let text = files.text(name, in: folder), let target = targets.first(where: { hasTask($0, text) }) else {
        continue
      }
      return DraftedCommand("task \(target)", .wide, from: folder.child(name).text, in: folder)
    }
    return nil
  }

  private static func hasRule(_ target: String, _ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).contains { line in
      guard !line.hasPrefix("\t"), let colon = line.firstIndex(of: ":"), line[colon...].dropFirst().first != "=" else {
        return false
      }
      return line[..<colon].split(separator: " ").contains { $0 == target }
    }
  }

  /// `test:`, `test ARGS='':`; nobody is asked for a parameter without a value.
  private static func hasRecipe(_ target: String, _ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).contains { line in
      guard line.hasPrefix(target) || line.hasPrefix("@\(target)"), let colon = line.firstIndex(of: ":"),
        line[colon...].dropFirst().first != "="
      else { return false }
      let words = line[..<colon].split(separator: " ")
      return words.first.map { $0 == target || $0 == "@\(target)" } ?? false
        && words.dropFirst().allSatisfy { $0.contains("=") || $0.hasPrefix("*") }
    }
  }

  private static func hasTask(_ target: String, _ text: String) -> Bool {
    guard let tasks = text.firstRange(of: "tasks:") else { return false }
    return text[tasks.upperBound...].split(whereSeparator: \.isNewline).contains { line in
      line.hasPrefix("  \(target):") || line.hasPrefix("    \(target):") || line.hasPrefix("  '\(target)':")
    }
  }
}
