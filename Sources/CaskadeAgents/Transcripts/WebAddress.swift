/// The host of a URL, in lower case; nil where there is none.
enum WebAddress {
  static func host(_ url: String) -> String? {
    let bytes = Array(url.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes.dropFirst(colon + 1).starts(with: "//".utf8) else {
      return nil
    }
    let authority = bytes.dropFirst(colon + 3).prefix { !"/?#\\".utf8.contains($0) }
    let place = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
    let host = place.prefix { $0 != UInt8(ascii: ":") }
    return host.isEmpty ? nil : String(decoding: host, as: UTF8.self).lowercased()
  }
}

/// The neutral name of a tool of an MCP server: `SERVER/TOOL`.
enum MCPName {
  /// `mcp__server__tool`; a name without a second separator is a server's.
  static func slashed(_ name: String, prefix: String, separator: String) -> String {
    let rest = Array(name.utf8.dropFirst(prefix.utf8.count))
    let mark = Array(separator.utf8)
    var place = 0
    while place + mark.count <= rest.count {
      if place > 0, rest[place...].starts(with: mark) {
        let tool = rest[(place + mark.count)...]
        return String(decoding: rest[..<place], as: UTF8.self) + "/" + String(decoding: tool, as: UTF8.self)
      }
      place += 1
    }
    return String(decoding: rest, as: UTF8.self)
  }
}
