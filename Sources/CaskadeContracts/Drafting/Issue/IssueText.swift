package import CaskadeSyntax

/// An issue as GitHub's and GitLab's own tools print it: `gh issue view --json title,body,labels,number,url`,
/// `glab issue view -F json`. All of it is text that somebody wrote.
package struct IssueText: Hashable, Sendable {
  /// One line.
  package let title: String
  package let body: String
  package let labels: [String]
  /// The issue's address, else `#12`.
  package let reference: String?

  package enum Problem: Error, Hashable, Sendable {
    case notJSON(JSONProblem)
    /// It isn't an object with a title.
    case noTitle
  }

  private static let longestTitle = 200

  package init(_ bytes: [UInt8]) throws(Problem) {
    let value: JSONValue
    do throws(JSONProblem) {
      value = try JSONReader.read(bytes)
    } catch {
      throw .notJSON(error)
    }
    guard let title = value["title"]?.string.map(Self.oneLine), !title.isEmpty else { throw .noTitle }
    self.title = title
    body = value["body"]?.string ?? value["description"]?.string ?? ""
    labels = (value["labels"]?.array ?? []).compactMap { $0.string ?? $0["name"]?.string }
    let address = value["url"]?.string ?? value["web_url"]?.string
    let number = value["number"]?.integer ?? value["iid"]?.integer
    reference = address.map(Self.oneLine).flatMap { $0.isEmpty ? nil : $0 } ?? number.map { "#\($0)" }
  }

  /// What can't be seen is a space, several are one, and there is none at the ends.
  private static func oneLine(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars.prefix(longestTitle) {
      let isSpace = EscapedText.isInvisible(scalar) || scalar.properties.isWhitespace
      if !isSpace { line.unicodeScalars.append(scalar) } else if !line.isEmpty, line.last != " " { line += " " }
    }
    if line.last == " " { line.removeLast() }
    return line
  }
}

extension IssueText.Problem {
  package var message: String {
    switch self {
    case .notJSON(let problem): "it isn't JSON: \(problem.message)"
    case .noTitle: "it has no 'title'"
    }
  }
}
