package import CaskadeInspection
import CaskadeSyntax

/// A call that is about to happen, with the files that it names.
package struct ToolCall: Sendable {
  package let use: ToolUse
  let parts: ToolParts
  package let paths: [CallPath]
  /// It also writes where its text doesn't tell.
  let writesUnknown: Bool

  /// Programs that take a file away.
  private static let removers: Set<String> = ["rm", "rmdir", "shred", "unlink", "mv", "gzip", "bzip2", "xz"]
  /// Programs that make folders, or fill one that they make.
  private static let folderMakers: Set<String> = ["mkdir", "cp", "mv", "rsync", "install", "tar", "unzip"]
  private static let patternBytes = Array("*?[".utf8)

  package init(_ use: ToolUse) {
    self.use = use
    parts = ToolParts(use)
    let folder = use.ownFolder.map { Self.joined($0, use.folder) } ?? use.folder
    var paths = use.files.map { file in
      CallPath(Self.joined(file.path, folder), Self.deed(file.operation))
    }
    let commands = parts.actions?.commands ?? []
    let names = Set(commands.compactMap(Self.program))
    let removes = !names.isDisjoint(with: Self.removers)
    let makesFolders = !names.isDisjoint(with: Self.folderMakers)
    let writesOnly = names.isSubset(of: Self.removers.union(["cd"])) && removes && !names.contains("mv")
    for file in parts.actions?.writes ?? [] where file != ShellActions.unknown {
      let isPattern = file.utf8.contains { Self.patternBytes.contains($0) }
      let text = Self.joined(file, folder)
      if removes { paths.append(CallPath(text, .delete, isPattern: isPattern)) }
      if !writesOnly { paths.append(CallPath(text, .write, isPattern: isPattern, mayBeFolder: makesFolders)) }
    }
    for command in commands {
      for word in command.dropFirst() where Self.looksLikeCredential(word) {
        paths.append(CallPath(Self.joined(word, folder), .read))
      }
    }
    self.paths = paths
    writesUnknown = (parts.actions?.writes ?? []).contains(ShellActions.unknown)
  }

  private static func program(_ words: [String]) -> String? {
    let name = words.first?.split(separator: "/").last.map(String.init)
    return name == "git" && words.dropFirst().contains { ["rm", "mv", "clean"].contains($0) } ? "mv" : name
  }

  private static func deed(_ operation: ToolFile.Operation) -> CallPath.Deed {
    switch operation {
    case .read, .search: .read
    case .write, .add, .update, .move: .write
    case .delete: .delete
    }
  }

  /// A word may be anything; one that can't be a path of some place is not looked at.
  private static func looksLikeCredential(_ word: String) -> Bool {
    guard word.contains("/") || word.hasPrefix(".env") || word.hasPrefix(".netrc"), !word.contains("://") else {
      return false
    }
    return AgentPath(word, in: "/").isCredential
  }

  /// The path from the folder; what stands in it stays as it is, since `..` behind a link isn't where it seems.
  private static func joined(_ path: String, _ folder: String?) -> String {
    let path = path.hasPrefix("file://") ? String(path.dropFirst(7)) : path
    guard !path.hasPrefix("/"), !path.hasPrefix("~"), let folder else { return path }
    return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
  }
}

/// A file that a call names, as it names it.
package struct CallPath: Hashable, Sendable {
  package enum Deed: Hashable, Sendable { case read, write, delete }

  /// From the root, with a `~` at the front, or from a folder that isn't known.
  package let text: String
  package let deed: Deed
  /// A shell looks for files that match.
  package let isPattern: Bool
  /// What isn't there yet may become a folder.
  let mayBeFolder: Bool

  init(_ text: String, _ deed: Deed, isPattern: Bool = false, mayBeFolder: Bool = false) {
    self.text = text
    self.deed = deed
    self.isPattern = isPattern
    self.mayBeFolder = mayBeFolder
  }
}
