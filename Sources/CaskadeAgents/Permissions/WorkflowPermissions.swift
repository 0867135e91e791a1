import CaskadeSyntax

/// What a workflow's token may do, what starts it with the base's rights, and which actions it takes by a name that can be
/// moved. It is read by its lines, as most that people write is in a form that a strict reader of YAML refuses.
///
/// Source: the forge's workflow syntax, "permissions", "uses" and events.
enum WorkflowPermissions {
  private static let levels = ["none", "read", "write"]
  private static let whole = ["{}": 0, "read-all": 1, "write-all": 2]

  static func facts(_ text: String) -> [PermissionFact]? {
    var facts: [PermissionFact] = []
    /// The keys around a line, each with its depth.
    var around: [(depth: Int, key: String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let depth = line.prefix { $0 == " " }.count
      var content = Self.content(line.dropFirst(depth))
      if content.isEmpty { continue }
      var own = depth
      while content.hasPrefix("- ") {
        content = Self.content(content.dropFirst(2))
        own += 2
      }
      while let last = around.last, last.depth >= own { around.removeLast() }
      let (key, value) = pair(content)
      if around.contains(where: { $0.key == "run" }) { continue }
      if key == "uses", let value { add(action: value, &facts) }
      if key == "permissions" {
        if let value { addWhole(value, owner(around), &facts) }
      } else if around.last?.key == "permissions", let value {
        let level = levels.firstIndex(of: value)
        facts.append(
          .single("permissions of \(owner(around.dropLast())): \(key)", value, level.map { .ranked($0) } ?? .plain))
      }
      if key == "pull_request_target" || key == "workflow_run", around.isEmpty || around.last?.key == "on" {
        facts.append(PermissionFact(what: "event", value: key, direction: .grants))
      }
      if key == "on", let value {
        for event in value.split(whereSeparator: { "[], ".contains($0) }) where event == "pull_request_target" {
          facts.append(PermissionFact(what: "event", value: String(event), direction: .grants))
        }
      }
      if key == "secrets", value == "inherit" {
        facts.append(PermissionFact(what: "secrets of \(owner(around))", value: "inherit", direction: .grants))
      }
      around.append((own, key))
    }
    return facts
  }

  private static func owner(_ around: some Collection<(depth: Int, key: String)>) -> String {
    let keys = around.map(\.key)
    guard let jobs = keys.firstIndex(of: "jobs"), jobs + 1 < keys.count else { return "the workflow" }
    return "job \(keys[jobs + 1])"
  }

  private static func addWhole(_ value: String, _ owner: String, _ facts: inout [PermissionFact]) {
    if let rank = whole[value] {
      facts.append(.single("permissions of \(owner)", value, .ranked(rank)))
      return
    }
    guard value.hasPrefix("{"), value.hasSuffix("}") else {
      facts.append(.single("permissions of \(owner)", value))
      return
    }
    for part in value.dropFirst().dropLast().split(separator: ",") {
      let (key, level) = pair(content(part))
      let rank = level.flatMap { levels.firstIndex(of: $0) }
      facts.append(.single("permissions of \(owner): \(key)", level ?? "", rank.map { .ranked($0) } ?? .plain))
    }
  }

  /// By a commit it is pinned; by a tag or a branch whoever writes there decides what runs.
  private static func add(action: String, _ facts: inout [PermissionFact]) {
    guard !action.hasPrefix("./"), !action.hasPrefix("docker://") || !action.contains("@sha256:") else { return }
    let parts = action.split(separator: "@", maxSplits: 1).map(String.init)
    let name = parts.first ?? action
    let reference = parts.count > 1 ? parts[1] : ""
    let isPinned = reference.utf8.count >= 40 && ObjectID(reference) != nil
    facts.append(.single("action \(name)", reference.isEmpty ? "no version" : reference, .ranked(isPinned ? 0 : 1)))
  }

  // MARK: Lines

  /// Without what surrounds it and without a comment.
  private static func content(_ text: Substring) -> Substring {
    var rest = text
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    if rest.hasPrefix("#") { return "" }
    // A comment begins behind a blank.
    if let sign = rest.indices.first(where: { rest[$0] == "#" && rest[rest.index(before: $0)].isWhitespace }) {
      rest = rest[..<sign]
    }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }

  private static func pair(_ content: Substring) -> (key: String, value: String?) {
    guard let sign = content.firstIndex(of: ":") else { return (unquoted(content), nil) }
    let value = Self.content(content[content.index(after: sign)...])
    return (unquoted(content[..<sign]), value.isEmpty ? nil : unquoted(value))
  }

  private static func unquoted(_ text: Substring) -> String {
    guard text.count > 1, let first = text.first, first == "\"" || first == "'", text.last == first else {
      return String(text)
    }
    return String(text.dropFirst().dropLast())
  }
}
