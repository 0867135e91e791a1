import CaskadeSyntax

/// A folder that git ignores, in which a runner's report does no harm.
enum ReportPlace {
  private static let usual = ["build", ".build", "coverage", "reports", "test-results", "out", "tmp", "target"]

  /// `build/tests.xml`, from the project's folder; nil where no usual folder is ignored.
  static func file(_ name: String = "tests.xml", in folder: RepositoryPath, _ files: DraftFiles) -> String? {
    var ignored: Set<String> = []
    for place in Set([folder, DraftFiles.root]) {
      for line in (files.text(".gitignore", in: place) ?? "").split(whereSeparator: \.isNewline) {
        let line = line.trimming(" \t")
        let isForAll = line.hasPrefix("**/") || !line.dropLast().contains("/")
        if place == folder || isForAll { ignored.insert(line.trimming("*/")) }
      }
    }
    let found = usual.first { ignored.contains($0) && !files.hasFolder($0, in: folder) }
    return found.map { "\($0)/\(name)" }
  }
}
