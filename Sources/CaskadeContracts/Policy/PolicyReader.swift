package import CaskadeSyntax

/// Reads policy text (format `caskade_policy: 1`) over the built-in policy.
///
/// All problems of a file come at once. There is a policy if and only if no diagnostic is an error.
package struct PolicyReader {
  package struct Result: Sendable {
    package let policy: Policy?
    package let diagnostics: [Diagnostic]
  }

  package static let keys = [
    "caskade_policy", "base", "approval", "bands", "groups", "areas", "protected", "gates", "tools", "secrets",
    "templates",
  ]

  package static let bandKeys = ["approvals", "from", "isolated", "pinned", "files", "lines"]
  package static let caps = 1...1_000_000
  package static let areaKeys = ["name", "band", "paths"]
  package static let templateKeys = ["standing", "owner"]
  package static let allowanceKeys = ["path", "reason", "expires"]

  private var decoder: NodeDecoder
  private var policy: Policy
  /// Groups that bands ask for: they may be defined further down.
  private var askedGroups: [(name: String, key: String, range: SourceRange)] = []

  package static func read(_ source: SourceText) -> Result {
    let yaml = YAMLReader.read(source)
    guard let root = yaml.root else { return Result(policy: nil, diagnostics: yaml.diagnostics) }
    var reader = PolicyReader(decoder: NodeDecoder(source: source), policy: BuiltInPolicy.policy)
    reader.read(root)
    let diagnostics = (yaml.diagnostics + reader.decoder.diagnostics).sortedByPlace()
    let valid = !diagnostics.contains { $0.severity == .error }
    return Result(policy: valid ? reader.policy : nil, diagnostics: diagnostics)
  }

  private mutating func read(_ root: YAMLNode) {
    guard case .mapping = root.content,
      let entries = decoder.mapping(root, key: "", known: Self.keys, extensions: true)
    else {
      decoder.report(.notAMapping(what: "policy"), at: root.range)
      return
    }
    for entry in entries { read(entry) }
    if !entries.contains(where: { $0.key == "caskade_policy" }) {
      let start = SourceRange(root.range.start, root.range.start)
      decoder.report(.missingKey("caskade_policy", example: "caskade_policy: 1"), at: start)
    }
    checkGroups()
  }

  private mutating func read(_ entry: YAMLEntry) {
    let node = entry.value
    switch entry.key {
    case "caskade_policy":
      if let text = decoder.text(node, key: entry.key), text != "1" {
        decoder.report(.unsupportedVersion(key: entry.key, found: text), at: node.range)
      }
    case "base": policy.base = decoder.text(node, key: entry.key)
    case "approval":
      for field in decoder.mapping(node, key: entry.key, known: ["self_declared"]) ?? [] {
        policy.judgesSelfDeclared = decoder.truth(field.value, key: field.key) ?? false
      }
    case "bands": readBands(node)
    case "groups": readGroups(node)
    case "areas": readAreas(node)
    case "protected":
      let patterns = (decoder.list(node, key: entry.key) ?? []).compactMap { decoder.pattern($0, key: entry.key) }
      policy.protected.append(
        ProtectedRule(rule: "protected.policy", what: "file that the policy protects", patterns: patterns))
    case "gates": readGates(node)
    case "tools":
      for field in decoder.mapping(node, key: entry.key, known: ["deny"]) ?? [] {
        policy.deniedTools = decoder.toolEntries(field.value, key: "tools.deny")
      }
    case "secrets": readSecrets(node)
    case "templates": readTemplates(node)
    default: break
    }
  }

  private mutating func readBands(_ node: YAMLNode) {
    let known = Band.allCases.map(\.rawValue)
    for entry in decoder.mapping(node, key: "bands", known: known) ?? [] {
      guard let band = Band(rawValue: entry.key) else { continue }
      let key = "bands.\(entry.key)"
      var rule = policy[band]
      for field in decoder.mapping(entry.value, key: key, known: Self.bandKeys) ?? [] {
        switch field.key {
        case "approvals": rule.approvals = decoder.count(field.value, key: field.key, in: 0...20) ?? rule.approvals
        case "from":
          rule.from = (decoder.list(field.value, key: field.key) ?? []).compactMap { item in
            guard let name = decoder.text(item, key: "\(key).from") else { return nil }
            askedGroups.append((name, "\(key).from", item.range))
            return name
          }
        case "isolated": rule.isolated = decoder.truth(field.value, key: field.key) ?? true
        case "files": rule.files = decoder.count(field.value, key: field.key, in: Self.caps)
        case "lines": rule.lines = decoder.count(field.value, key: field.key, in: Self.caps)
        default: rule.pinned = decoder.truth(field.value, key: field.key) ?? true
        }
      }
      policy[band] = rule
    }
  }

  private mutating func readGroups(_ node: YAMLNode) {
    for entry in decoder.anyMapping(node, key: "groups") ?? [] {
      let key = "groups.\(entry.key)"
      let members = (decoder.list(entry.value, key: key) ?? []).compactMap { item -> String? in
        guard let name = decoder.text(item, key: key) else { return nil }
        if name.contains(where: { "*?!,\" ".contains($0) }) {
          decoder.report(.wildcardPrincipal(found: name), at: item.range)
          return nil
        }
        return name
      }
      policy.groups.append(Policy.Group(name: entry.key, members: members))
    }
  }

  /// A band that asks for signers from a group that doesn't exist could never be satisfied.
  private mutating func checkGroups() {
    let known = policy.groups.map(\.name)
    for asked in askedGroups where !known.contains(asked.name) {
      let suggestion = Suggestion.closest(to: asked.name, among: known)
      decoder.report(
        .notOneOf(key: asked.key, found: asked.name, known: known, suggestion: suggestion), at: asked.range)
    }
  }

  private mutating func readAreas(_ node: YAMLNode) {
    var titles: [(title: String, key: String, range: SourceRange)] = []
    for entry in decoder.anyMapping(node, key: "areas") ?? [] {
      let builtIn = policy.area(named: entry.key)
      var band = builtIn?.band ?? .medium
      var patterns = builtIn?.patterns ?? []
      var title: String?
      for field in decoder.mapping(entry.value, key: "areas.\(entry.key)", known: Self.areaKeys) ?? [] {
        switch field.key {
        case "name":
          title = decoder.text(field.value, key: field.key)
          if let title { titles.append((title, entry.key, field.value.range)) }
        case "band": band = decoder.choice(field.value, key: field.key, of: Band.self) ?? band
        default:
          patterns += (decoder.list(field.value, key: field.key) ?? []).compactMap {
            decoder.pattern($0, key: field.key)
          }
        }
      }
      let area = Area(name: entry.key, title: title, band: band, patterns: patterns)
      if let index = policy.areas.firstIndex(where: { $0.name == entry.key }) {
        policy.areas[index] = area
      } else {
        policy.areas.append(area)
      }
    }
    // A name that two areas had would let a condition on the one pass for one on the other.
    for (title, key, range) in titles where policy.areas.contains(where: { $0.name != key && $0.isCalled(title) }) {
      decoder.report(.takenName(key: "areas.\(key).name", found: title), at: range)
    }
  }

  private enum Requirement: String, CaseIterable { case required, optional }

  private mutating func readGates(_ node: YAMLNode) {
    let known = GateName.allCases.map(\.rawValue)
    for entry in decoder.mapping(node, key: "gates", known: known) ?? [] {
      guard let gate = GateName(rawValue: entry.key),
        let requirement = decoder.choice(entry.value, key: entry.key, of: Requirement.self)
      else { continue }
      switch requirement {
      case .required: policy.requiredGates.insert(gate)
      case .optional:
        // The gates that are always required can't be loosened; `tools` is optional unless a policy asks for it.
        if gate != .tools {
          decoder.report(
            .notOneOf(key: entry.key, found: "optional", known: ["required"], suggestion: nil), at: entry.value.range)
        }
      }
    }
  }

  private mutating func readTemplates(_ node: YAMLNode) {
    for entry in decoder.anyMapping(node, key: "templates") ?? [] {
      var standing = Policy.TemplateRule.Standing.standard
      var owner: String?
      for field in decoder.mapping(entry.value, key: "templates.\(entry.key)", known: Self.templateKeys) ?? [] {
        if field.key == "standing" {
          standing = decoder.choice(field.value, key: field.key, of: Policy.TemplateRule.Standing.self) ?? standing
        } else {
          owner = decoder.text(field.value, key: field.key)
        }
      }
      policy.templates.append(Policy.TemplateRule(name: entry.key, standing: standing, owner: owner))
    }
  }

  private mutating func readSecrets(_ node: YAMLNode) {
    for entry in decoder.mapping(node, key: "secrets", known: ["allow"]) ?? [] {
      for item in decoder.list(entry.value, key: "secrets.allow") ?? [] { readAllowance(item) }
    }
  }

  private mutating func readAllowance(_ node: YAMLNode) {
    guard let fields = decoder.mapping(node, key: "secrets.allow", known: Self.allowanceKeys) else { return }
    var pattern: PathPattern?
    var reason: String?
    var expires: CalendarDate?
    for field in fields {
      switch field.key {
      case "path": pattern = decoder.pattern(field.value, key: field.key)
      case "reason": reason = decoder.text(field.value, key: field.key)
      default: expires = decoder.date(field.value, key: field.key)
      }
    }
    let present = fields.map(\.key)
    if !present.contains("path") {
      decoder.report(.missingKey("path", example: "path: Tests/keys.txt"), at: node.range)
    }
    if !present.contains("reason") { decoder.report(.missingReason(key: "secrets.allow"), at: node.range) }
    if !present.contains("expires") {
      decoder.report(.missingKey("expires", example: "expires: 2027-01-01"), at: node.range)
    }
    if let pattern, let reason, let expires {
      policy.secretAllowances.append(
        Policy.SecretAllowance(
          pattern: pattern, reason: reason, expires: expires, line: decoder.line(of: node)))
    }
  }
}
