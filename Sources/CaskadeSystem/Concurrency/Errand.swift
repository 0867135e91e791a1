import Dispatch

/// Work that goes on in a thread of its own until its result is asked for.
///
/// It has always ended when the errand is gone: no program that it runs outlives what it was run for.
package final class Errand<Value: Sendable, Fault: Error>: Sendable {
  private let group = DispatchGroup()
  private let ended = Locked<Result<Value, Fault>?>(nil)

  package init(_ work: @escaping @Sendable () throws(Fault) -> Value) {
    // A queue of its own: such work mostly waits, and a shared pool counts processors.
    DispatchQueue(label: "caskade.errand").async(group: group) { [ended] in
      let result = Result { () throws(Fault) in try work() }
      ended.withLock { $0 = result }
    }
  }

  deinit {
    group.wait()
  }

  /// Waits for the end.
  package func result() throws(Fault) -> Value {
    group.wait()
    guard let result = ended.withLock({ $0 }) else { preconditionFailure("the group ended without its work") }
    return try result.get()
  }
}
