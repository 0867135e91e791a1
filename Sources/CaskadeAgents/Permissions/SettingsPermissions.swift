import CaskadeSyntax

/// What an agent's settings in JSON say.
enum SettingsPermissions {
  enum Dialect: Hashable { case claude, codex, copilot, cursor, gemini, opencode }

  /// Lists whose entries each let something be done, or forbid it, by the path of their keys.
  private static let grants: Set<String> = [
    "permissions.allow", "permissions.additionalDirectories", "enabledMcpjsonServers", "tools.allowed", "tools.core",
    "mcp.allowed", "plugin", "plugins", "sandbox.network.allowedDomains", "sandbox.filesystem.allowWrite",
    "sandbox.excludedCommands", "allow",
  ]
  private static let restrictions: Set<String> = [
    "permissions.deny", "permissions.ask", "disabledMcpjsonServers", "tools.exclude", "mcp.excluded",
    "sandbox.network.deniedDomains", "sandbox.filesystem.denyWrite", "sandbox.filesystem.denyRead", "deny",
    "permissions.disableBypassPermissionsMode",
  ]
  /// Switches that open something when they are on.
  private static let opening: Set<String> = [
    "disableAllHooks", "enableAllProjectMcpServers", "sandbox.autoAllowBashIfSandboxed",
    "sandbox.allowUnsandboxedCommands", "skipDangerousModePermissionPrompt", "sandbox.enableWeakerNestedSandbox",
    "security.enablePermanentToolApproval", "security.autoAddToPolicyByDefault", "trust",
  ]
  /// Switches that shut something when they are on.
  private static let shutting: Set<String> = [
    "sandbox.enabled", "sandbox.failIfUnavailable", "hooksConfig.enabled", "security.folderTrust.enabled",
    "security.disableYoloMode", "security.disableAlwaysAllow",
  ]
  private static let orders: [String: [String]] = [
    "permissions.defaultMode": ["plan default manual dontAsk", "acceptEdits", "auto", "bypassPermissions"],
    "general.defaultApprovalMode": ["plan default", "auto_edit", "yolo"],
  ]
  /// Where servers are named.
  private static let servers: Set<String> = ["mcpServers", "mcp", "servers"]

  /// Nil for what isn't a JSON object.
  static func facts(_ text: String, _ dialect: Dialect) -> [PermissionFact]? {
    guard case .object(let members)? = try? JSONReader.read(text) else { return nil }
    var facts: [PermissionFact] = []
    for member in members {
      if member.key == "hooks" {
        add(hooks: member.value, &facts)
      } else if servers.contains(member.key), member.value.object?.allSatisfy({ $0.value.object != nil }) == true {
        add(servers: member.value, &facts)
      } else if dialect == .opencode, member.key == "permission" {
        add(permission: member.value, "permission", &facts)
      } else if dialect == .opencode, member.key == "permissions", let rules = member.value.array {
        for rule in rules { facts.append(PermissionFact(what: "permissions", value: shown(rule), direction: .plain)) }
      } else if member.key != "$schema" {
        add(member.value, member.key, &facts)
      }
    }
    return facts
  }

  // MARK: Any setting

  private static func add(_ value: JSONValue, _ path: String, _ facts: inout [PermissionFact]) {
    switch value {
    case .object(let members):
      // What a variable holds may be a secret, and its name says enough.
      if path == "env" || path.hasSuffix(".env") {
        facts += members.map { PermissionFact(what: path, value: $0.key, direction: .plain) }
      } else {
        for member in members { add(member.value, "\(path).\(member.key)", &facts) }
      }
    case .array(let items):
      let direction: PermissionFact.Direction =
        grants.contains(path) ? .grants : restrictions.contains(path) ? .restricts : .plain
      facts += items.map { PermissionFact(what: path, value: shown($0), direction: direction) }
    case .bool(let isOn) where opening.contains(path): facts.append(.single(path, shown(value), .ranked(isOn ? 1 : 0)))
    case .bool(let isOn) where shutting.contains(path): facts.append(.single(path, shown(value), .ranked(isOn ? 0 : 1)))
    case .string(let word) where orders[path] != nil:
      let rank = orders[path]?.firstIndex { $0.split(separator: " ").contains(word[...]) }
      facts.append(.single(path, word, rank.map { .ranked($0) } ?? .plain))
    case .string where restrictions.contains(path): facts.append(.single(path, shown(value), .restricts))
    case .bool, .integer, .null, .number, .string: facts.append(.single(path, shown(value)))
    }
  }

  // MARK: OpenCode

  private static let actions = ["deny", "ask", "allow"]

  private static func add(permission value: JSONValue, _ path: String, _ facts: inout [PermissionFact]) {
    switch value {
    case .string(let action):
      facts.append(.single(path, action, actions.firstIndex(of: action).map { .ranked($0) } ?? .plain))
    case .object(let members):
      for member in members { add(permission: member.value, "\(path).\(member.key)", &facts) }
    case .array, .bool, .integer, .null, .number: facts.append(.single(path, shown(value)))
    }
  }

  // MARK: Hooks and servers

  private static func add(hooks value: JSONValue, _ facts: inout [PermissionFact]) {
    for event in value.object ?? [] {
      for command in commands(event.value) {
        facts.append(PermissionFact(what: "hook \(event.key)", value: command, direction: .runs))
      }
    }
  }

  /// Everything below that starts something.
  private static func commands(_ value: JSONValue) -> [String] {
    switch value {
    case .array(let items): return items.flatMap(commands)
    case .object(let members):
      let starts = ["command", "exec", "bash", "powershell", "url", "prompt"].compactMap { value[$0]?.string }
      guard starts.isEmpty else {
        let words = value["args"]?.array?.compactMap(\.string) ?? []
        return [(starts + words).joined(separator: " ")]
      }
      return members.flatMap { commands($0.value) }
    case .bool, .integer, .null, .number, .string: return []
    }
  }

  private static func add(servers value: JSONValue, _ facts: inout [PermissionFact]) {
    for server in value.object ?? [] {
      let what = "server \(server.key)"
      let start = [server.value["command"], server.value["url"], server.value["httpUrl"]].compactMap { $0 }.map {
        value in
        value.array.map { $0.compactMap(\.string).joined(separator: " ") } ?? value.string ?? shown(value)
      }
      let words = server.value["args"]?.array?.compactMap(\.string) ?? []
      facts.append(.single(what, (start + words).joined(separator: " "), .grants))
      for member in server.value.object ?? [] where !["command", "url", "httpUrl", "args", "type"].contains(member.key)
      {
        if member.key == "env" || member.key == "headers" || member.key == "environment" {
          facts += (member.value.object ?? []).map {
            PermissionFact(what: "\(what): \(member.key)", value: $0.key, direction: .plain)
          }
        } else if member.key == "trust", let isOn = member.value.bool {
          facts.append(.single("\(what): trust", shown(member.value), .ranked(isOn ? 1 : 0)))
        } else {
          facts.append(.single("\(what): \(member.key)", shown(member.value)))
        }
      }
    }
  }

  private static func shown(_ value: JSONValue) -> String { value.string ?? JSONWriter(.compact).text(value) }
}
