/// Some of the operations, each once, in no order.
package struct Operations: Hashable, Sendable, ExpressibleByArrayLiteral {
  private var bits: UInt8 = 0

  package init(_ operations: some Sequence<Operation>) {
    for operation in operations { insert(operation) }
  }

  package init(arrayLiteral operations: Operation...) { self.init(operations) }

  package var isEmpty: Bool { bits == 0 }

  package func contains(_ operation: Operation) -> Bool { bits & Self.bit(operation) != 0 }

  package func isSuperset(of other: Operations) -> Bool { bits & other.bits == other.bits }

  package func isDisjoint(with other: Operations) -> Bool { bits & other.bits == 0 }

  package func intersection(_ other: Operations) -> Operations {
    var both = self
    both.bits &= other.bits
    return both
  }

  package mutating func insert(_ operation: Operation) { bits |= Self.bit(operation) }

  package mutating func formUnion(_ other: Operations) { bits |= other.bits }

  private static func bit(_ operation: Operation) -> UInt8 {
    switch operation {
    case .create: 1
    case .modify: 2
    case .delete: 4
    case .submodule: 8
    }
  }
}
