/// A moment as `valid-after` and `valid-before` of `allowed_signers` write it, to the second, in UTC.
package struct KeyTime: Hashable, Sendable, Comparable {
  /// `YYYYMMDDHHMMSS`.
  package let digits: String

  /// Reads `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, each with or without a `Z`.
  ///
  /// Without it OpenSSH takes the time zone of whoever verifies, and an answer would hang on the machine: here it is UTC
  /// either way.
  package init?(_ text: String) {
    let plain = text.hasSuffix("Z") ? text.dropLast() : text[...]
    let bytes = Array(plain.utf8)
    guard [8, 12, 14].contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let full = String(plain) + String(repeating: "0", count: 14 - bytes.count)
    func part(_ from: Int, _ count: Int) -> Substring { full.dropFirst(from).prefix(count) }
    guard CalendarDate("\(part(0, 4))-\(part(4, 2))-\(part(6, 2))") != nil, part(8, 2) < "24", part(10, 2) < "60",
      part(12, 2) <= "60"
    else { return nil }
    digits = full
  }

  package init(secondsSince1970 seconds: Int) {
    let day = CalendarDate(secondsSince1970: seconds)
    let rest = ((seconds % 86_400) + 86_400) % 86_400
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    digits =
      day.text.filter { $0 != "-" } + padded(rest / 3_600) + padded(rest / 60 % 60) + padded(rest % 60)
  }

  /// `2026-12-31 23:59:59Z`.
  package var text: String {
    func part(_ from: Int, _ count: Int) -> Substring { digits.dropFirst(from).prefix(count) }
    return "\(part(0, 4))-\(part(4, 2))-\(part(6, 2)) \(part(8, 2)):\(part(10, 2)):\(part(12, 2))Z"
  }

  package static func < (one: KeyTime, other: KeyTime) -> Bool { one.digits < other.digits }
}
