import CaskadeAgents
import CaskadeSyntax
import CaskadeSystem

extension ExportDesk {
  /// What of the export isn't as the contract has it now, a line each; nothing where all is.
  package func differences() throws(CommandError) -> [String] {
    var lines: [String] = []
    for item in try items() {
      switch item.standing {
      case .same: break
      case .missing: lines.append("\(EscapedText.line(item.name)): it isn't there")
      case .differs(let present): lines += Self.difference(item.name, present, item.file.text)
      }
    }
    for (path, file) in copies {
      guard FileSystem.exists(path) else { continue }
      let present = try touching(FileReader.read(path, limit: 16 << 20))
      lines += Self.difference(path.text, String(decoding: present, as: UTF8.self), file.text)
    }
    return try lines + spoilers()
  }

  /// The copies that the launch line makes.
  private var copies: [(ByteString, AgentExport.File)] {
    target.copies(of: export, environment: session.host.environment).map { (ByteString($0.path), $0.file) }
  }

  /// Settings of the repository that switch the hook off.
  private func spoilers() throws(CommandError) -> [String] {
    var lines: [String] = []
    for name in target.spoilers {
      let path = session.repository.location.workTree.appending(name)
      guard FileSystem.exists(path) else { continue }
      let bytes = try touching(FileReader.read(path, limit: 4 << 20))
      guard (try? JSONReader.read(bytes))?["disableAllHooks"]?.bool == true else { continue }
      lines.append("\(name): 'disableAllHooks' switches the hook off")
    }
    return lines
  }

  private static let mostLines = 12

  /// The lines that are on one side only.
  private static func difference(_ name: String, _ present: String, _ wanted: String) -> [String] {
    guard present != wanted else { return [] }
    let (old, new) = (present.split(separator: "\n").map(String.init), wanted.split(separator: "\n").map(String.init))
    let change = new.difference(from: old)
    var lines = ["\(EscapedText.line(name)): it differs"]
    for step in change.prefix(mostLines) {
      switch step {
      case .remove(_, let text, _): lines.append("  - \(EscapedText.line(text))")
      case .insert(_, let text, _): lines.append("  + \(EscapedText.line(text))")
      }
    }
    if change.count > mostLines { lines.append("  and \((change.count - mostLines).counted("line")) more") }
    return lines
  }
}
