import CaskadeContracts

/// Whether some use is of two of a contract's tools at once. In their texts `*` stands for anything.
enum ToolOverlap {
  static func overlap(_ one: Tool, _ other: Tool) -> Bool {
    switch (one, other) {
    case (.read, .read), (.search, .search), (.edit, .edit), (.agent, .agent): true
    case (.web(nil), .web), (.web, .web(nil)): true
    case (.web(let left?), .web(let right?)): texts(left, right)
    case (.mcp(let left), .mcp(let right)): texts(left, right)
    case (.shell(let left), .shell(let right)):
      forms(left).contains { left in forms(right).contains { texts(left, $0) } }
    case (.read, _), (.search, _), (.edit, _), (.agent, _), (.web, _), (.shell, _), (.mcp, _): false
    }
  }

  /// `swift test *` also means a bare `swift test`.
  private static func forms(_ pattern: String) -> [String] {
    pattern.hasSuffix(" *") ? [pattern, String(pattern.dropLast(2))] : [pattern]
  }

  private static func texts(_ one: String, _ other: String) -> Bool {
    let (left, right) = (Array(one.utf8), Array(other.utf8))
    let star = UInt8(ascii: "*")
    // Whether what is left of both from these places on has a text in common.
    var behind = [Bool](repeating: false, count: right.count + 1)
    for i in stride(from: left.count, through: 0, by: -1) {
      var row = [Bool](repeating: false, count: right.count + 1)
      for j in stride(from: right.count, through: 0, by: -1) {
        let isStar = (left: i < left.count && left[i] == star, right: j < right.count && right[j] == star)
        if i == left.count, j == right.count {
          row[j] = true
        } else if isStar.left || isStar.right {
          // A star ends here, or takes one more of the other's.
          row[j] = (i < left.count && behind[j]) || (j < right.count && row[j + 1])
        } else {
          row[j] = i < left.count && j < right.count && left[i] == right[j] && behind[j + 1]
        }
      }
      behind = row
    }
    return behind[0]
  }
}
