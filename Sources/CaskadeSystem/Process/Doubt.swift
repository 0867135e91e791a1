/// What looks after a program that takes its time, and says what it waits for in vain. To end each after so long would blame
/// whoever has a slow disk.
package struct Doubt: Sendable {
  /// Nil while there is hope. The first time is no time for a long search.
  package let reason: @Sendable (_ isFirst: Bool) -> String?

  package init(_ reason: @escaping @Sendable (_ isFirst: Bool) -> String?) {
    self.reason = reason
  }

  /// When it is asked, from the program's start. A quarter of a second is more than most take, and too little to fill
  /// the memory.
  static func time(_ number: Int) -> Duration {
    switch number {
    case 0: .milliseconds(250)
    case 1: .seconds(1)
    case _: .seconds(8 * (number - 1))
    }
  }
}
