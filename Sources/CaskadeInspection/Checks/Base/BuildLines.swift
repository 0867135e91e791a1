import CaskadeSyntax

/// What a change says in a file that is a build's program: its lines without comments, compared as a bag.
struct BuildLines {
  struct Line {
    let number: Int
    let text: String
  }

  /// Lines that one side has and the other hasn't, but for numbers of versions.
  private(set) var removed: [Line] = []
  private(set) var added: [Line] = []

  private let around: [Line]

  init(old: [UInt8], new: [UInt8]) {
    let before = Self.lines(old)
    let after = Self.lines(new)
    around = after
    var rest = Dictionary(grouping: before.indices.reversed()) { before[$0].text }
    for line in after {
      if rest[line.text]?.popLast() == nil { added.append(line) }
    }
    removed = rest.values.flatMap { $0 }.sorted().map { before[$0] }
    dropVersions()
  }

  /// The first added line by which checks may be left out, or their answers ignored: such words count where the line, or
  /// the block that it stands in or opens, is about checks.
  var loosening: Line? {
    added.first { line in
      if BuildWords.switchOff(line.text) { return true }
      guard BuildWords.loosen(line.text) else { return false }
      if BuildWords.concernChecks(line.text) { return true }
      guard let place = around.firstIndex(where: { $0.number == line.number }) else { return false }
      let openers = around[max(0, place - 6)..<place].filter { Self.opens($0.text) }
      let inside = Self.opens(line.text) ? around[(place + 1)...].prefix(4) : []
      return (openers + inside).contains { BuildWords.concernChecks($0.text) }
    }
  }

  private static func opens(_ text: String) -> Bool { text.last.map { "([{:".contains($0) } ?? false }

  private static func lines(_ bytes: [UInt8]) -> [Line] {
    SettingsReader.lines(bytes).compactMap { number, line in
      let text = SettingsReader.trimmed(line)
      if ["#", "//", ";;", "--", "*", "/*", "%"].contains(where: text.hasPrefix) { return nil }
      guard text.utf8.contains(where: { ByteSet.word.contains($0) }) else { return nil }
      return Line(number: number, text: String(text))
    }
  }

  /// A line whose number of a version alone is another says nothing else.
  private mutating func dropVersions() {
    var forms = Dictionary(grouping: removed.indices.reversed()) { Self.form(removed[$0].text) }
    var paired: Set<Int> = []
    added = added.filter { line in
      let form = Self.form(line.text)
      guard form != line.text, !BuildWords.concernLimits(line.text), let partner = forms[form]?.popLast() else {
        return true
      }
      paired.insert(partner)
      return false
    }
    removed = removed.indices.filter { !paired.contains($0) }.map { removed[$0] }
  }

  /// Each number with a dot in it, and each long hexadecimal one, as `#`.
  private static func form(_ text: String) -> String {
    var result = ""
    var run = ""
    func close() {
      let isVersion = run.contains(".") && (run.drop { $0 == "v" }.first?.isNumber ?? false)
      let isDigest = run.utf8.count >= 16 && run.allSatisfy(\.isHexDigit)
      result += isVersion || isDigest ? "#" : run
      run = ""
    }
    for character in text {
      if character.isASCII, character.isLetter || character.isNumber || ".-+".contains(character) && !run.isEmpty {
        run.append(character)
      } else {
        close()
        result.append(character)
      }
    }
    close()
    return result
  }
}

/// Words of build files, in the pieces of which names are made: `testImplementation` is two.
enum BuildWords {
  private static let checks: Set<String> = [
    "test", "tests", "testing", "check", "checks", "spec", "specs", "verify", "verification", "lint", "coverage",
    "jacoco",
    "assert", "assertions", "ctest", "gtest", "unittest", "doctest", "xctest", "detekt", "spotbugs", "pmd",
    "checkstyle",
    "ktlint", "kover", "benchmark",
  ]
  private static let loosening: Set<String> = [
    "skip", "skips", "skipped", "ignore", "ignored", "ignores", "exclude", "excludes", "excluded", "excluding",
    "filter",
    "filters", "disable", "disabled", "enabled", "only", "fail", "fails", "failure", "failures", "manual",
    "false",
    "warn", "werror", "sanitize", "sanitizers", "shell",
  ]
  /// Assertions go with these, wherever they stand.
  private static let switches: Set<String> = ["ndebug", "dndebug", "ounchecked", "skiptests", "dskip"]
  private static let limits: Set<String> = ["threshold", "minimum", "maximum", "limit", "coverage", "timeout", "level"]
  private static let dependencies: Set<String> = [
    "implementation", "api", "dependency", "dependencies", "dep", "deps", "require", "requires", "gem", "package",
    "library",
    "product", "version", "import", "kapt", "ksp", "processor",
  ]

  static func concernChecks(_ line: String) -> Bool { holds(line, checks) && !holds(line, dependencies) }
  static func switchOff(_ line: String) -> Bool { holds(line, switches) }
  static func loosen(_ line: String) -> Bool { holds(line, loosening) }
  static func concernLimits(_ line: String) -> Bool { holds(line, limits) }

  private static func holds(_ line: String, _ words: Set<String>) -> Bool {
    pieces(line).contains(where: words.contains)
  }

  private static func pieces(_ line: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var wasLower = false
    for character in line {
      if character.isUppercase, wasLower {
        pieces.append(piece)
        piece = ""
      }
      guard character.isASCII, character.isLetter else {
        pieces.append(piece)
        piece = ""
        wasLower = false
        continue
      }
      wasLower = character.isLowercase
      piece += character.lowercased()
    }
    return pieces + [piece]
  }
}
