/// How large the changes of a repository are, as a budget for the next one.
package struct ChangeSizes: Hashable, Sendable {
  /// Twice the 90th percentile of the files of the last commits; nil where there are too few to tell.
  package let files: Int?
  /// The same of the lines.
  package let lines: Int?
  /// How many commits were looked at.
  package let commits: Int
  package let commitsWithLines: Int

  /// From fewer nothing can be told.
  private static let fewest = 20
  private static let mostCommits = 500
  private static let leastFiles = 5
  private static let leastLines = 50

  /// - Parameter lines: added and deleted of the newest commits, for as many of them as are known.
  package init(_ history: PastCommits?, lines: [Int] = []) {
    let sizes = (history?.commits ?? []).prefix(Self.mostCommits).map(\.paths.count).filter { $0 > 0 }
    commits = sizes.count
    files = Self.percentile(sizes).map { max(Self.leastFiles, 2 * $0) }
    commitsWithLines = lines.count
    self.lines = Self.percentile(lines).map { max(Self.leastLines, Self.rounded(2 * $0)) }
  }

  /// Up to a number that people remember.
  private static func rounded(_ number: Int) -> Int { number < 100 ? (number + 9) / 10 * 10 : (number + 49) / 50 * 50 }

  private static func percentile(_ sizes: [Int]) -> Int? {
    guard sizes.count >= fewest else { return nil }
    return sizes.sorted()[(sizes.count * 9 + 9) / 10 - 1]
  }
}
