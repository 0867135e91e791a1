/// A length of time in whole seconds, written `90s`, `10m`, `2h` or joined from large to small: `1h30m`.
package struct TimeSpan: Hashable, Sendable, Comparable {
  package let seconds: Int

  package init(seconds: Int) {
    self.seconds = seconds
  }

  /// Nil for text that is not a length of time, for zero, and for more than a day.
  package init?(_ text: String) {
    var total = 0
    var value: Int?
    var lastUnit = Int.max
    for byte in text.utf8 {
      if let digit = Self.digit(byte) {
        let next = (value ?? 0) * 10 + digit
        guard next <= 86_400 else { return nil }
        value = next
        continue
      }
      let unit: Int
      switch byte {
      case UInt8(ascii: "h"): unit = 3_600
      case UInt8(ascii: "m"): unit = 60
      case UInt8(ascii: "s"): unit = 1
      default: return nil
      }
      guard let number = value, unit < lastUnit else { return nil }
      total += number * unit
      value = nil
      lastUnit = unit
    }
    guard value == nil, total > 0, total <= 86_400 else { return nil }
    seconds = total
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
  }

  /// The shortest form that reads back as the same length.
  package var text: String {
    var rest = seconds
    var result = ""
    for (unit, letter) in [(3_600, "h"), (60, "m"), (1, "s")] where rest >= unit {
      result += "\(rest / unit)\(letter)"
      rest %= unit
    }
    return result
  }

  package static func < (one: TimeSpan, other: TimeSpan) -> Bool { one.seconds < other.seconds }
}
