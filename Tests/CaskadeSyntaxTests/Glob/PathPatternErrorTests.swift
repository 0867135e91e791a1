import TestSupport
import XCTest

@testable import CaskadeSyntax

final class PathPatternErrorTests: XCTestCase {
  private func error(_ text: String) -> PathPatternError? {
    do throws(PathPatternError) {
      _ = try PathPattern(text)
      return nil
    } catch {
      return error
    }
  }

  /// What is passed in one look is what the whole check passes, in all texts of up to six of a few bytes; and it passes
  /// what people write.
  func testWhatIsOrdinary() {
    func isOrdinary(_ text: String) -> Bool {
      Array(text.utf8).withUnsafeBufferPointer { PathPatternCheck.isOrdinary($0) }
    }
    var last = [""]
    for _ in 0..<6 {
      last = last.flatMap { word in ["a", ".", "*", "/", "?"].map { word + $0 } }
      for text in last where isOrdinary(text) {
        XCTAssertNoThrow(try PathPatternCheck.check(Array(text.utf8)), text)
      }
    }
    for text in ["src/**", "**/*.md", "a..b/.c", "Sources/Login/**/*.swift", "README.md", "**"] {
      XCTAssertTrue(isOrdinary(text), text)
    }
    for text in ["", "/a", "a/", "a//b", "a/../b", "./a", "a**", "a/**b", "a[b", "a\\b", "caf\u{E9}", "a b"] {
      XCTAssertFalse(isOrdinary(text), text)
    }
  }

  /// The part that the range names, the message, the hint.
  func testMessages() {
    let rows: [Row<String, [String]>] = [
      Row("", ["", "the pattern is empty", "write '**' for every file"]),
      Row("a\0b", ["\0", "pattern 'a\\x00b' holds a NUL, which no path does", "take it out"]),
      Row(
        "!src/**",
        [
          "!", "pattern '!src/**' begins with '!', which doesn't negate here",
          "put what is excluded under deny, or write '\\!src/**' for a name that begins so",
        ]),
      Row(
        "/src", ["/", "pattern '/src' begins with '/'; every pattern starts at the repository's root", "write 'src'"]),
      Row("/", ["/", "pattern '/' begins with '/'; every pattern starts at the repository's root", "write '**'"]),
      Row(
        "//src/",
        ["/", "pattern '//src/' begins with '/'; every pattern starts at the repository's root", "write 'src/'"]),
      Row("./src/*.c", [".", "pattern './src/*.c' has a component '.'; git's paths have none", "write 'src/*.c'"]),
      Row(".", [".", "pattern '.' has a component '.'; git's paths have none", "write '**'"]),
      Row("./", [".", "pattern './' has a component '.'; git's paths have none", "write '**'"]),
      Row("a/./b", [".", "pattern 'a/./b' has a component '.'; git's paths have none", "write 'a/b'"]),
      Row("a/.", [".", "pattern 'a/.' has a component '.'; git's paths have none", "write 'a/'"]),
      Row(
        "../x",
        [
          "..", "pattern '../x' has a component '..'; git's paths have none",
          "write the path from the repository's root",
        ]),
      Row("a/../b", ["..", "pattern 'a/../b' has a component '..'; git's paths have none", "write 'b'"]),
      Row(
        "a/*/../b",
        [
          "..", "pattern 'a/*/../b' has a component '..'; git's paths have none",
          "write the path from the repository's root",
        ]),
      Row(
        "..",
        ["..", "pattern '..' has a component '..'; git's paths have none", "write the path from the repository's root"]),
      Row("a//b", ["//", "pattern 'a//b' has '//'; git's paths have single slashes", "write 'a/b'"]),
      Row("a//", ["//", "pattern 'a//' has '//'; git's paths have single slashes", "write 'a/'"]),
      Row(
        "src/{a,b}/**",
        [
          "{a,b}", "pattern 'src/{a,b}/**' has braces, which are not expanded: '{a,b}'",
          "write a line for each alternative: 'src/a/**' and 'src/b/**' (a brace in a name: '\\{')",
        ]),
      Row(
        "{a,{b,c}}.swift",
        [
          "{a,{b,c}}", "pattern '{a,{b,c}}.swift' has braces, which are not expanded: '{a,{b,c}}'",
          "write a line for each alternative: 'a.swift', 'b.swift' and 'c.swift' (a brace in a name: '\\{')",
        ]),
      Row(
        "a{,.b}",
        [
          "{,.b}", "pattern 'a{,.b}' has braces, which are not expanded: '{,.b}'",
          "write a line for each alternative: 'a' and 'a.b' (a brace in a name: '\\{')",
        ]),
      Row("./{a,b}/", [".", "pattern './{a,b}/' has a component '.'; git's paths have none", "write 'a/' or 'b/'"]),
      Row(
        "x/{a,b}**",
        [
          "{a,b}", "pattern 'x/{a,b}**' has braces, which are not expanded: '{a,b}'",
          "write a line for each alternative: 'x/a*', 'x/a*/**', 'x/b*' and 'x/b*/**' (a brace in a name: '\\{')",
        ]),
      Row(
        "foo**",
        [
          "**", "pattern 'foo**' has a '**' that isn't a whole component, and so would mean '*'",
          "write 'foo*' or 'foo*/**'",
        ]),
      Row(
        "**foo",
        [
          "**", "pattern '**foo' has a '**' that isn't a whole component, and so would mean '*'",
          "write '*foo' or '**/*foo'",
        ]),
      Row(
        "a**b",
        [
          "**", "pattern 'a**b' has a '**' that isn't a whole component, and so would mean '*'",
          "write 'a*b' or 'a*/**/*b'",
        ]),
      Row("a/***", ["***", "pattern 'a/***' has '***', more than two stars", "write 'a/**'"]),
      Row(
        "**.swift",
        [
          "**", "pattern '**.swift' has a '**' that isn't a whole component, and so would mean '*'",
          "write '*.swift' or '**/*.swift'",
        ]),
      Row(
        "src/**.{js,ts}",
        [
          "**", "pattern 'src/**.{js,ts}' has a '**' that isn't a whole component, and so would mean '*'",
          "write 'src/*.js', 'src/*.ts', 'src/**/*.js' or 'src/**/*.ts'",
        ]),
      Row(
        "a[b",
        [
          "[", "pattern 'a[b' has a '[' that isn't closed",
          "close it with ']', or write 'a\\[b' for a bracket in a name",
        ]),
      Row(
        "a[",
        ["[", "pattern 'a[' has a '[' that isn't closed", "close it with ']', or write 'a\\[' for a bracket in a name"]),
      Row(
        "[[:nope:]]",
        [
          "[:nope:]", "pattern '[[:nope:]]' has an unknown character class '[:nope:]'",
          "the classes are [:alnum:], [:alpha:], [:blank:], [:cntrl:], [:digit:], [:graph:], [:lower:], [:print:], [:punct:], [:space:], [:upper:] and [:xdigit:]",
        ]),
      Row(
        "[[:digits:]]x",
        ["[:digits:]", "pattern '[[:digits:]]x' has an unknown character class '[:digits:]'", "write '[[:digit:]]x'"]),
      Row(
        "[[:alpha:]",
        [
          "[", "pattern '[[:alpha:]' has a '[' that isn't closed",
          "close it with ']', or write '\\[[:alpha:]' for a bracket in a name",
        ]),
      Row(
        "caf[eé]",
        [
          "[eé]", "pattern 'caf[eé]' has brackets with a character outside ASCII, of which they take one byte: '[eé]'",
          "write a line for each character: 'cafe' and 'café'",
        ]),
      Row(
        "[!é]",
        [
          "[!é]", "pattern '[!é]' has brackets with a character outside ASCII, of which they take one byte: '[!é]'",
          "write a line for each character",
        ]),
      Row(
        "[à-ý]",
        [
          "[à-ý]", "pattern '[à-ý]' has brackets with a character outside ASCII, of which they take one byte: '[à-ý]'",
          "write a line for each character",
        ]),
      Row("src\\", ["\\", "pattern 'src\\' ends in a backslash, which escapes nothing", "write 'src/' or 'src\\\\'"]),
      Row(
        "src/*\\",
        ["\\", "pattern 'src/*\\' ends in a backslash, which escapes nothing", "write 'src/*/**' or 'src/*\\\\'"]),
      Row(
        "src/*/",
        [
          "/", "pattern 'src/*/' ends in '/' after a wildcard or a backslash, and so would match nothing",
          "write 'src/*/**'",
        ]),
      Row(
        "a\\*b/",
        [
          "/", "pattern 'a\\*b/' ends in '/' after a wildcard or a backslash, and so would match nothing",
          "write 'a\\*b/**'",
        ]),
      Row(
        "**/",
        ["/", "pattern '**/' ends in '/' after a wildcard or a backslash, and so would match nothing", "write '**'"]),
      Row(
        "a/**/",
        [
          "/", "pattern 'a/**/' ends in '/' after a wildcard or a backslash, and so would match nothing",
          "write 'a/**'",
        ]),
      Row("{a}", []),
      Row("{a,b", []),
      Row("\\{a,b}", []),
      Row("[{a,b}]", []),
      Row("a{[,]}", []),
      Row(
        "[a-z",
        [
          "[", "pattern '[a-z' has a '[' that isn't closed",
          "close it with ']', or write '\\[a-z' for a bracket in a name",
        ]),
      Row(
        "[[:a:]",
        [
          "[:a:]", "pattern '[[:a:]' has an unknown character class '[:a:]'",
          "the classes are [:alnum:], [:alpha:], [:blank:], [:cntrl:], [:digit:], [:graph:], [:lower:], [:print:], [:punct:], [:space:], [:upper:] and [:xdigit:]",
        ]),
      Row(
        "!",
        [
          "!", "pattern '!' begins with '!', which doesn't negate here",
          "put what is excluded under deny, or write '\\!' for a name that begins so",
        ]),
      Row(
        "{a,b}{c,d}{e,f}",
        [
          "{a,b}", "pattern '{a,b}{c,d}{e,f}' has braces, which are not expanded: '{a,b}'",
          "write a line for each alternative: 'ace', 'acf', 'ade', 'adf', 'bce', 'bcf', 'bde' and 'bdf' (a brace in a name: '\\{')",
        ]),
      Row(
        "{a,b}{c,d}{e,f}{g,h}",
        [
          "{a,b}", "pattern '{a,b}{c,d}{e,f}{g,h}' has braces, which are not expanded: '{a,b}'",
          "write a line for each alternative (a brace in a name: '\\{')",
        ]),
      Row(
        "[ab/é]",
        [
          "[ab/é]",
          "pattern '[ab/é]' has brackets with a character outside ASCII, of which they take one byte: '[ab/é]'",
          "write a line for each character",
        ]),
      Row(
        "a\u{1B}[31m**b",
        [
          "[", "pattern 'a\\x1B[31m**b' has a '[' that isn't closed",
          "close it with ']', or write 'a\\x1B\\[31m*b' or 'a\\x1B\\[31m*/**/*b' for a bracket in a name",
        ]),
      Row(
        "/a/{b,c}/../x**",
        [
          "/", "pattern '/a/{b,c}/../x**' begins with '/'; every pattern starts at the repository's root",
          "write 'a/x*' or 'a/x*/**'",
        ]),
      Row(
        "[é",
        ["[", "pattern '[é' has a '[' that isn't closed", "close it with ']', or write '\\[é' for a bracket in a name"]),
      Row(
        "{1,2,3,4,5,6,7,8,9,10,11,12,13}",
        [
          "{1,2,3,4,5,6,7,8,9,10,11,12,13}",
          "pattern '{1,2,3,4,5,6,7,8,9,10,11,12,13}' has braces, which are not expanded: '{1,2,3,4,5,6,7,8,9,10,11,12,13}'",
          "write a line for each alternative (a brace in a name: '\\{')",
        ]),
      Row("a\\/**", []),
      Row(
        "it's{a,b}",
        [
          "{a,b}", "pattern 'it's{a,b}' has braces, which are not expanded: '{a,b}'",
          "write a line for each alternative: 'it''sa' and 'it''sb' (a brace in a name: '\\{')",
        ]),
      Row(
        "**\\/a",
        [
          "**", "pattern '**\\/a' has a '**' that isn't a whole component, and so would mean '*'",
          "write '*\\/a' or '**/*\\/a'",
        ]),
      Row(
        "a\\/../b",
        [
          "..", "pattern 'a\\/../b' has a component '..'; git's paths have none",
          "write the path from the repository's root",
        ]),
    ]
    for row in rows {
      let error = self.error(row.input)
      let bytes = Array(row.input.utf8)
      let seen = error.map { error in
        [String(decoding: bytes[error.range.start..<error.range.end], as: UTF8.self), error.message, error.hint ?? "-"]
      }
      XCTAssertEqual(seen ?? [], row.expected, "'\(row.input)'", file: row.file, line: row.line)
    }
    let kinds = Set((rows + foreign).compactMap { error($0.input)?.kind })
    XCTAssertEqual(kinds, Set(PathPatternError.Kind.allCases))
  }

  /// Extended globs, regular expressions and Windows' paths: the part, the message, the hint.
  private let foreign: [Row<String, [String]>] = [
    Row(
      "@(infra|keys)/**",
      [
        "@(infra|keys)",
        "pattern '@(infra|keys)/**' has an extended glob, which only ksh and bash read: '@(infra|keys)'",
        "write a line for each alternative: 'infra/**' and 'keys/**' (a parenthesis in a name: '\\(')",
      ]),
    Row(
      "a?(b|c).x",
      [
        "?(b|c)", "pattern 'a?(b|c).x' has an extended glob, which only ksh and bash read: '?(b|c)'",
        "write a line for each alternative: 'ab.x', 'ac.x' and 'a.x' (a parenthesis in a name: '\\(')",
      ]),
    Row(
      "!(infra)/**",
      [
        "!(infra)", "pattern '!(infra)/**' has an extended glob, which only ksh and bash read: '!(infra)'",
        "list under allow what is meant, and under deny 'infra/**' (a parenthesis in a name: '\\(')",
      ]),
    Row("@\\(infra|keys)/**", []), Row("src/routes/(app)/+page.svelte", []), Row("app/@modal/(.)photo/**", []),
    Row("src/*(copy).txt", []), Row("a|b", []),
    Row(
      "^src/",
      [
        "^", "pattern '^src/' is a regular expression, and not a pattern of git's: '^'", "write 'src/**'",
      ]),
    Row(
      "^src/.*\\.py$",
      [
        "^", "pattern '^src/.*\\.py$' is a regular expression, and not a pattern of git's: '^'",
        "write 'src/**/*.py'",
      ]),
    Row(
      "\\.py$",
      ["$", "pattern '\\.py$' is a regular expression, and not a pattern of git's: '$'", "write '**/*.py'"]),
    Row(
      "src/.*_test\\.go",
      [
        "\\.", "pattern 'src/.*_test\\.go' is a regular expression, and not a pattern of git's: '\\.'",
        "write 'src/**/*_test.go'",
      ]),
    Row(
      "(infra|keys)/.*",
      [
        "(infra|keys)", "pattern '(infra|keys)/.*' is a regular expression, and not a pattern of git's: '(infra|keys)'",
        "write a line for each alternative: 'infra/**' and 'keys/**'",
      ]),
    Row(
      "^v\\d+/[^/]+\\.sql$|^db/",
      [
        "^", "pattern '^v\\d+/[^/]+\\.sql$|^db/' is a regular expression, and not a pattern of git's: '^'",
        "write a line for each alternative: 'v*/*.sql' and 'db/**'",
      ]),
    Row(
      "^a{2}$",
      [
        "^", "pattern '^a{2}$' is a regular expression, and not a pattern of git's: '^'",
        "write it as git does: '*' inside a name, '**' for folders",
      ]),
    Row("\\^src/**", []), Row("src/.*", []), Row("foo.*", []), Row("app/routes/$", []), Row("app/$lang.tsx", []),
    Row("a\\$", []), Row("a\\.b", []),
    Row(
      "src\\a.py",
      [
        "\\", "pattern 'src\\a.py' has a backslash, which parts no folders: it escapes what follows",
        "write 'src/a.py'",
      ]),
    Row(
      "src\\d\\**",
      [
        "\\", "pattern 'src\\d\\**' has a backslash, which parts no folders: it escapes what follows",
        "write 'src/d/**'",
      ]),
    Row(
      "docs\\**",
      [
        "\\", "pattern 'docs\\**' has a backslash, which parts no folders: it escapes what follows",
        "write 'docs/**'",
      ]),
    Row("docs\\*.md", []), Row("a\\ b", []), Row("app/\\[slug\\]/**", []), Row("a\\\\b", []),
  ]

  func testOtherLanguages() {
    for row in foreign {
      let error = self.error(row.input)
      let bytes = Array(row.input.utf8)
      let seen = error.map { error in
        [String(decoding: bytes[error.range.start..<error.range.end], as: UTF8.self), error.message, error.hint ?? "-"]
      }
      XCTAssertEqual(seen ?? [], row.expected, "'\(row.input)'", file: row.file, line: row.line)
    }
  }

  func testEverySuggestionIsAPattern() {
    var random = RepeatableRandom(seed: 7)
    let pieces = [
      "a", "b", "/", "/", "*", "**", "{a,b}", "{", "}", ",", "[", "]", "[!", ":", "é", ".", "..", "\\", "!",
      "^", "$", "(", ")", "|", "@(", ".*",
    ]
    var suggested = 0
    for _ in 0..<5000 {
      let text = (0..<Int.random(in: 0...9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
      guard let error = self.error(text.joined()) else { continue }
      XCTAssertLessThanOrEqual(error.range.end, text.joined().utf8.count)
      XCTAssertLessThanOrEqual(error.suggestions.count, 12)
      for line in error.suggestions {
        XCTAssertNoThrow(try PathPattern(line), "'\(line)' for '\(text.joined())'")
        suggested += 1
      }
    }
    XCTAssertGreaterThan(suggested, 3000)
  }
}
