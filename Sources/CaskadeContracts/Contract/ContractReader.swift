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

  package static let keys = [
    "caskade", "title", "outcome", "ticket", "owner", "template", "band", "branch", "expires", "paths", "tools",
    "setup", "validation", "stop_when", "notes",
  ]

  private var decoder: NodeDecoder
  private var contract: Contract

  package static func read(_ source: SourceText) -> Result {
    let yaml = YAMLReader.read(source)
    guard let root = yaml.root else { return Result(nil, yaml.diagnostics) }
    let nothing = Contract.Located("", line: 1)
    var reader = ContractReader(
      decoder: NodeDecoder(source: source), contract: Contract(title: nothing, outcome: nothing))
    reader.read(root)
    return Result(reader.contract, (yaml.diagnostics + reader.decoder.diagnostics).sortedByPlace())
  }

  private mutating func read(_ root: YAMLNode) {
    guard case .mapping = root.content,
      let entries = decoder.mapping(root, key: "", known: Self.keys, extensions: true)
    else {
      decoder.report(.notAMapping(what: "contract"), at: root.range)
      return
    }
    var present = Set<String>()
    for entry in entries {
      present.insert(entry.key)
      read(entry)
    }
    if !present.contains("caskade") {
      decoder.report(.missingKey("caskade", example: "caskade: 1"), at: SourceRange(root.range.start, root.range.start))
    }
    for (key, example) in [
      ("title", "title: Fix the login redirect loop"),
      ("outcome", "outcome: what is true when the work is done"),
    ] where !present.contains(key) {
      decoder.report(.missingKey(key, example: example), at: SourceRange(root.range.start, root.range.start))
    }
    contract.blanks = BlankFinder.blanks(in: root, source: decoder.source)
    contract.cutTexts = CutText.all(in: root, source: decoder.source)
  }

  private mutating func read(_ entry: YAMLEntry) {
    let node = entry.value
    switch entry.key {
    case "caskade":
      if let text = decoder.text(node, key: entry.key), text != "1" {
        decoder.report(.unsupportedVersion(key: entry.key, found: text), at: node.range)
      }
    case "title": if let value = located(entry) { contract.title = value }
    case "outcome": if let value = located(entry) { contract.outcome = value }
    case "ticket": contract.ticket = located(entry)
    case "owner": contract.owner = located(entry)
    case "template": contract.template = located(entry)
    case "notes": contract.notes = decoder.text(node, key: entry.key)
    case "band":
      contract.band = decoder.choice(node, key: entry.key, of: Band.self).map {
        Contract.Located($0, line: decoder.line(of: entry.keyRange))
      }
    case "branch": contract.branch = branches(node)
    case "expires":
      contract.expires = decoder.date(node, key: entry.key).map {
        Contract.Located($0, line: decoder.line(of: entry.keyRange))
      }
    case "paths": contract.paths = decoder.paths(entry)
    case "tools": contract.tools = decoder.tools(node)
    case "setup": contract.setup = decoder.setup(node)
    case "validation": contract.validation = decoder.validation(node)
    case "stop_when": contract.stopWhen = decoder.stopConditions(node)
    default: contract.extensions.append(Contract.Extension(key: entry.key, value: node))
    }
  }

  private mutating func located(_ entry: YAMLEntry) -> Contract.Located<String>? {
    let line = decoder.line(of: entry.keyRange)
    return decoder.text(entry.value, key: entry.key).map { Contract.Located($0, line: line) }
  }

  private mutating func branches(_ node: YAMLNode) -> [BranchPattern] {
    var nodes = [node]
    if case .sequence(let items) = node.content { nodes = items }
    if nodes.isEmpty { decoder.report(.empty(key: "branch", shape: .list), at: node.range) }
    return nodes.compactMap { item -> BranchPattern? in
      guard let text = decoder.text(item, key: "branch") else { return nil }
      if text.hasPrefix("refs/") {
        decoder.report(.badBranch(found: text, reason: "it is a full reference name"), at: item.range)
        return nil
      }
      do throws(PathPatternError) {
        return BranchPattern(pattern: try PathPattern(text), line: decoder.line(of: item))
      } catch {
        decoder.report(.badBranch(found: text, reason: error.message), at: item.range)
        return nil
      }
    }
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
