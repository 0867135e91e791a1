import CaskadeSyntax

/// What settings in TOML say, a line at a time: tables, and keys with what stands behind them.
enum TOMLPermissions {
  private static let orders: [String: [String]] = [
    "sandbox_mode": ["read-only", "workspace-write", "danger-full-access"],
    "approval_policy": ["untrusted", "on-request", "on-failure", "never"],
    "web_search": ["disabled", "cached", "indexed", "live"],
    "sandbox_workspace_write.network_access": ["false", "true"],
    "decision": ["deny", "ask_user", "allow"],
  ]

  /// Nil for a line that is none of the two.
  static func facts(_ text: String) -> [PermissionFact]? {
    var facts: [PermissionFact] = []
    var table = ""
    var count: [String: Int] = [:]
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(trimmed)[...]
    while let line = lines.popFirst() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("[[") {
        guard let end = line.firstIndex(of: "]"), line[end...].hasPrefix("]]") else { return nil }
        table = String(line[..<end].dropFirst(2))
        // Hooks are told by their event; other tables of one name by their number.
        count[table, default: 0] += 1
        if !table.hasPrefix("hooks."), let number = count[table], number > 1 { table += " \(number)" }
      } else if line.hasPrefix("[") {
        guard let end = line.lastIndex(of: "]") else { return nil }
        table = String(line[line.index(after: line.startIndex)..<end])
      } else {
        guard let sign = line.firstIndex(of: "=") else { return nil }
        let key = trimmed(line[..<sign])
        var value = trimmed(line[line.index(after: sign)...])
        while isOpen(value) {
          guard let next = lines.popFirst() else { return nil }
          value += " " + next
        }
        add(table, key, value, &facts)
      }
    }
    return facts
  }

  private static func add(_ table: String, _ key: String, _ value: String, _ facts: inout [PermissionFact]) {
    let path = table.isEmpty ? key : "\(table).\(key)"
    let plain = unquoted(value)
    if table.hasPrefix("hooks.") {
      guard key == "command" else { return }
      let event = table.split(separator: ".").dropFirst().first ?? ""
      facts.append(PermissionFact(what: "hook \(event)", value: plain, direction: .runs))
    } else if table.hasPrefix("mcp_servers.") {
      let parts = table.split(separator: ".").dropFirst()
      let name = parts.first.map { unquoted(String($0)) } ?? ""
      // What a variable holds may be a secret.
      let isSecret = parts.count > 1 || key == "env" || key == "http_headers"
      if key == "command" || key == "url" {
        facts.append(.single("server \(name)", plain, .grants))
      } else {
        let setting = (parts.dropFirst().map(String.init) + [key]).joined(separator: ".")
        facts.append(.single("server \(name): \(setting)", isSecret ? "(set)" : plain))
      }
    } else if table.contains(".filesystem"), let rank = ["deny", "read", "write"].firstIndex(of: plain) {
      facts.append(.single(path, plain, .ranked(rank)))
    } else if table.hasSuffix(".network"), key == "enabled" {
      facts.append(.single(path, plain, .ranked(plain == "true" ? 1 : 0)))
    } else if let rank = (orders[path] ?? orders[key])?.firstIndex(of: plain) {
      facts.append(.single(path, plain, .ranked(rank)))
    } else {
      facts.append(.single(path, plain))
    }
  }

  /// A list or a table that goes on, or a text of several lines.
  private static func isOpen(_ value: String) -> Bool {
    if value.hasPrefix("\"\"\"") || value.hasPrefix("'''") {
      let mark = value.prefix(3)
      return value.count < 6 || !value.hasSuffix(mark)
    }
    guard value.hasPrefix("[") || value.hasPrefix("{") else { return false }
    var depth = 0
    var quote: Character?
    for character in value {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "[" || character == "{" {
        depth += 1
      } else if character == "]" || character == "}" {
        depth -= 1
      }
    }
    return depth > 0
  }

  private static func unquoted(_ text: String) -> String {
    guard text.count > 1, let first = text.first, first == "\"" || first == "'" else { return text }
    let rest = text.dropFirst()
    guard let end = rest.firstIndex(of: first) else { return text }
    return String(rest[..<end])
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
