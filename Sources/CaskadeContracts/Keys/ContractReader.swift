package import CaskadeSyntax

/// Reads contract text (format `caskade: 1`, see PRODUCT's "The contract") into a `Contract`.
///
/// All problems of a file come at once. There is a contract if and only if no diagnostic is an error.
package struct ContractReader {
  package struct Result: Sendable {
    package let contract: Contract?
    /// What could be read where nothing stands in the way but blanks; the contract itself where there is one.
    package let draft: Contract?
    package let diagnostics: [Diagnostic]
    /// Blanks are found in a file that is no contract too, as long as it is YAML.
    package let blanks: [Blank]

    /// Without those that say of a blank that it isn't a date, a number, or whatever else stands in its place.
    package var diagnosticsBesideBlanks: [Diagnostic] {
      let places = Set(blanks.map(\.range))
      return diagnostics.filter { diagnostic in
        diagnostic.severity != .error || !(diagnostic.range.map(places.contains) ?? false)
      }
    }

    fileprivate init(_ contract: Contract?, _ diagnostics: [Diagnostic]) {
      let isValid = !diagnostics.contains { $0.severity == .error }
      self.contract = isValid ? contract : nil
      self.diagnostics = diagnostics
      blanks = contract?.blanks ?? []
      let places = Set(blanks.map(\.range))
      let isDraft = diagnostics.allSatisfy { diagnostic in
        diagnostic.severity != .error || (diagnostic.range.map(places.contains) ?? false)
      }
      draft = isDraft ? contract : nil
    }
  }

  package static func read(_ source: SourceText, patterns: PathPattern.Compilation = .atOnce) -> Result {
    let yaml = YAMLReader.read(source)
    guard let root = yaml.root else { return Result(nil, yaml.diagnostics) }
    var decoder = NodeDecoder(source: source, patterns: patterns)
    var contract = ContractKeys.table.blank
    ContractKeys.table.read(root, .file, into: &contract, with: &decoder)
    if case .mapping(let entries) = root.content {
      contract.extensions = entries.filter { $0.key.hasPrefix("x-") }
        .map { Contract.Extension(key: $0.key, value: $0.value) }
      contract.blanks = BlankFinder.blanks(in: root, source: source)
      contract.cutTexts = CutText.all(in: root, source: source)
    }
    return Result(contract, (yaml.diagnostics + decoder.diagnostics).sortedByPlace())
  }
}

extension [Diagnostic] {
  /// By place, then gravity, then rule: the order in which a person reads the file.
  package func sortedByPlace() -> [Diagnostic] {
    enumerated().sorted { one, other in
      let left = one.element.range?.start ?? -1
      let right = other.element.range?.start ?? -1
      return (left, one.offset) < (right, other.offset)
    }.map(\.element)
  }
}
