/// Patterns in which `*` stands for any text, and nothing else for anything but itself.
enum StarMatch {
  /// A star of the text is a letter like others, which a star alone can take.
  static func matches(_ text: String, _ pattern: String) -> Bool {
    matches(Array(text.utf8), Array(pattern.utf8))
  }

  static func matches(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
    let star = UInt8(ascii: "*")
    var (index, place) = (0, 0)
    var retry: (index: Int, place: Int)?
    while place < text.count {
      if index < pattern.count, pattern[index] == star {
        retry = (index, place)
        index += 1
      } else if index < pattern.count, pattern[index] == text[place] {
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
