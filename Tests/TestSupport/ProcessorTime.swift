#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the current thread has used of a processor: a guard against work that grows beyond measure, on which the machine's
/// other work has no influence. How fast something is, the benchmark says.
package enum ProcessorTime {
  package static var now: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
  }

  package static func spent(_ body: () throws -> Void) rethrows -> Duration {
    let start = now
    try body()
    return now - start
  }
}

/// How the time of some work grows with the size of its input.
///
/// The two sizes are compared with each other and not with a clock, so that neither a slow machine nor a debug build
/// matters. A work that is over in no time is never called slow.
package struct TimeGrowth: CustomStringConvertible {
  private let small: Duration
  private let large: Duration

  /// Measures the work on an input of the size, and on one that is sixteen times as large.
  package init<Input>(from size: Int, _ make: (Int) -> Input, _ work: (Input) throws -> Void) rethrows {
    let (first, second) = (make(size), make(size * 16))
    var best = try ProcessorTime.spent { try work(first) }
    for _ in 0..<2 { best = min(best, try ProcessorTime.spent { try work(first) }) }
    small = best
    large = try ProcessorTime.spent { try work(second) }
  }

  /// A quadratic work would take 256 times as long, a linear one 16 times.
  package var isLinear: Bool { large < max(small * 80, .milliseconds(100)) }

  package var description: String { "sixteen times the size took \(large) after \(small)" }
}
