import CaskadeSyntax

/// A parsed document as the lines that the yaml-test-suite writes for it, without styles.
func yamlEvents(_ node: YAMLNode) -> [String] {
  switch node.content {
  case .scalar(let text, _): ["=VAL " + text]
  case .sequence(let items): ["+SEQ"] + items.flatMap(yamlEvents) + ["-SEQ"]
  case .mapping(let entries): ["+MAP"] + entries.flatMap { ["=VAL " + $0.key] + yamlEvents($0.value) } + ["-MAP"]
  }
}

extension YAMLResult {
  var errorRules: [String] { diagnostics.filter { $0.severity == .error }.map(\.rule) }
}

func readYAML(_ text: String) -> YAMLResult {
  YAMLReader.read(SourceText(name: "t.yaml", text))
}
