import CaskadeSyntax
import CaskadeSystem

/// The figures of a run, in their order.
final class BenchFigures: Sendable {
  private let rows = Locked<[JSONValue]>([])

  func add(_ members: [(String, JSONValue)]) {
    rows.withLock { $0.append(.object(members.map { JSONMember($0.0, $0.1) })) }
  }

  /// A JSON array, whole or not at all.
  func write(to file: ByteString) throws {
    try AtomicFile.write(JSONWriter(.pretty).bytes(.array(rows.withLock { $0 })), to: file, replacing: true)
  }
}

extension Bench {
  func row(_ name: String, _ milliseconds: Double, against other: String, _ otherMilliseconds: Double) {
    let ratio = milliseconds / otherMilliseconds
    print(
      "\(name): \(Self.rounded(milliseconds)) ms; \(other): \(Self.rounded(otherMilliseconds)) ms; "
        + "ratio \(Self.rounded(ratio))")
    figures.add([
      ("name", .string(name)), ("milliseconds", .number(Self.rounded(milliseconds))), ("against", .string(other)),
      ("against_milliseconds", .number(Self.rounded(otherMilliseconds))), ("ratio", .number(Self.rounded(ratio))),
    ])
  }

  /// Says how the time grows over three sizes, each twice the one before.
  func grows(_ name: String, _ times: [Double]) {
    let exponent = Self.rounded(Growth.exponent(times))
    print("  \(name) grows with exponent \(exponent)")
    figures.add([("name", .string("growth of \(name)")), ("exponent", .number(exponent))])
  }
}
