import CaskadeCore
import CaskadeSyntax

/// A command's output as GitHub Actions folds it, between fences behind which no line is an order to it.
///
/// Source: GitHub's "Workflow commands for GitHub Actions", `group` and `stop-commands`.
enum ActionsGroup {
  static func text(title: String, log: ValidationRecord.Log) -> String {
    let token = "caskade-" + (0..<2).map { _ in String(UInt64.random(in: 0 ... .max), radix: 36) }.joined()
    var lines = ["::group::\(title.replacing("%", with: "%25"))", "::stop-commands::\(token)"]
    if log.omittedBytes > 0 { lines += [log.head, "... \(log.omittedBytes) bytes left out ..."] }
    lines += [log.tail, "::\(token)::", "::endgroup::"]
    return lines.joined(separator: "\n") + "\n"
  }
}

extension String {
  /// Every occurrence of one character's text replaced.
  fileprivate func replacing(_ character: Character, with text: String) -> String {
    reduce(into: "") { $0 += $1 == character ? text : String($1) }
  }
}
