import CaskadeSyntax

/// Text that a CI job hands to a shell, with the folder in which it does.
struct CIScript: Hashable {
  let text: String
  /// As it is written; nil for the root.
  let folder: String?

  /// The scripts of GitHub's workflows, GitLab's jobs and their like: what stands behind `run:` and `script:`.
  static func scripts(of bytes: [UInt8]) -> [CIScript] {
    let source = SourceText(name: "", bytes: bytes)
    guard let root = YAMLReader.read(source).root else { return byLines(String(decoding: bytes, as: UTF8.self)) }
    var found: [CIScript] = []
    collect(root, folder: nil, depth: 0, into: &found)
    return found
  }

  private static func collect(_ node: YAMLNode, folder: String?, depth: Int, into found: inout [CIScript]) {
    guard depth < 16 else { return }
    switch node.content {
    case .scalar: return
    case .sequence(let items):
      for item in items { collect(item, folder: folder, depth: depth + 1, into: &found) }
    case .mapping(let entries):
      let values = Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
      // Another shell reads another language.
      if let shell = values["shell"]?.scalar, !shell.hasPrefix("bash"), !shell.hasPrefix("sh") { return }
      let common = values["defaults"]?["run"]?["working-directory"]?.scalar
      let own = values["working-directory"]?.scalar ?? common ?? folder
      for entry in entries {
        switch (entry.key, entry.value.content) {
        case ("run", .scalar(let text, _)), ("script", .scalar(let text, _)):
          found.append(CIScript(text: text, folder: own))
        case ("script", .sequence(let lines)):
          let text = lines.compactMap(\.scalar).joined(separator: "\n")
          found.append(CIScript(text: text, folder: own))
        case ("run", .mapping(let command)):
          if let text = command.first(where: { $0.key == "command" })?.value.scalar {
            found.append(CIScript(text: text, folder: own))
          }
        case (_, _): collect(entry.value, folder: own, depth: depth + 1, into: &found)
        }
      }
    }
  }

  /// For a file that the reader refuses, such as one with anchors. Where folders are named nobody knows what belongs to
  /// which, and nothing is found.
  private static func byLines(_ text: String) -> [CIScript] {
    guard !text.contains("working-directory") else { return [] }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var found: [CIScript] = []
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      let bare = line.trimming(" ").trimming("-").trimmingSpaces
      guard let key = ["run:", "script:"].first(where: bare.hasPrefix) else { continue }
      let value = bare.dropFirst(key.count).trimmingSpaces
      let indent = line.prefix { $0 == " " || $0 == "-" }.count
      if value.isEmpty || ["|", ">", "|-", ">-", "|+"].contains(value) {
        var block: [String] = []
        while index < lines.count {
          let next = lines[index]
          let depth = next.prefix { $0 == " " }.count
          let isItem = value.isEmpty && next.trimmingSpaces.hasPrefix("- ")
          guard next.trimmingSpaces.isEmpty || depth > indent || isItem && depth >= indent else { break }
          block.append(
            value.isEmpty ? next.trimmingSpaces.dropFirst(isItem ? 2 : 0).trimming(" \"'") : next.trimmingSpaces)
          index += 1
        }
        found.append(CIScript(text: block.joined(separator: "\n"), folder: nil))
      } else {
        found.append(CIScript(text: value.trimming("\"'"), folder: nil))
      }
    }
    return found
  }
}

extension YAMLNode {
  fileprivate var scalar: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  fileprivate subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }
}
