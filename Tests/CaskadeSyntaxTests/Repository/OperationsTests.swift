import XCTest

@testable import CaskadeSyntax

final class OperationsTests: XCTestCase {
  /// Every two of the sixteen, against Swift's own sets.
  func testAsSets() {
    let all = (0..<16).map { bits in
      Operation.allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)
    }
    for one in all {
      XCTAssertEqual(Operation.allCases.filter(Operations(one).contains), one)
      XCTAssertEqual(Operations(one).isEmpty, one.isEmpty)
      XCTAssertEqual(Operations(one + one), Operations(one.reversed()))
      for other in all {
        XCTAssertEqual(Operations(one) == Operations(other), one == other)
        XCTAssertEqual(Operations(one).isSuperset(of: Operations(other)), Set(one).isSuperset(of: other))
        XCTAssertEqual(Operations(one).isDisjoint(with: Operations(other)), Set(one).isDisjoint(with: other))
        XCTAssertEqual(
          Operation.allCases.filter(Operations(one).intersection(Operations(other)).contains),
          one.filter(other.contains))
        var both = Operations(one)
        both.formUnion(Operations(other))
        XCTAssertEqual(Set(Operation.allCases.filter(both.contains)), Set(one).union(other))
      }
    }
  }
}
