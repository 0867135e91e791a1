package import CaskadeSyntax

/// A contract as JSON, `caskade.contract/1`: every key of the format with its default written out, no places.
///
/// What is absent without a default is `null`; `validation` is `null` when the contract lacks the key, which differs
/// from `[]`. Keys that begin with `x-` stand in `extensions`, every scalar of theirs as text. Two contracts that mean
/// the same thing in the same order give the same value.
package enum ContractJSON {
  package static let schema = "caskade.contract/1"

  package static func value(_ contract: Contract) -> JSONValue {
    let extensions = contract.extensions.map { JSONMember($0.key, node($0.value)) }
    return .object(
      [JSONMember("schema", .string(schema))] + ContractKeys.table.members(contract)
        + [JSONMember("extensions", .object(extensions))])
  }

  private static func node(_ node: YAMLNode) -> JSONValue {
    switch node.content {
    case .scalar(let text, _): .string(text)
    case .sequence(let items): .array(items.map(Self.node))
    case .mapping(let entries): .object(entries.map { JSONMember($0.key, Self.node($0.value)) })
    }
  }
}
