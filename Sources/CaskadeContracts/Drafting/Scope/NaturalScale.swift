/// Logarithm and exponential, computed here so that they are the same to the last bit on every system: what a draft
/// proposes doesn't depend on a C library.
enum NaturalScale {
  private static let log2 = 0.693_147_180_559_945_3

  /// - Parameter value: above 0.
  static func logarithm(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var mantissa = value.significand
    var exponent = Double(value.exponent)
    if mantissa > 1.414_213_562_373_095 {
      mantissa /= 2
      exponent += 1
    }
    // ln m = 2 artanh((m - 1) / (m + 1)), whose series ends early for an m near 1.
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var sum = 0.0
    var power = ratio
    for divisor in stride(from: 1.0, through: 25.0, by: 2.0) {
      sum += power / divisor
      power *= square
    }
    return 2 * sum + exponent * log2
  }

  /// 0 where a double can't hold it.
  static func exponential(_ value: Double) -> Double {
    guard value > -700 else { return 0 }
    let exponent = (min(value, 700) / log2).rounded()
    let rest = min(value, 700) - exponent * log2
    var sum = 1.0
    var term = 1.0
    for divisor in stride(from: 1.0, through: 18.0, by: 1.0) {
      term *= rest / divisor
      sum += term
    }
    return Double(sign: .plus, exponent: Int(exponent), significand: 1) * sum
  }
}
