/// A moment as RFC 3339 writes it, with any offset, in milliseconds since 1970-01-01T00:00:00Z.
package enum InstantText {
  /// Nil for what is no such moment. A leap second counts as the second before it.
  package static func milliseconds(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.count <= 40 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19), bytes[4] == UInt8(ascii: "-"),
      bytes[7] == UInt8(ascii: "-"), bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == 0x20,
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"), (1...12).contains(month), (1...31).contains(day),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    var place = 19
    var thousandths = 0
    if bytes[place] == UInt8(ascii: ".") {
      var factor = 100
      place += 1
      while place < bytes.count, (0x30...0x39).contains(bytes[place]) {
        thousandths += Int(bytes[place] - 0x30) * factor
        factor /= 10
        place += 1
      }
    }
    guard place < bytes.count else { return nil }
    var offset = 0
    switch bytes[place] {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): guard place + 1 == bytes.count else { return nil }
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard place + 6 == bytes.count, let hours = number((place + 1)..<(place + 3)),
        let minutes = number((place + 4)..<(place + 6)), bytes[place + 3] == UInt8(ascii: ":")
      else { return nil }
      offset = (hours * 60 + minutes) * (bytes[place] == UInt8(ascii: "+") ? 60 : -60)
    case _: return nil
    }
    let seconds = days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + min(second, 59) - offset
    return seconds * 1_000 + thousandths
  }

  /// Days since 1970-01-01. Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// In UTC, to the second.
  package static func text(milliseconds: Int) -> String {
    let seconds = milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let rest = seconds - days * 86_400
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func padded(_ number: Int, _ width: Int = 2) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month))-\(padded(dayOfYear - (153 * part + 2) / 5 + 1))T"
      + "\(padded(rest / 3_600)):\(padded(rest / 60 % 60)):\(padded(rest % 60))Z"
  }
}
