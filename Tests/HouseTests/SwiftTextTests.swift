import TestSupport
import XCTest

final class SwiftTextTests: XCTestCase {
  private func check(_ rows: [Row<String, String>], _ strings: SwiftText.Strings) {
    for row in rows {
      XCTAssertEqual(
        SwiftText.code(of: row.input, strings: strings), row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testCommentsGoAndStringsStay() {
    check(
      [
        Row("a // b\nc", "a \nc"),
        Row("let a = \"http://b\" // c", "let a = \"http://b\" "),
        Row("a /* b\n /* c */ d */ e", "a \n e"),
        Row("\"/*\" a \"*/\"", "\"/*\" a \"*/\""),
        Row(#""\"//" a // b"#, #""\"//" a "#),
        Row(#""\\" // b"#, #""\\" "#),
        Row(##"#"\"# // b"##, ##"#"\"# "##),
        Row("\"\"\"\n  a // b \"\" c\n  \"\"\" // d", "\"\"\"\n  a // b \"\" c\n  \"\"\" "),
        Row("\"open", "\"open"),
        Row("/* open\n", "\n"),
      ], .kept)
  }

  func testStringsGoAndTheCodeInThemStays() {
    check(
      [
        Row("f(\"a // b\") + c", "f(\"\") + c"),
        Row(#"f("a \(B.c(d: "e)")) f", g)"#, #"f("\(B.c(d: ""))", g)"#),
        Row(##"f(#"a \(b) \#(c)"#)"##, ##"f("\#(c)")"##),
        Row("f(\"\"\"\n  a\n  \"\"\")", "f(\"\"\"\n\n\"\"\")"),
        Row("#if os(Linux)\n#endif", "#if os(Linux)\n#endif"),
      ], .dropped)
  }
}
