import CaskadeInspection

/// The files that a patch in the form `*** Begin Patch` names, whether or not it applied.
///
/// Source: the grammar of `apply_patch` in openai/codex; a header may be indented, and an added file may be there already.
enum PatchText {
  static func files(_ text: String) -> [ToolFile] {
    var files: [ToolFile] = []
    for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let line = line.drop { $0 == 0x20 || $0 == 0x09 }
      guard line.starts(with: "*** ".utf8) else { continue }
      for (mark, operation) in marks where line.starts(with: mark.utf8) {
        let path = String(decoding: line.dropFirst(mark.utf8.count), as: UTF8.self)
        files.append(ToolFile(path.trimmed, operation))
      }
    }
    return files
  }

  private static let marks: [(String, ToolFile.Operation)] = [
    ("*** Add File: ", .add), ("*** Update File: ", .update), ("*** Delete File: ", .delete), ("*** Move to: ", .move),
  ]
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
