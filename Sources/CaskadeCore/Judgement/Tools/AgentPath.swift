import CaskadeInspection
package import CaskadeSyntax

/// A path as an agent wrote it, on whatever system, made absolute by its text alone: no disk is asked.
package struct AgentPath: Hashable, Sendable {
  /// From the root; of Windows the drive is the first, in lower case.
  let parts: [String]
  /// Relative to a folder that isn't known.
  let isFloating: Bool

  /// - Parameters:
  ///   - folder: in which it was written.
  ///   - home: what `~` stands for.
  package init(_ text: String, in folder: String?, home: String? = nil) {
    var text = Self.slashed(text.hasPrefix("file://") ? String(text.dropFirst(7)) : text, beside: folder)
    if text == "~" || text.hasPrefix("~/") { text = (home ?? "/~") + text.dropFirst(1) }
    if Self.isAbsolute(text) {
      (parts, isFloating) = (Self.resolved([], text), false)
    } else if let folder, Self.isAbsolute(Self.slashed(folder, beside: nil)) {
      (parts, isFloating) = (Self.resolved(Self.resolved([], Self.slashed(folder, beside: nil)), text), false)
    } else {
      (parts, isFloating) = (Self.resolved([], text), true)
    }
  }

  private static func isDrive(_ bytes: some Collection<UInt8>) -> Bool {
    let start = Array(bytes.prefix(3))
    return start.count >= 2 && start[1] == UInt8(ascii: ":") && (0x61...0x7A).contains(start[0] | 0x20)
      && (start.count == 2 || start[2] == UInt8(ascii: "\\") || start[2] == UInt8(ascii: "/"))
  }

  private static func isAbsolute(_ text: String) -> Bool { text.hasPrefix("/") || isDrive(text.utf8) }

  /// A backslash parts folders only where the path, or the folder that it was written in, is one of Windows.
  private static func slashed(_ text: String, beside folder: String?) -> String {
    let isWindows = isDrive(text.utf8) || text.hasPrefix("\\\\") || (folder.map { isDrive($0.utf8) } ?? false)
    return isWindows ? String(decoding: text.utf8.map { $0 == UInt8(ascii: "\\") ? 0x2F : $0 }, as: UTF8.self) : text
  }

  private static func resolved(_ folder: [String], _ text: String) -> [String] {
    var parts = folder
    for part in text.split(separator: "/") {
      switch part {
      case ".": break
      case "..": if !parts.isEmpty { parts.removeLast() }
      case _: parts.append(parts.isEmpty && isDrive(part.utf8) ? part.lowercased() : String(part))
      }
    }
    // macOS keeps these folders in another place, under both names.
    if parts.count > 1, parts[0] == "private", ["var", "tmp", "etc"].contains(parts[1]) { parts.removeFirst() }
    return parts
  }

  /// The path in a repository that lies in one of the folders; nil where it is outside of all of them.
  func inside(_ roots: [[String]]) -> RepositoryPath? {
    if isFloating { return parts.isEmpty ? nil : RepositoryPath(parts.joined(separator: "/")) }
    let holding = roots.filter { parts.count > $0.count && parts.starts(with: $0) }
    guard let root = holding.max(by: { $0.count < $1.count }) else { return nil }
    return RepositoryPath(parts.dropFirst(root.count).joined(separator: "/"))
  }

  /// A scratch folder of the system: what is written there stays nowhere.
  var isTemporary: Bool {
    parts.first == "tmp" || parts.starts(with: ["var", "tmp"]) || parts.starts(with: ["var", "folders"])
      || parts.first == "dev" || parts.contains("Temp") && parts.contains("AppData")
  }

  var text: String {
    let joined = parts.joined(separator: "/")
    return isFloating || parts.first.map { Self.isDrive($0.utf8) } == true ? joined : "/\(joined)"
  }

  /// It holds what gives access to something.
  var isCredential: Bool {
    guard let name = parts.last else { return false }
    if parts.dropLast().contains(where: { [".ssh", ".gnupg", ".aws", ".azure", ".kube"].contains($0) }) {
      return !name.hasSuffix(".pub") && name != "known_hosts"
    }
    return Self.credentialNames.contains(name)
      || name.hasPrefix(".env.") && !name.hasSuffix(".example")
        && !name.hasSuffix(".sample") && !name.hasSuffix(".template")
      || ["pem", "p12", "pfx", "key"].contains(name.split(separator: ".").last.map(String.init)) && name.contains(".")
  }

  private static let credentialNames: Set<String> = [
    ".env", ".netrc", "_netrc", ".pgpass", ".npmrc", ".pypirc", ".git-credentials", "id_rsa", "id_ed25519", "id_ecdsa",
    "credentials.json", "service-account.json", ".htpasswd", "terraform.tfstate",
  ]
}
