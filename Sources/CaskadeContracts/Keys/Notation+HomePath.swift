import CaskadeSyntax

extension Notation where Value == String {
  /// A folder or file below a person's home: `~/.m2`.
  static var homePath: Notation {
    Notation(
      schema: { SchemaParts.matching("^~/[^/]", $0, example: $1 ?? "~/.m2") },
      read: { decoder, node, place in
        guard let text = decoder.text(node, key: place.name) else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isLegal =
          parts.count > 1 && parts[0] == "~" && !text.utf8.contains(0)
          && !parts.dropFirst().contains { $0.isEmpty || $0 == "." || $0 == ".." }
        if isLegal { return text }
        decoder.report(.badHomePath(found: text), at: node.range)
        return nil
      }, json: { .string($0) }, layout: { .line($0) })
  }
}
