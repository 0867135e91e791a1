/// Keeps a CI system's log from reading commands out of what caskade prints.
///
/// GitHub's runner obeys a line that begins with `::` behind white space, and `##[name` anywhere in a line
/// (actions/runner, ActionCommand.cs); Azure Pipelines obeys `##vso[`, TeamCity `##teamcity[`. A file's name or a
/// command's output may hold any of them. A backslash in front of the colons, or between the signs, takes it apart.
package enum WorkflowCommands {
  package static func disarmed(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isStart = true
    for (index, byte) in bytes.enumerated() {
      let isColons = byte == colon && index + 1 < bytes.count && bytes[index + 1] == colon
      let isSecondSign = byte == sign && index > 0 && bytes[index - 1] == sign
      if isStart && isColons || isSecondSign && opensBracket(bytes, from: index + 1) { result.append(backslash) }
      result.append(byte)
      isStart = byte == lineFeed || isStart && byte == space
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Letters, perhaps none, and a bracket.
  private static func opensBracket(_ bytes: [UInt8], from start: Int) -> Bool {
    var index = start
    while index < bytes.count, (0x61...0x7A).contains(bytes[index] | 0x20) { index += 1 }
    return index < bytes.count && bytes[index] == UInt8(ascii: "[")
  }

  private static let colon = UInt8(ascii: ":")
  private static let sign = UInt8(ascii: "#")
  private static let backslash = UInt8(ascii: "\\")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")
}
