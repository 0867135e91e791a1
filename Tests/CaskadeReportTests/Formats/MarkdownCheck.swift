import CaskadeSyntax
import Foundation

/// Reads a report as CommonMark does, as far as it matters: what stands outside of code must be caskade's own.
struct MarkdownCheck {
  private(set) var problems: [String] = []

  init(_ text: String) {
    var fence = 0
    var folds = 0
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() {
      let number = index + 1
      if line.unicodeScalars.contains(where: { EscapedText.isInvisible($0) }) {
        problems.append("\(number): an invisible character")
      }
      if line.drop(while: { $0 == " " }).hasPrefix("::") || line.contains("##[") || line.contains("##vso[") {
        problems.append("\(number): a workflow command")
      }
      let ticks = line.prefix { $0 == "`" }.count
      if fence > 0 {
        if ticks >= fence, ticks == line.count { fence = 0 }
        continue
      }
      if ticks >= 3, !line.dropFirst(ticks).contains("`") {
        fence = ticks
        continue
      }
      let bare = Self.withoutCode(line)
      folds += bare.components("<details").count - bare.components("</details>").count
      if folds < 0 {
        problems.append("\(number): a fold ends that never began")
        folds = 0
      }
      if line.hasSuffix("</summary>"), index + 1 < lines.count, !lines[index + 1].isEmpty {
        problems.append("\(number): no blank line behind a summary")
      }
      check(Self.withoutOwn(bare), line, number)
    }
    if fence > 0 { problems.append("a fence is open at the end") }
    if folds > 0 { problems.append("a fold is open at the end") }
  }

  private mutating func check(_ rest: String, _ line: String, _ number: Int) {
    for scalar in "@#<>`*_[]~$\\&!".unicodeScalars where rest.unicodeScalars.contains(scalar) {
      if scalar == "!", !rest.contains("![") { continue }
      problems.append("\(number): '\(scalar)' outside of code: \(line)")
    }
    if rest.contains("://") || rest.lowercased().contains("www.") || rest.lowercased().contains("gh-") {
      problems.append("\(number): a link: \(line)")
    }
    let pipes = rest.count { $0 == "|" }
    if line.hasPrefix("| "), pipes > 4 { problems.append("\(number): \(pipes) pipes in a row") }
    let item = rest.drop { $0 == " " }
    guard item.hasPrefix("- ") else { return }
    let body = item.dropFirst(2)
    let digits = body.prefix { $0.isASCII && $0.isNumber }
    let behind = body.dropFirst(digits.count).first
    if "-+=>".contains(where: { body.first == $0 }) || !digits.isEmpty && (behind == "." || behind == ")") {
      problems.append("\(number): a block begins in a block: \(line)")
    }
  }

  /// Code spans as CommonMark 0.31 finds them: an opening run of back-ticks ends at the next run of the same length.
  private static func withoutCode(_ line: String) -> String {
    let characters = Array(line.unicodeScalars)
    var rest = String.UnicodeScalarView()
    var index = 0
    func run(at start: Int) -> Int {
      var end = start
      while end < characters.count, characters[end] == "`" { end += 1 }
      return end - start
    }
    while index < characters.count {
      let length = run(at: index)
      guard length > 0 else {
        rest.append(characters[index])
        index += 1
        continue
      }
      var close = index + length
      while close < characters.count {
        let other = run(at: close)
        if other == length { break }
        close += max(other, 1)
      }
      if close < characters.count {
        rest.append("C")
        index = close + length
      } else {
        rest.append(contentsOf: characters[index..<index + length])
        index += length
      }
    }
    return String(rest)
  }

  /// Takes away the markup that a report makes itself.
  private static func withoutOwn(_ line: String) -> String {
    var rest = line
    if rest.hasPrefix("### ") { rest.removeFirst(4) }
    if rest.hasPrefix("#### ") { rest.removeFirst(5) }
    for alert in ["CAUTION", "WARNING"] where rest == "> [!\(alert)]" { return "" }
    if rest.hasPrefix("> ") { rest.removeFirst(2) }
    if rest.hasPrefix("- [ ] ") { rest = "- " + rest.dropFirst(6) }
    if rest.hasPrefix("**"), rest.hasSuffix("**"), rest.count > 4 { rest = String(rest.dropFirst(2).dropLast(2)) }
    if rest.hasPrefix("<!-- caskade:evidence contract="), rest.hasSuffix(" -->") { return "" }
    // Of a link only the address that caskade makes is left.
    rest = rest.replacingOccurrences(
      of: #"\[C\]\(https://[A-Za-z0-9._~%/#:-]+\)"#, with: "C", options: .regularExpression)
    for own in [
      "**error**", "**warning**", "**note**", "**hint:**", "**also:**", "**FAIL**", "**FAILED**",
      "**A human still has to decide:**",
      "**Not checked:**", "&#124;", "<details open>", "<details>", "</details>", "<summary>", "</summary>",
    ] {
      rest = rest.components(own).joined()
    }
    if let proven = rest.range(
      of: #"\*\*[0-9]+ of [0-9]+ acceptance lines? (is|are) proven[a-z0-9, ]*\.\*\*"#, options: .regularExpression)
    {
      rest.removeSubrange(proven)
    }
    while let open = rest.range(of: "<code>"), let close = rest.range(of: "</code>"),
      open.upperBound <= close.lowerBound
    {
      rest.removeSubrange(open.lowerBound..<close.upperBound)
    }
    return rest
  }
}

extension String {
  fileprivate func components(_ separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let found = rest.range(of: separator) {
      parts.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    return parts + [String(rest)]
  }
}
