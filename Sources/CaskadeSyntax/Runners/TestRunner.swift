/// A program that runs tests and says at its end how many there were.
package enum TestRunner: String, Hashable, Sendable, CaseIterable {
  case pytest, unittest
  case node = "node --test"
  case jest, vitest, mocha, playwright
  case deno = "deno test"
  case bun = "bun test"
  case go = "go test"
  case cargo = "cargo test"
  case nextest = "cargo nextest"
  case swift = "swift test"
  case xcodebuild, ctest, bats, prove, rspec, minitest, phpunit, pest, maven, gradle
  case dotnet = "dotnet test"
  case mix = "mix test"
  case zig
  /// Any program that writes the Test Anything Protocol.
  case tap = "TAP"
  /// It runs no tests, and says that it had nothing to do.
  case make

  /// Whether its own closing lines are those that another one writes as well.
  package func speaks(like other: TestRunner) -> Bool { self == other || Self.kin[self]?.contains(other) ?? false }

  private static let kin: [TestRunner: Set<TestRunner>] = [
    .xcodebuild: [.swift], .mix: [.bats], .bats: [.tap], .node: [.tap], .prove: [.tap], .phpunit: [.pest, .tap],
    .pest: [.phpunit, .tap], .mocha: [.tap],
  ]

  /// Whether one run of it closes several times, such as once for each package.
  package var closesSeveralTimes: Bool {
    switch self {
    case .go, .cargo, .swift, .xcodebuild, .maven, .gradle, .dotnet, .mix, .tap, .make: true
    case .pytest, .unittest, .node, .jest, .vitest, .mocha, .playwright, .deno, .bun, .nextest, .ctest, .bats, .prove,
      .rspec, .minitest, .phpunit, .pest, .zig:
      false
    }
  }

  /// Whether a green run says by itself how much it ran. Gradle writes that into reports only.
  package var saysHowMuch: Bool { self != .make && self != .zig }

  /// Whether the lines come by standard error.
  package var writesToStandardError: Bool {
    switch self {
    case .unittest, .jest, .bun, .nextest, .zig: true
    default: false
    }
  }
}
