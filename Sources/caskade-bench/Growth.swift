/// How time grows with its input: measured at three sizes, each twice the one before.
enum Growth {
  /// The exponent: 1 where twice the input takes twice the time. Of the times at n, 2n and 4n it is the slope through the
  /// outer two on paper with logarithmic axes.
  static func exponent(_ times: [Double]) -> Double {
    guard let first = times.first, let last = times.last, first > 0, last > 0, times.count > 1 else { return 0 }
    return logarithm(last / first) / Double(times.count - 1)
  }

  /// To the base of two.
  private static func logarithm(_ value: Double) -> Double {
    var (rest, whole) = (value, 0.0)
    while rest >= 2 {
      rest /= 2
      whole += 1
    }
    while rest < 1 {
      rest *= 2
      whole -= 1
    }
    // Bit by bit: the square of a number has twice its logarithm.
    var (fraction, bit) = (0.0, 0.5)
    for _ in 0..<20 {
      rest *= rest
      if rest >= 2 {
        rest /= 2
        fraction += bit
      }
      bit /= 2
    }
    return whole + fraction
  }
}
