/// The keys of a format as a table for people, from the same rows that read them.
package enum KeyReference: String, Hashable, Sendable, CaseIterable {
  case contract, policy

  package var descriptions: [KeyDescription] {
    switch self {
    case .contract: ContractKeys.table.descriptions
    case .policy: PolicyKeys.table.descriptions
    }
  }

  /// The keys that may stand at the top of the file.
  package var names: [String] {
    switch self {
    case .contract: ContractKeys.table.names
    case .policy: PolicyKeys.table.names
    }
  }

  /// A table in Markdown: name, what it means, what holds without it.
  package var markdown: String {
    let rows = descriptions.map { key in
      "| `\(key.path)` | \(Self.cell(key.about)) | \(Self.cell(key.absent)) |\n"
    }
    return "| key | what it means | without it |\n| --- | --- | --- |\n" + rows.joined()
  }

  /// Marks that Markdown would take for its own, and the cell's end, are escaped.
  private static func cell(_ text: String) -> String {
    var result = ""
    for letter in text {
      if "|*_<`".contains(letter) { result.append("\\") }
      result.append(letter)
    }
    return result
  }
}
