package import CaskadeSyntax

/// Every value of a policy that is in force, and where it was set.
package struct PolicyListing: Hashable, Sendable {
  package struct Value: Hashable, Sendable {
    /// `bands.high.approvals`.
    package let key: String
    /// One line, safe to print.
    package let text: String
    /// The file's line that has the key; nil where the built-in policy speaks alone.
    package let line: Int?
    /// The file adds to what is built in.
    package let isAdded: Bool
  }

  /// In the order of the format.
  package let values: [Value]

  /// - Parameter source: the policy's file; nil where the built-in one rules alone.
  package init(_ policy: Policy, source: SourceText?) {
    let places = PolicyPlaces(source)
    var values: [Value] = []
    func add(_ key: String, _ text: String, isAdded: Bool = false) {
      let line = places.line(of: key)
      values.append(
        Value(key: key, text: EscapedText.line(text), line: line, isAdded: isAdded && line != nil))
    }
    add("base", policy.base ?? "the usual names")
    add("approval.self_declared", "\(policy.judgesSelfDeclared)")
    for band in Band.allCases {
      let rule = policy[band]
      add("bands.\(band.rawValue).approvals", "\(rule.approvals)")
      add("bands.\(band.rawValue).from", rule.from.isEmpty ? "anybody" : rule.from.joined(separator: ", "))
      add("bands.\(band.rawValue).isolated", "\(rule.isolated)")
      add("bands.\(band.rawValue).pinned", "\(rule.pinned)")
      add("bands.\(band.rawValue).files", rule.files.map { "at most \($0)" } ?? "no cap")
      add("bands.\(band.rawValue).lines", rule.lines.map { "at most \($0)" } ?? "no cap")
    }
    for group in policy.groups { add("groups.\(group.name)", group.members.joined(separator: ", ")) }
    for area in policy.areas {
      let isBuiltIn = BuiltInPolicy.policy.area(named: area.name) != nil
      if area.title != area.name { add("areas.\(area.name).name", area.title) }
      add("areas.\(area.name).band", area.band.rawValue)
      add("areas.\(area.name).paths", Self.counted(area.patterns), isAdded: isBuiltIn)
    }
    for rule in policy.protected {
      let isBuiltIn = BuiltInPolicy.policy.protected.contains { $0.rule == rule.rule }
      add(isBuiltIn ? rule.rule : "protected", Self.counted(rule.patterns))
    }
    for gate in GateName.allCases {
      let isRequired = gate != .tools || policy.requiredGates.contains(gate)
      add("gates.\(gate.rawValue)", isRequired ? "required" : "optional")
    }
    if !policy.deniedTools.isEmpty {
      add("tools.deny", policy.deniedTools.map(\.tool.text).joined(separator: ", "))
    }
    for allowance in policy.secretAllowances {
      values.append(
        Value(
          key: "secrets.allow",
          text: EscapedText.line("\(allowance.pattern.text) until \(allowance.expires.text): \(allowance.reason)"),
          line: allowance.line, isAdded: false))
    }
    for template in policy.templates {
      add("templates.\(template.name).standing", template.standing.rawValue)
      add("templates.\(template.name).owner", template.owner ?? "nobody")
    }
    self.values = values
  }

  private static func counted(_ patterns: [PathPattern]) -> String {
    let shown = patterns.prefix(3).map(\.text).joined(separator: ", ")
    return patterns.count > 3 ? "\(shown) and \(patterns.count - 3) more" : shown.isEmpty ? "none" : shown
  }
}

/// The lines on which a policy's file has its keys.
private struct PolicyPlaces {
  private var lines: [String: Int] = [:]

  init(_ source: SourceText?) {
    guard let source, let root = YAMLReader.read(source).root else { return }
    note(root, below: "", source)
  }

  func line(of key: String) -> Int? { lines[key] }

  private mutating func note(_ node: YAMLNode, below key: String, _ source: SourceText) {
    guard case .mapping(let entries) = node.content else { return }
    for entry in entries {
      let name = key.isEmpty ? entry.key : "\(key).\(entry.key)"
      lines[name] = source.line(at: entry.keyRange.start)
      note(entry.value, below: name, source)
    }
  }
}
