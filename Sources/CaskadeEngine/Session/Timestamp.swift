import CaskadeContracts

/// Moments as RFC 3339 has them, in UTC, to the second.
package enum Timestamp {
  package static func text(_ seconds: Int) -> String {
    let day = CalendarDate(secondsSince1970: seconds)
    let rest = ((seconds % 86_400) + 86_400) % 86_400
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day.text)T\(padded(rest / 3_600)):\(padded(rest / 60 % 60)):\(padded(rest % 60))Z"
  }
}
