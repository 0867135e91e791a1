package import CaskadeInspection
package import CaskadeSyntax

/// A transcript's calls as JSON Lines, for `debug transcript`.
package enum TranscriptListing {
  /// The keys of one call; what isn't known is left out.
  ///
  /// - Parameter masked: takes the secrets out of a text.
  package static func value(_ use: ToolUse, masked: (String) -> String) -> JSONValue {
    var members = [
      JSONMember("id", use.id.map { .string(masked($0)) } ?? .null), JSONMember("line", .integer(use.line)),
    ]
    if let message = use.message { members.append(JSONMember("message", .integer(message))) }
    members += [
      JSONMember("tool", .string(masked(use.tool))), JSONMember("via", .string(use.via.rawValue)),
      JSONMember("status", .string(use.status.rawValue)),
    ]
    switch use.command {
    case .line(let text)?: members.append(JSONMember("command", .string(masked(text))))
    case .words(let words)?: members.append(JSONMember("command", .array(words.map { .string(masked($0)) })))
    case nil: break
    }
    if use.isPatch {
      let files = use.files.map { file -> JSONValue in
        .object([
          JSONMember("op", .string(file.operation.rawValue)), JSONMember("path", .string(masked(file.path))),
        ])
      }
      members.append(JSONMember("patch_files", .array(files)))
    } else if use.action == .read || use.action == .edit, let file = use.files.first {
      members.append(JSONMember("file_path", .string(masked(file.path))))
    }
    if let folder = use.folder { members.append(JSONMember("cwd", .string(masked(folder)))) }
    if let folder = use.ownFolder { members.append(JSONMember("workdir", .string(masked(folder)))) }
    if let exit = use.exitStatus { members.append(JSONMember("exit_code", .integer(exit))) }
    return .object(members)
  }
}
