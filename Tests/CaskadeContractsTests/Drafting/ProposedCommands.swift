import CaskadeContracts
import CaskadeSyntax

/// A repository as a table: its files with their texts.
struct FileTable {
  let files: [String: String]

  init(_ files: [String: String]) { self.files = files }

  var draftFiles: DraftFiles {
    let files = files
    return DraftFiles(files.keys.map { RepositoryPath($0) }) { path in
      files[String(decoding: path.bytes, as: UTF8.self)].map { Array($0.utf8) }
    }
  }

  /// `setup: npm ci`, `wide: npm test`, with the folder, what it begins in and its report behind it.
  func proposed(_ allow: [String] = [], isThere: ((String) -> Bool)? = nil) -> [String] {
    let proposal = CommandProposal(allow: allow, files: draftFiles, isThere: isThere)
    return proposal.setup.map { "setup: \($0)" }
      + proposal.commands.map { drafted in
        let command = drafted.command
        return "\(drafted.role): \(command.run)" + (command.directory.map { " @\($0.display)" } ?? "")
          + (command.begins.map { " after \($0)" } ?? "") + (command.report.map { " -> \($0.text)" } ?? "")
      }
  }
}
