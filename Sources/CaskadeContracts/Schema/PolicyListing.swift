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
    values = PolicyKeys.table.listed(policy, below: "").map { value in
      let line = value.line ?? places.line(of: value.key)
      return Value(
        key: value.key, text: EscapedText.line(value.text), line: line, isAdded: value.isAdded && line != nil)
    }
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
