package import CaskadeSyntax

/// Reads what commands print, as it comes, for the lines in which test runners say at their end how much they ran.
///
/// A runner is recognised by its lines alone, whatever started it. What is found may lower what a command is worth, and
/// never raises it: who prints can print anything. Memory is bounded, whatever comes.
package struct RunnerOutput: Sendable {
  private var rest: [UInt8] = []
  /// A line is longer than any that counts: what is left of it is passed over.
  private var isOverlong = false
  private var dialects: [any RunnerDialect] = [
    PythonDialect(), GoDialect(), SwiftDialect(), NodeDialect(), JavaScriptDialect(), CargoDialect(), NativeDialect(),
    RubyPHPDialect(), PlatformDialect(),
  ]
  private var closings = Closings()
  private var own = OwnWords()

  /// With its control sequences.
  private static let longest = 4 * OutputLine.longest

  package init() {}

  package mutating func append(_ chunk: ArraySlice<UInt8>) {
    var begin = chunk.startIndex
    while let end = Self.lineBreak(in: chunk, from: begin) {
      take(chunk[begin..<end])
      endLine()
      begin = end + 1
    }
    take(chunk[begin...])
  }

  /// Eight bytes at once: a command may print gigabytes in one line.
  private static func lineBreak(in chunk: ArraySlice<UInt8>, from begin: Int) -> Int? {
    chunk.withUnsafeBytes { bytes in
      var place = begin - chunk.startIndex
      while place + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
        if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { break }
        place += 8
      }
      while place < bytes.count {
        if bytes[place] == 0x0A { return chunk.startIndex + place }
        place += 1
      }
      return nil
    }
  }

  package mutating func append(_ text: String) { append(Array(text.utf8)[...]) }

  /// Nothing may be appended afterwards.
  package mutating func finish() {
    if !rest.isEmpty { endLine() }
    for index in dialects.indices { dialects[index].finish(&closings) }
  }

  /// Whether a runner has said by now that something ran.
  package var hasClosed: Bool { closings.tallies.contains { $0.value.sum.run > 0 } }

  /// What was found of the runners that the command may have run; nil where none of them said anything.
  ///
  /// Where the command calls one runner once, its last word counts: what it prints before may be what its tests print.
  /// Otherwise all that was said is added up.
  package func tests(of use: TestRunnerUse) -> TestRun? {
    let spoken = TestRunner.allCases.filter { runner in
      closings.tallies[runner] != nil
        && (use.hasOther || use.calls.isEmpty || use.runners.contains { $0.speaks(like: runner) })
    }
    // That make had nothing to do counts only where nobody else says anything; prove sums the files' own TAP up.
    let runners = spoken.filter { runner in
      (runner != .make || spoken.count == 1) && (runner != .tap || !spoken.contains(.prove))
    }
    guard !runners.isEmpty else { return nil }
    var counts = TestCounts.none
    var said: [(runner: TestRunner, tally: Closings.Tally)] = []
    for runner in runners {
      guard let tally = closings.tallies[runner] else { continue }
      let isLast = use.runners.count == 1 && use.closesOnce(use.runners[0])
      counts += isLast ? tally.last : tally.sum
      said.append((runner, tally))
    }
    // The line that says most: of a failure, else of something that ran.
    let failing = said.first { $0.tally.failingLine != nil && counts.hasFailures }
    let running = said.first { $0.tally.sum.run > 0 } ?? said.first
    guard let shown = failing ?? running else { return nil }
    let named = use.runners.first { $0.speaks(like: shown.runner) } ?? shown.runner
    return TestRun(
      counts, .closingLines(named), line: (failing.flatMap { $0.tally.failingLine }) ?? shown.tally.line,
      names: closings.names)
  }

  /// The line in which a command that no reader knows says by its own words that something failed; nil where it says no
  /// such thing, or a known runner spoke.
  package func ownFailure(of use: TestRunnerUse) -> String? {
    tests(of: use) == nil && use.runners.isEmpty ? own.failure : nil
  }

  // MARK: Lines

  private mutating func take(_ bytes: ArraySlice<UInt8>) {
    guard !isOverlong else { return }
    if rest.count + bytes.count > Self.longest {
      isOverlong = true
      rest = []
    } else {
      rest += bytes
    }
  }

  private mutating func endLine() {
    defer {
      rest.removeAll(keepingCapacity: true)
      isOverlong = false
    }
    guard !isOverlong else { return }
    let plain = OutputText.plain(line: rest)
    guard plain.count <= OutputLine.longest else { return }
    let line = OutputLine(plain)
    own.read(line)
    for index in dialects.indices where dialects[index].read(line, &closings) { return }
  }
}
