package import CaskadeSyntax

/// Reads policy text (format `caskade_policy: 1`) over the built-in policy.
///
/// All problems of a file come at once. There is a policy if and only if no diagnostic is an error.
package enum PolicyReader {
  package struct Result: Sendable {
    package let policy: Policy?
    package let diagnostics: [Diagnostic]
  }

  package static func read(_ source: SourceText) -> Result {
    let yaml = YAMLReader.read(source)
    guard let root = yaml.root else { return Result(policy: nil, diagnostics: yaml.diagnostics) }
    var decoder = NodeDecoder(source: source)
    var policy = BuiltInPolicy.policy
    PolicyKeys.table.read(root, .file, into: &policy, with: &decoder)
    checkGroups(root, policy, &decoder)
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
    Band.allCases.flatMap { band -> [(key: String, item: YAMLNode)] in
      let from = root.value(of: "bands")?.value(of: band.rawValue)?.value(of: "from")
      guard case .sequence(let items) = from?.content else { return [] }
      return items.map { ("bands.\(band.rawValue).from", $0) }
    }
  }
}

extension YAMLNode {
  fileprivate func value(of key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }
}
