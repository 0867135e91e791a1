extension Tool {
  /// Whether surely every use of the other tool is a use of this one: `web` covers `web: example.com`, and
  /// `shell: git *` covers `shell: git push *`. False may also mean that it isn't seen.
  package func covers(_ other: Tool) -> Bool {
    switch (self, other) {
    case (.read, .read), (.search, .search), (.edit, .edit), (.agent, .agent), (.web(nil), .web): true
    case (.shell(let pattern), .shell(let text)):
      Self.stars(pattern, cover: text)
        || (pattern.hasSuffix(" *") && Self.stars(String(pattern.dropLast(2)), cover: text))
    case (.web(let pattern?), .web(let text?)), (.mcp(let pattern), .mcp(let text)): Self.stars(pattern, cover: text)
    case (.read, _), (.search, _), (.edit, _), (.agent, _), (.web, _), (.shell, _), (.mcp, _): false
    }
  }

  /// Whether the text matches a pattern in which `*` stands for anything; a star of the text is a letter like others,
  /// which a star alone can take.
  private static func stars(_ pattern: String, cover text: String) -> Bool {
    let pattern = Array(pattern.utf8)
    let text = Array(text.utf8)
    let star = UInt8(ascii: "*")
    var (index, place) = (0, 0)
    var retry: (index: Int, place: Int)?
    while place < text.count {
      if index < pattern.count, pattern[index] == star {
        retry = (index, place)
        index += 1
      } else if index < pattern.count, pattern[index] == text[place], text[place] != star {
        index += 1
        place += 1
      } else if let last = retry {
        retry = (last.index, last.place + 1)
        (index, place) = (last.index + 1, last.place + 1)
      } else {
        return false
      }
    }
    return pattern[index...].allSatisfy { $0 == star }
  }
}
