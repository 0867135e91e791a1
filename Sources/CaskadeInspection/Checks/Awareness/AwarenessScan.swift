package import CaskadeSyntax

/// Judges what the scanner noted by the files around it.
package enum AwarenessScan {
  /// - Parameters:
  ///   - heads: the contents of `wanted` on the head; one that is missing is judged by its lines alone.
  /// - Returns: by path, then by line.
  package static func findings(_ scanner: AwarenessScanner, heads: [RepositoryPath: [UInt8]]) -> [IntegrityFinding] {
    let fresh = Dictionary(grouping: scanner.fresh, by: \.path)
    var findings: [IntegrityFinding] = []
    var imitations: [(text: String, path: RepositoryPath, line: Int)] = []
    for path in scanner.wanted {
      let head = AwareFile(path, heads[path])
      for note in fresh[path] ?? [] where head.holdsCode(note.line) {
        let mark = AwarenessMark.all[note.mark]
        guard mark.holds(in: path), mark.kind != .exit && mark.kind != .exec || !head.isProgram else { continue }
        guard !mark.endsProcess || head.holds(mark.word, on: note.line)
        else { continue }
        let isAtLoad = mark.endsProcess && !head.isProgram && head.runsAtLoad(note.line)
        findings.append(IntegrityFinding(isAtLoad ? mark.factAtLoad : mark.fact, path, .head(note.line)))
      }
      for closing in scanner.imitations[path] ?? [] where head.holdsCode(closing.line) {
        imitations.append((closing.text, path, closing.line))
      }
      if scanner.importing.contains(path), let added = scanner.added[path], let list = head.list,
        let language = head.language
      {
        let known = Set(findings.lazy.filter { $0.path == path }.map(\.line))
        for tampering in RunnerTampering.all(in: list, language)
        where added.contains(tampering.line) && !known.contains(tampering.line) {
          let fact = IntegrityFact.assertionPatched(tampering.shown, isSure: false)
          findings.append(IntegrityFinding(fact, path, .head(tampering.line)))
        }
      }
      guard let lines = scanner.equalities[path], let list = head.list, let language = head.language else { continue }
      for equal in AlwaysEqual.all(in: list, language) {
        guard let line = equal.lines.first(where: lines.contains), head.holdsCode(line) else { continue }
        findings.append(IntegrityFinding(.alwaysEqual(equal.name), path, .head(equal.lines.lowerBound)))
      }
    }
    // Each alone may have its reasons; both together speak for a runner that never came so far.
    let isGrave = findings.contains { $0.fact.kind == .processEnded }
    findings += imitations.map { IntegrityFinding(.runnerImitated($0.text, grave: isGrave), $0.path, .head($0.line)) }
    return findings.sorted { one, other in
      one.path == other.path ? one.line < other.line : one.path < other.path
    }
  }
}

extension AwarenessMark {
  fileprivate var fact: IntegrityFact {
    switch kind {
    case .probe: .runnerProbed(shown)
    case .exit: .processEnded(shown, atOnce: false)
    case .halt, .exec: .processEnded(shown.hasSuffix("(") ? String(shown.dropLast()) : shown, atOnce: true)
    // A script may well have a function called `test`, and a plug-in for Ruby's runners opens their modules.
    case .patch: .assertionPatched(shown, isSure: endings.isEmpty)
    case .skip: .skippedByCode(shown.hasSuffix("(") ? String(shown.dropLast()) : shown)
    case .equal: .alwaysEqual(shown)
    }
  }

  fileprivate var endsProcess: Bool { kind == .exit || kind == .halt || kind == .exec }

  fileprivate var factAtLoad: IntegrityFact { .endedAtLoad(shown.hasSuffix("(") ? String(shown.dropLast()) : shown) }

  /// Whether it means that in the file, by its ending.
  fileprivate func holds(in path: RepositoryPath) -> Bool {
    guard !endings.isEmpty else { return true }
    guard let dot = path.name.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return endings.contains(String(decoding: path.name[(dot + 1)...], as: UTF8.self).lowercased())
  }
}

extension IntegrityFinding {
  fileprivate var line: Int {
    if case .head(let line) = place { line } else { 0 }
  }
}

/// A changed file as the head has it.
struct AwareFile {
  let language: TestLanguage?
  /// Nil in a language that isn't read.
  let list: SourceTokens?
  /// It may end by itself: it is a program, and not a library.
  let isProgram: Bool
  /// The lines on which code begins; nil where that isn't known.
  private let code: Set<Int>?
  /// Lines that only a build for tests has.
  private let ofTests: [ClosedRange<Int>]

  init(_ path: RepositoryPath, _ bytes: [UInt8]?) {
    language = TestLanguage(fileName: path.name)
    guard let bytes else {
      (list, code, ofTests, isProgram) = (nil, nil, [], AwarePath.isProgram(path))
      return
    }
    isProgram = AwarePath.isProgram(path) || Self.runsByItself(bytes)
    guard let language else {
      (list, code, ofTests) = (nil, nil, [])
      return
    }
    let list = SourceTokens(bytes, language.lexicon)
    self.list = list
    code = Set(list.tokens.map { Int($0.line) })
    ofTests = language == .rust ? Self.testModules(list) : []
  }

  /// Whether a word stands on the line as code, and not in a text only.
  func holds(_ word: [UInt8], on line: Int) -> Bool {
    guard let list, !word.isEmpty else { return true }
    return list.tokens.indices.contains { index in
      list.line(index) == line && list.tokens[index].kind == .word && list.text(index).elementsEqual(word)
    }
  }

  /// Whether the line runs as soon as the file is loaded: in no function, or in one that Go calls by itself.
  func runsAtLoad(_ line: Int) -> Bool {
    guard let list, let first = list.tokens.indices.first(where: { list.line($0) == line }) else { return false }
    switch language {
    case .python: return !isInFunction(list, first)
    case .javascript: return !isInBraces(list, first)
    case .go: return isInInit(list, first)
    case .swift, .rust, .jvm, nil: return false
    }
  }

  /// By the headers of the blocks around it, and by what stands before it on its own line.
  private func isInFunction(_ list: SourceTokens, _ first: Int) -> Bool {
    let functions = WordSet("def class lambda register")
    var column = list.tokens[first].column
    var index = first
    while index < list.count, list.line(index) == list.line(first) {
      if let word = list.word(index), functions.contains(word) { return true }
      index += 1
    }
    index = first - 1
    while index >= 0, column > 0 {
      if list.beginsLine(index), list.tokens[index].column < column {
        column = list.tokens[index].column
        let words = [index, index + 1].compactMap(list.word)
        if words.contains(where: functions.contains) { return true }
      }
      index -= 1
    }
    return false
  }

  private func isInBraces(_ list: SourceTokens, _ first: Int) -> Bool {
    let holdsFunction = tokens(of: first, list).contains { list.isMark($0, "=") && list.isMark($0 + 1, ">") }
    return holdsFunction
      || (0..<first).contains { list.isMark($0, "{") && list.after($0) > first }
  }

  private func isInInit(_ list: SourceTokens, _ first: Int) -> Bool {
    (0..<list.count).contains { index in
      guard list.word(index) == WordHash("func"), list.word(index + 1) == WordHash("init"),
        list.isMark(index + 2, "("), list.isMark(index + 4, "{")
      else { return false }
      return index <= first + 2 && list.line(list.after(index + 4) - 1) >= list.line(first)
        && list.line(index) <= list.line(first)
    }
  }

  private func tokens(of first: Int, _ list: SourceTokens) -> Range<Int> {
    first..<(list.tokens.indices.first { $0 > first && list.line($0) > list.line(first) } ?? list.count)
  }

  func holdsCode(_ line: Int) -> Bool {
    (code?.contains(line) ?? true) && !ofTests.contains { $0.contains(line) }
  }

  private static let starts: [[UInt8]] = [
    "#!", "__main__", "package main", "func main(", "fn main(", "void main(", "int main(", "fun main(", "def main(",
    "@main", "argparse", "import click", "import typer", "sys.argv", "process.argv", "CommandLine.arguments",
    "ParsableCommand", "commander", "yargs", "os.fork", "signal.signal", "clap::", "spf13/cobra", "docopt",
  ].map { Array($0.utf8) }

  private static func runsByItself(_ bytes: [UInt8]) -> Bool {
    starts.contains { start in
      start[0] == UInt8(ascii: "#") ? bytes.starts(with: start) : bytes.firstRange(ofBytes: start) != nil
    }
  }

  /// `#[cfg(test)]` before a module, a function or anything else with braces.
  private static func testModules(_ list: SourceTokens) -> [ClosedRange<Int>] {
    let (cfg, test) = (WordHash("cfg"), WordHash("test"))
    var found: [ClosedRange<Int>] = []
    for index in 0..<list.count where list.word(index) == cfg && list.isMark(index + 1, "(") {
      guard list.isMark(index - 1, "["), list.word(index + 2) == test || list.word(index + 4) == test else { continue }
      var next = list.after(index - 1)
      while next < list.count, !list.isMark(next, "{"), !list.isMark(next, ";") {
        next = list.isMark(next, "(") || list.isMark(next, "[") ? list.after(next) : next + 1
      }
      guard list.isMark(next, "{") else { continue }
      found.append(list.line(index)...max(list.line(index), list.line(list.after(next) - 1)))
    }
    return found
  }
}
