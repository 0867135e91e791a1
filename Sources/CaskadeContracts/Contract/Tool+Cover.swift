extension Tool {
  /// Whether surely every use of the other tool is a use of this one: `web` covers `web: example.com`, and
  /// `shell: git *` covers `shell: git push *`. False may also mean that it isn't seen.
  package func covers(_ other: Tool) -> Bool {
    switch (self, other) {
    case (.read, .read), (.search, .search), (.edit, .edit), (.agent, .agent), (.web(nil), .web): true
    case (.shell(let pattern), .shell(let text)):
      StarMatch.matches(text, pattern)
        || (pattern.hasSuffix(" *") && StarMatch.matches(text, String(pattern.dropLast(2))))
    case (.web(let pattern?), .web(let text?)), (.mcp(let pattern), .mcp(let text)): StarMatch.matches(text, pattern)
    case (.read, _), (.search, _), (.edit, _), (.agent, _), (.web, _), (.shell, _), (.mcp, _): false
    }
  }
}
