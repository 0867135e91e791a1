/// One row of a table test, which knows the line that it was written on.
package struct Row<Input, Expected> {
  package let input: Input
  package let expected: Expected
  package let file: StaticString
  package let line: UInt

  package init(_ input: Input, _ expected: Expected, file: StaticString = #filePath, line: UInt = #line) {
    self.input = input
    self.expected = expected
    self.file = file
    self.line = line
  }
}

extension Row: Sendable where Input: Sendable, Expected: Sendable {}
