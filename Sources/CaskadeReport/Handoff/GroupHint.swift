import CaskadeCore
import CaskadeSyntax

/// What findings of one group have in common to be done about them: said once, however many they are.
struct GroupHint: Hashable, Sendable {
  /// One sentence, with the commands in it.
  let text: String
  /// The commands that take the change back, each to be copied as it stands; empty where the hint names none.
  let commands: [String]
  /// What may be done in their place, where there are commands.
  let otherwise: String?

  /// Bytes of a sentence that names every path.
  private static let longest = 900
  private static let mostWays = 4

  init(_ text: String, commands: [String] = [], otherwise: String? = nil) {
    self.text = text
    self.commands = commands
    self.otherwise = otherwise
  }

  /// What findings share: a hint about a path is the same for every path, with `git checkout` or with `rm`.
  static func key(of folded: FoldedFinding) -> String? {
    guard let (before, after) = folded.hint else { return folded.first.hint }
    return way(in: before) == nil ? "\(before)\0\(after)" : "\0\(after)"
  }

  /// - Parameter findings: of one key, which is not nil; not empty.
  init(_ findings: [Finding]) {
    let hint = findings[0].hint ?? ""
    var ways: [(before: String, paths: [RepositoryPath])] = []
    var end = ""
    for finding in findings {
      guard let path = finding.path, let (before, after) = HintParts.of(finding.hint ?? "", around: path) else {
        self.init(hint)
        return
      }
      end = String(after)
      // A check knows three ways; a file may claim any number.
      guard ways.count <= Self.mostWays else {
        self.init("of each file, as of the first: \(hint)")
        return
      }
      if let index = ways.firstIndex(where: { $0.before == before }) {
        if ways[index].paths.last != path { ways[index].paths.append(path) }
      } else {
        ways.append((String(before), [path]))
      }
    }
    let isShort = ways.allSatisfy { Self.isShort($0.paths) }
    let parts = ways.map { isShort ? Self.named($0.before, $0.paths) : Self.counted($0.before, $0.paths) }
    let commands = isShort ? zip(ways, ways.map { Self.way(in: $0.before[...]) }).compactMap(Self.command) : []
    // ")" and a comma stand between the command and the other way.
    let other = end.drop { $0 == ")" || $0 == "," || $0 == " " }
    self.init(
      parts.joined(separator: "), ") + end, commands: commands,
      otherwise: commands.isEmpty || other.isEmpty ? nil : String(other))
  }

  private static let ways = ["revert", "remove"]

  /// "revert" of `revert it (git checkout 4f2c91a -- `; nil for any other command: evidence may come from anywhere.
  private static func way(in before: Substring) -> String? {
    guard let way = ways.first(where: { before.hasPrefix("\($0) it (") }) else { return nil }
    let words = before.dropFirst(way.count + 5).split(separator: " ")
    let isID = { (word: Substring) in word.allSatisfy { $0.isASCII && $0.isHexDigit } }
    let isKnown =
      words == ["rm", "--"] || words == ["git", "rm", "--cached", "--"]
      || words.count == 4 && words.starts(with: ["git", "checkout"]) && isID(words[2]) && words[3] == "--"
    return isKnown ? way : nil
  }

  private static func isShort(_ paths: [RepositoryPath]) -> Bool {
    var bytes = 0
    for path in paths {
      bytes += path.bytes.count + 3
      if bytes > longest { return false }
    }
    return true
  }

  private static func words(_ paths: [RepositoryPath]) -> String {
    paths.map { ShellWord.quoted($0) }.joined(separator: " ")
  }

  private static func named(_ before: String, _ paths: [RepositoryPath]) -> String {
    "\(plural(before, paths.count))\(words(paths))"
  }

  private static func counted(_ before: String, _ paths: [RepositoryPath]) -> String {
    if paths.count == 1 { return named(before, paths) }
    guard let way = way(in: before[...]) else { return "for each of the \(paths.count) files: \(before)FILE" }
    return "\(way) each of the \(paths.count) files\(before.dropFirst(way.count + 3))FILE"
  }

  private static func plural(_ before: String, _ count: Int) -> String {
    guard count > 1, let way = way(in: before[...]) else { return before }
    return "\(way) them\(before.dropFirst(way.count + 3))"
  }

  private static func command(_ one: (way: (before: String, paths: [RepositoryPath]), word: String?)) -> String? {
    guard let word = one.word else { return nil }
    return "\(one.way.before.dropFirst(word.count + 5))\(words(one.way.paths))"
  }
}
