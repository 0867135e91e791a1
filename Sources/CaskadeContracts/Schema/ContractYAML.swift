import CaskadeSyntax

/// Writes a contract as YAML in one canonical form: keys in the format's order, what is the default left out.
///
/// Reading the text again gives a contract of the same meaning (`ContractJSON.value` is equal). Comments and layout of
/// the file that it was read from are not kept.
package enum ContractYAML {
  package static func text(_ contract: Contract) -> String {
    let extensions = contract.extensions.map { YAMLText.line($0.key) + ":" + behind($0.value, indent: 2) + "\n" }
    return ContractKeys.table.fields(contract).yaml + extensions.joined()
  }

  /// What stands behind a `key:` or a `-` of an extension, with the white space before it.
  private static func behind(_ node: YAMLNode, indent: Int) -> String {
    let margin = "\n" + String(repeating: " ", count: indent)
    switch node.content {
    case .scalar(_, .empty): return ""
    case .scalar(let text, _): return " " + YAMLText.line(text)
    case .sequence(let items):
      if items.isEmpty { return " []" }
      return items.map { margin + "-" + behind($0, indent: indent + 2) }.joined()
    case .mapping(let entries):
      if entries.isEmpty { return " {}" }
      return entries.map { margin + YAMLText.line($0.key) + ":" + behind($0.value, indent: indent + 2) }.joined()
    }
  }
}
