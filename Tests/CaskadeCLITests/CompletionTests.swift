import CaskadeReport
import Foundation
import TestSupport
import XCTest

@testable import CaskadeCLI

/// What shells and man read: well formed for the programs that read it, and right where one of them is asked.
final class CompletionTests: XCTestCase {
  private func repository(_ words: String..., to file: String) throws -> ScratchRepository {
    let repository = try ScratchRepository()
    let done = try repository.caskade(["help"] + words)
    XCTAssertEqual(done.status, 0, done.text)
    XCTAssertEqual(done.errors, "")
    try repository.write(file, done.output)
    return repository
  }

  private func needs(_ program: String, _ repository: ScratchRepository) throws {
    if try repository.shell("command -v \(program)").status != 0 { throw XCTSkip("there is no \(program) here") }
  }

  private func assertQuiet(
    _ line: String, _ repository: ScratchRepository, file: StaticString = #filePath, at place: UInt = #line
  ) throws {
    XCTAssertEqual(try repository.shell(line).text, "[exit status: 0]\n", file: file, line: place)
  }

  func testBash() throws {
    let repository = try repository("--completions", "bash", to: "caskade.bash")
    try needs("bash", repository)
    try assertQuiet("bash -n caskade.bash", repository)
    try repository.write("Contracts/work.yaml", "")
    let rows: [Row<[String], [String]>] = [
      Row(["che"], ["check"]),
      Row(["-C", ".", "ver"], ["verify", "version"]),
      Row(["check", "--ba"], ["--base", "--baseline"]),
      Row(["check", "--format", ""], EvidenceFormat.allCases.map(\.rawValue)),
      Row(["show", "--format", "j"], ["json"]),
      Row(["diff", "--color", "n"], ["never"]),
      Row(["close", "--as", "t"], ["takeover"]),
      Row(["check", "Con"], ["Contracts"]),
      Row(["check", "--evidence", "Con"], ["Contracts"]),
      Row(["policy", "s"], ["show"]),
      Row(["debug", "m"], ["match"]),
      Row(["debug", "yaml", "cas"], ["caskade.bash"]),
      Row(["help", "pat"], ["patterns"]),
      Row(["help", "pol"], ["policy"]),
      Row(["lint", "--k"], []),
    ]
    for row in rows {
      let words = (["caskade"] + row.input).map { "'\($0)'" }.joined(separator: " ")
      let done = try repository.shell(
        "bash -c 'source ./caskade.bash; COMP_WORDS=(\(words.replacingOccurrences(of: "'", with: "\"")));"
          + " COMP_CWORD=\(row.input.count); _caskade; printf \"%s\\n\" \"${COMPREPLY[@]}\"'")
      XCTAssertEqual(done.status, 0, done.text, file: row.file, line: row.line)
      XCTAssertEqual(
        done.output.split(separator: "\n").map(String.init), row.expected, file: row.file, line: row.line)
    }
  }

  func testZsh() throws {
    let repository = try repository("--completions", "zsh", to: "_caskade")
    XCTAssertTrue(try repository.read("_caskade").hasPrefix("#compdef caskade\n"))
    try needs("zsh", repository)
    try assertQuiet("zsh -n _caskade", repository)
  }

  func testFish() throws {
    let repository = try repository("--completions", "fish", to: "caskade.fish")
    for option in CommandTable.specs.flatMap(\.options) {
      XCTAssertTrue(try repository.read("caskade.fish").contains(" -l \(option.name.dropFirst(2)) "), option.name)
    }
    try needs("fish", repository)
    try assertQuiet("fish --no-execute caskade.fish", repository)
  }

  /// Quotes in help don't end the scripts' own.
  func testEveryShellHasEveryVerbAndOption() throws {
    for shell in CompletionShell.allCases {
      let script = shell.script(CommandTable.manual)
      for spec in CommandTable.specs {
        XCTAssertTrue(script.contains(spec.name), "\(shell) \(spec.name)")
        for option in spec.options where shell != .fish {
          XCTAssertTrue(script.contains(option.name), "\(shell) \(spec.name) \(option.name)")
        }
      }
    }
  }

  func testTheManPage() throws {
    let repository = try repository("--man", to: "caskade.1")
    let text = try repository.read("caskade.1")
    XCTAssertTrue(text.hasPrefix(".TH CASKADE 1 "))
    for spec in CommandTable.specs { XCTAssertTrue(text.contains("\n.SS \(spec.name)\n"), spec.name) }
    for line in text.split(separator: "\n") where line.hasPrefix("'") || line.hasPrefix(".") {
      XCTAssertTrue(
        [".TH ", ".SH ", ".SS ", ".TP", ".PP", ".B ", ".nf", ".fi", ".RS 4", ".RE"].contains { line.hasPrefix($0) },
        "\(line) is a request that nobody meant")
    }
    if try repository.shell("command -v mandoc").status == 0 {
      try assertQuiet("mandoc -Tlint -Werror caskade.1", repository)
    }
    try needs("groff", repository)
    try assertQuiet("groff -man -ww -Tutf8 caskade.1 > /dev/null", repository)
    let shown = try repository.shell("groff -man -Tascii -P-c -P-b -P-u caskade.1").output
    XCTAssertTrue(shown.contains("--contract-from REV|FILE"), shown)
    XCTAssertTrue(shown.contains("Contracts/<title>.yaml when left out"), shown)
  }
}
