/// How often a watch looks at what agents write: each second, and more seldom where a look takes long.
enum WatchPace {
  private static let least = Duration.seconds(1)
  /// However much lies there, looking takes no more than a hundredth of the time.
  private static let rest = 100
  /// A machine that is busy with something else makes nobody wait longer.
  private static let most = Duration.seconds(10)

  /// How long to wait after a look that began then.
  static func pause(after start: ContinuousClock.Instant) -> Duration {
    min(most, max(least, start.duration(to: .now) * rest))
  }
}
