/// Assertions by name, each with the one that says the opposite.
enum TurnedWords {
  typealias Table = [ArraySlice<UInt8>: [UInt8]]

  static let python = both(
    [
      ("assertEqual", "assertNotEqual"), ("assertTrue", "assertFalse"), ("assertIn", "assertNotIn"),
      ("assertIs", "assertIsNot"), ("assertIsNone", "assertIsNotNone"), ("assertIsInstance", "assertNotIsInstance"),
      ("assertGreater", "assertLessEqual"), ("assertLess", "assertGreaterEqual"),
      ("assertAlmostEqual", "assertNotAlmostEqual"), ("assertRegex", "assertNotRegex"),
    ],
    one: [
      ("assertListEqual", "assertNotEqual"), ("assertDictEqual", "assertNotEqual"),
      ("assertSetEqual", "assertNotEqual"),
      ("assertTupleEqual", "assertNotEqual"), ("assertMultiLineEqual", "assertNotEqual"),
      ("assertSequenceEqual", "assertNotEqual"),
    ])

  static let javascript = both([
    ("equal", "notEqual"), ("strictEqual", "notStrictEqual"), ("deepEqual", "notDeepEqual"),
    ("deepStrictEqual", "notDeepStrictEqual"), ("match", "doesNotMatch"), ("throws", "doesNotThrow"),
    ("rejects", "doesNotReject"), ("is", "not"), ("same", "notSame"), ("isTrue", "isFalse"), ("isNull", "isNotNull"),
    ("include", "notInclude"), ("exists", "notExists"),
  ])

  static let swift = both(
    [
      ("XCTAssertEqual", "XCTAssertNotEqual"), ("XCTAssertTrue", "XCTAssertFalse"), ("XCTAssertNil", "XCTAssertNotNil"),
      ("XCTAssertGreaterThan", "XCTAssertLessThanOrEqual"), ("XCTAssertLessThan", "XCTAssertGreaterThanOrEqual"),
      ("XCTAssertIdentical", "XCTAssertNotIdentical"),
    ], one: [("XCTAssert", "XCTAssertFalse")])

  static let go = both(
    [
      ("Equal", "NotEqual"), ("True", "False"), ("Nil", "NotNil"), ("NoError", "Error"), ("Contains", "NotContains"),
      ("Empty", "NotEmpty"), ("Zero", "NotZero"), ("EqualValues", "NotEqualValues"), ("Same", "NotSame"),
    ])

  static let rust = both([("assert_eq", "assert_ne"), ("debug_assert_eq", "debug_assert_ne")])

  static let jvm = both([
    ("assertEquals", "assertNotEquals"), ("assertTrue", "assertFalse"), ("assertNull", "assertNotNull"),
    ("assertSame", "assertNotSame"),
  ])

  private static func both(_ pairs: [(String, String)], one: [(String, String)] = []) -> Table {
    var table: Table = [:]
    for (word, other) in pairs + pairs.map({ ($1, $0) }) + one { table[Array(word.utf8)[...]] = Array(other.utf8) }
    return table
  }
}
