import Foundation
import TestSupport
import XCTest

@testable import CaskadeCLI

/// The rows of the table, and that each verb lies where it belongs.
final class CommandTableTests: XCTestCase {
  private static let folders: [(CommandWords.Group, String)] = [
    (.before, "Before"), (.during, "During"), (.after, "After"), (.team, "Team"), (.also, "Also"),
  ]

  /// A file for each verb, in the folder of its group, and a row for each file.
  func testAFileForEachVerb() throws {
    let root = ProjectFolder.root.appendingPathComponent("Sources/CaskadeCLI/Commands")
    var found: [String] = []
    for (_, folder) in Self.folders {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)) ?? []
      found += names.filter { $0.hasSuffix("Command.swift") }.map { "\(folder)/\($0)" }
    }
    let rows = CommandTable.commands.map { command in
      let folder = Self.folders.first { $0.0 == command.words.group }?.1 ?? ""
      return "\(folder)/\(command).swift"
    }
    XCTAssertEqual(rows.sorted(), found.sorted())
    for (command, row) in zip(CommandTable.commands, rows) {
      let name = command.words.name
      XCTAssertEqual(row.split(separator: "/").last.map(String.init), "\(name.capitalized)Command.swift")
    }
  }

  func testNoWordIsTakenTwice() {
    XCTAssertEqual(Set(CommandTable.names).count, CommandTable.names.count)
    for spec in CommandTable.specs {
      let words = spec.allOptions.flatMap { [$0.name, $0.short].compactMap { $0 } }
      XCTAssertEqual(Set(words).count, words.count, spec.name)
      for option in spec.allOptions {
        XCTAssertTrue(option.name.hasPrefix("--"), "\(spec.name) \(option.name)")
        XCTAssertEqual(option.placeholder.isEmpty, option.arity == .flag, "\(spec.name) \(option.name)")
        XCTAssertFalse(option.help.isEmpty || option.help.hasSuffix("."), "\(spec.name) \(option.name)")
      }
      XCTAssertFalse(spec.words.summary.isEmpty || spec.words.summary.hasSuffix("."), spec.name)
      for example in spec.words.examples { XCTAssertTrue(example.contains("caskade \(spec.name)"), example) }
    }
  }

  /// The groups come in the order of a run, and help lists no group without a verb.
  func testGroups() {
    let groups = CommandTable.manual.groups()
    XCTAssertEqual(groups.flatMap(\.verbs).map(\.name).sorted(), CommandTable.names.sorted())
    XCTAssertEqual(
      groups.map(\.group), CommandWords.Group.allCases.filter { group in groups.contains { $0.group == group } })
    XCTAssertTrue(groups.allSatisfy { !$0.verbs.isEmpty })
  }

  /// Check and report judge by the same options, and say the same of each.
  func testSharedOptions() {
    let check = CommandSpec(CheckCommand.self).options
    let report = CommandSpec(ReportCommand.self).options
    let shared = check.filter { option in report.contains { $0.name == option.name } }
    XCTAssertEqual(shared.count, 25)
    for option in shared where !["--format", "--output"].contains(option.name) {
      XCTAssertEqual(report.first { $0.name == option.name }, option)
    }
  }
}
