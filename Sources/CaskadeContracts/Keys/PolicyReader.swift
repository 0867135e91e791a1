package import CaskadeSyntax

/// Reads policy text (format `caskade_policy: 1`) over the built-in policy.
///
/// All problems of a file come at once. There is a policy if and only if no diagnostic is an error.
package enum PolicyReader {
  package struct Result: Sendable {
    package let policy: Policy?
    package let diagnostics: [Diagnostic]
  }

  /// - Parameter builtIn: what the text is read over.
  package static func read(
    _ source: SourceText, over builtIn: Policy = BuiltInPolicy.policy, patterns: PathPattern.Compilation = .atOnce
  ) -> Result {
    let yaml = YAMLReader.read(source)
    guard let root = yaml.root else { return Result(policy: nil, diagnostics: yaml.diagnostics) }
    var decoder = NodeDecoder(source: source, patterns: patterns)
    var policy = builtIn
    PolicyKeys.table.read(root, .file, into: &policy, with: &decoder)
    checkGroups(root, policy, &decoder)
    checkAreas(root, policy, &decoder)
    let diagnostics = (yaml.diagnostics + decoder.diagnostics).sortedByPlace()
    let isValid = !diagnostics.contains { $0.severity == .error }
    return Result(policy: isValid ? policy : nil, diagnostics: diagnostics)
  }

  /// A band that asks for signers from a group that doesn't exist could never be satisfied. Groups may be defined further
  /// down than they are asked for.
  private static func checkGroups(_ root: YAMLNode, _ policy: Policy, _ decoder: inout NodeDecoder) {
    let known = policy.groups.map(\.name)
    for (key, item) in askedGroups(root) {
      guard let name = NodeDecoder.plainText(item), !known.contains(name) else { continue }
      let suggestion = Suggestion.closest(to: name, among: known)
      decoder.report(.notOneOf(key: key, found: name, known: known, suggestion: suggestion), at: item.range)
    }
  }

  private static func askedGroups(_ root: YAMLNode) -> [(key: String, item: YAMLNode)] {
    let bands = Band.allCases.map { ["bands", $0.rawValue, "from"] }
    return (bands + [["policy_changes", "from"]]).flatMap { path in
      root.items(at: path).map { (path.joined(separator: "."), $0) }
    }
  }

  /// Work that should be governed for its area would slip through if no area were called that.
  private static func checkAreas(_ root: YAMLNode, _ policy: Policy, _ decoder: inout NodeDecoder) {
    let known = policy.areas.map(\.title)
    for item in root.items(at: ["governed", "areas"]) {
      guard let name = NodeDecoder.plainText(item), policy.area(named: name) == nil else { continue }
      let suggestion = Suggestion.closest(to: name, among: known)
      decoder.report(
        .notOneOf(key: "governed.areas", found: name, known: known, suggestion: suggestion), at: item.range)
    }
  }
}

extension YAMLNode {
  /// The items of the list that stands below these keys.
  fileprivate func items(at path: [String]) -> [YAMLNode] {
    var node = self
    for key in path {
      guard case .mapping(let entries) = node.content, let entry = entries.first(where: { $0.key == key }) else {
        return []
      }
      node = entry.value
    }
    guard case .sequence(let items) = node.content else { return [] }
    return items
  }
}
