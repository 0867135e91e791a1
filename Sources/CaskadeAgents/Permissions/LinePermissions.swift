import CaskadeSyntax

/// What files say that are read a line at a time: Codex' rules, and what stands at the head of a skill or a command.
enum LinePermissions {
  /// A rule that allows runs its command outside of the sandbox.
  static func rules(_ text: String) -> [PermissionFact]? {
    var facts: [PermissionFact] = []
    var rule = ""
    for line in text.split(separator: "\n").map(String.init) + ["prefix_rule("] where !line.hasPrefix("#") {
      if line.hasPrefix("prefix_rule("), rule.hasPrefix("prefix_rule(") {
        let isAllowing = rule.contains("\"allow\"")
        facts.append(PermissionFact(what: "rule", value: rule, direction: isAllowing ? .grants : .restricts))
        rule = ""
      }
      let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      rule += rule.isEmpty ? words : " \(words)"
    }
    return facts
  }

  /// Tools that a skill, a command or an agent's definition brings with it.
  static func frontmatter(_ text: String) -> [PermissionFact]? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return [] }
    var facts: [PermissionFact] = []
    var key = ""
    for line in lines[1..<end] {
      let value: Substring
      if let sign = line.firstIndex(of: ":"), line.first?.isWhitespace == false {
        key = String(line[..<sign])
        value = line[line.index(after: sign)...]
      } else {
        value = line
      }
      guard ["allowed-tools", "tools", "permissionMode", "disallowedTools"].contains(key) else { continue }
      let direction: PermissionFact.Direction =
        key == "disallowedTools" ? .restricts : key == "permissionMode" ? .plain : .grants
      for item in items(value) { facts.append(PermissionFact(what: key, value: item, direction: direction)) }
    }
    return facts
  }

  /// Separated by commas that aren't in parentheses, or one behind a hyphen.
  private static func items(_ text: Substring) -> [String] {
    var items: [String] = []
    var item = ""
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 {
        items.append(item)
        item = ""
      } else {
        item.append(character)
      }
    }
    items.append(item)
    return items.map { item in
      var rest = Substring(item)
      while let first = rest.first, first == " " || first == "-" || first == "[" || first == "\"" { rest.removeFirst() }
      while let last = rest.last, last == " " || last == "]" || last == "\"" { rest.removeLast() }
      return String(rest)
    }.filter { !$0.isEmpty }
  }
}
