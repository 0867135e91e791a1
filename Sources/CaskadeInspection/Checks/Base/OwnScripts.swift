package import CaskadeSyntax

/// How a `BaseChecksPlan` becomes the tree in which the base's checks meet the head's own scripts.
///
/// A script that no command names, only another script, may be a part of the checks, or what these try out. Put back with
/// the checks, it isn't judged if it is the product; left as the head has it, it judges if it is a check. So the commands
/// have to pass in both trees.
package struct OwnScripts: Hashable, Sendable {
  /// What stays as the head has it; sorted, never empty.
  package let scripts: [RepositoryPath]
  /// As those of the plan; what it rewrites is rewritten here too.
  package let restore: [BaseChecksPlan.Restored]
  package let remove: [BaseChecksPlan.Removed]

  /// The files that the head's versions of the scripts run, by their words: a new test among them comes with the script
  /// that runs it.
  static func calls(of scripts: [RepositoryPath], _ reading: BaseChecksReading) -> Set<RepositoryPath> {
    var found: Set<RepositoryPath> = []
    for script in scripts {
      guard let bytes = reading.files[script]?.new, bytes.count <= SettingsReader.mostBytesOfFile else { continue }
      for line in SettingsReader.lines(bytes) {
        for target in CommandTarget.read(String(line.text), command: "", folder: RepositoryPath(bytes: [])) {
          if case .file(let path) = target.kind { found.insert(path) }
        }
      }
    }
    return found
  }
}
