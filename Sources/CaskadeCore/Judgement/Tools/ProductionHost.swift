import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Hosts that are called for production, among what a call names. A host without that in its name isn't seen.
enum ProductionHost {
  private static let programs: Set<String> = [
    "curl", "kubectl", "mongosh", "mysql", "psql", "redis-cli", "rsync", "scp", "sftp", "ssh", "wget",
  ]
  private static let words: Set<String> = ["live", "prd", "prod", "production"]

  static func hosts(in use: ToolUse, _ parts: ToolParts) -> [String] {
    if case .web(let host?) = use.action { return isProduction(host) ? [host] : [] }
    var found: [String] = []
    for command in parts.actions?.commands ?? [] {
      let name = command.first?.split(separator: "/").last.map(String.init) ?? ""
      guard programs.contains(name) else { continue }
      found += command.dropFirst().filter { isHostLike($0) && isProduction($0) }
    }
    return found
  }

  private static func isHostLike(_ word: String) -> Bool {
    !word.hasPrefix("/") && (word.contains(".") || word.contains("@") || word.contains("://") || word.contains("="))
  }

  private static func isProduction(_ text: String) -> Bool {
    text.lowercased().utf8.split { !(0x61...0x7A).contains($0) }.contains {
      words.contains(String(decoding: $0, as: UTF8.self))
    }
  }
}
