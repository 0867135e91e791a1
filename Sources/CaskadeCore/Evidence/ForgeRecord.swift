import CaskadeSyntax

/// Where the repository is kept, as a CI system or the remote's address says it: what a rendering needs to link to files.
/// A place to look, and no fact of the judgement.
package struct ForgeRecord: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case gitHub = "github"
    case gitLab = "gitlab"
    case bitbucket
  }

  package let kind: Kind
  /// Of the repository: `https://HOST/OWNER/NAME`, nothing behind it.
  package let address: String

  /// Nil for what is no plain `https` address of a host and at least two names: no part of it needs an escape anywhere.
  package init?(_ kind: Kind, address: String) {
    let scheme = "https://"
    guard address.utf8.count <= Self.mostBytes, address.hasPrefix(scheme) else { return nil }
    let parts = address.dropFirst(scheme.count).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts.allSatisfy(Self.isPlain) else { return nil }
    self.kind = kind
    self.address = address
  }

  /// Of a remote's address, in the forms that git takes: `https://`, `ssh://`, `git@HOST:PATH`. Nil for a host whose
  /// software nobody can tell by its name.
  package init?(remote: String) {
    var rest = remote[...]
    for scheme in ["https://", "http://", "ssh://", "git://"] where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
    }
    let isShort = rest.count == remote.count
    guard let hostEnd = rest.firstIndex(where: { $0 == "/" || isShort && $0 == ":" }) else { return nil }
    // What stands before `@` may be a password.
    var host = rest[..<hostEnd]
    if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
    if let port = host.firstIndex(of: ":") { host = host[..<port] }
    guard let kind = Self.hosts[host.lowercased()] else { return nil }
    var path = rest[rest.index(after: hostEnd)...]
    while path.hasPrefix("/") { path = path.dropFirst() }
    while path.hasSuffix("/") { path = path.dropLast() }
    if path.hasSuffix(".git") { path = path.dropLast(4) }
    self.init(kind, address: "https://\(host.lowercased())/\(path)")
  }

  private static let mostBytes = 400
  private static let hosts: [String: Kind] = [
    "github.com": .gitHub, "ssh.github.com": .gitHub, "gitlab.com": .gitLab, "bitbucket.org": .bitbucket,
  ]

  private static func isPlain(_ part: Substring) -> Bool {
    guard !part.isEmpty, part != ".", part != ".." else { return false }
    return part.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-._~:".utf8.contains(byte)
    }
  }

  static let keys = ObjectForm<Written>(
    "where the repository is kept, for links",
    FormKey("kind", .text, "github, gitlab or bitbucket; another one is passed over", \.kind),
    FormKey("address", .text, "https://HOST/OWNER/NAME", \.address)
  ) { Written(kind: $0, address: $1) }

  /// The record as it stands in a file, where another version or another hand may have put anything.
  struct Written {
    let kind: String
    let address: String

    var record: ForgeRecord? { Kind(rawValue: kind).flatMap { ForgeRecord($0, address: address) } }
  }

  var written: Written { Written(kind: kind.rawValue, address: address) }
}
