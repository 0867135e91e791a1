import CaskadeEngine
import CaskadeReport
import TestSupport
import XCTest

@testable import CaskadeCLI

/// What the words of a command line ask for, and how wrong ones are answered.
final class RequestTests: XCTestCase {
  private func answer(_ words: [String]) -> String {
    do throws(CommandError) {
      switch try Request(words) {
      case .help(let spec): return "help \(spec?.name ?? "")"
      case .run(let command, let common):
        return "run \(type(of: command).words.name) in \(common.directory ?? ".") colour \(common.color)"
      }
    } catch {
      return "\(error.message)\n  hint: \(error.hint ?? "")"
    }
  }

  func testRequests() {
    let rows: [Row<[String], String>] = [
      Row(["check"], "run check in . colour auto"),
      Row(["-C", "there", "check"], "run check in there colour auto"),
      Row(["check", "--directory=there", "--color", "never"], "run check in there colour never"),
      Row(["check", "--", "--help"], "run check in . colour auto"),
      Row(["--version"], "run version in . colour auto"),
      Row(["-V"], "run version in . colour auto"),
      Row(["--help"], "help "),
      Row(["check", "-h"], "help check"),
      Row(["nothing", "--help"], "help "),
      // Without a verb: where the repository stands.
      Row([], "run  in . colour auto"),
      Row(["-C", "there"], "run  in there colour auto"),
      Row(["--bade"], "unknown option '--bade'\n  hint: caskade --help lists the options"),
      Row(["chek"], "unknown verb 'chek'\n  hint: did you mean 'caskade check'?"),
      Row(["frobnicate"], "unknown verb 'frobnicate'\n  hint: caskade --help lists the verbs"),
      Row(["check", "--bsae", "x"], "unknown option '--bsae'\n  hint: did you mean '--base'?"),
      Row(["lint", "--base", "x"], "unknown option '--base'\n  hint: caskade lint --help lists the options"),
      Row(
        ["lint", "--strict=yes"],
        "'--strict' takes no value\n  hint: usage: caskade lint [FILE|FOLDER|-]... [--strict] [--rules] [--format FORMAT]"
      ),
      Row(
        ["diff", "a", "b", "--format"],
        "'--format' needs a value: --format FORMAT\n  hint: usage: caskade diff OLD NEW [--format FORMAT]"),
      Row(
        ["demo", "--keep="],
        "'--keep' needs a value that isn't empty\n  hint: usage: caskade demo [--keep DIR] [--practice]"),
      Row(["demo", "--keep", "a", "--keep", "b"], "'--keep' was given twice\n  hint: leave one of the two out"),
      Row(["diff", "a"], "'caskade diff' needs OLD NEW\n  hint: usage: caskade diff OLD NEW [--format FORMAT]"),
      Row(
        ["demo", "x"],
        "'caskade demo' doesn't know what to do with 'x'\n  hint: usage: caskade demo [--keep DIR] [--practice]"),
    ]
    for row in rows { XCTAssertEqual(answer(row.input), row.expected, file: row.file, line: row.line) }
  }

  /// A word that can't be the value of its option is answered alike for every verb, with the nearest one that can.
  func testValues() {
    let rows: [Row<[String], String>] = [
      Row(
        ["check", "--format", "xml"],
        "'--format' can't be 'xml'\n  hint: one of: \(EvidenceFormat.allCases.map(\.rawValue).joined(separator: ", "))"),
      Row(["report", "--format", "markdwon"], "'--format' can't be 'markdwon'\n  hint: did you mean 'markdown'?"),
      Row(["show", "--format", "jsn"], "'--format' can't be 'jsn'\n  hint: did you mean 'json'?"),
      Row(["diff", "a", "b", "--format", "markdown"], "'--format' can't be 'markdown'\n  hint: one of: text, json"),
      Row(["check", "--color", "nevr"], "'--color' can't be 'nevr'\n  hint: did you mean 'never'?"),
      Row(["check", "--jobs", "0"], "'--jobs' can't be '0'\n  hint: a number from 1 to 64"),
      Row(["check", "--jobs", "many"], "'--jobs' can't be 'many'\n  hint: a number from 1 to 64"),
      Row(["close", "x", "--as", "lost"], "'--as' can't be 'lost'\n  hint: one of: done, cancelled, takeover"),
      Row(
        ["approve", "--list", "--revoke"], "'--list' and '--revoke' are two things\n  hint: leave one of the two out"),
      Row(
        ["schema", "--evidence", "--policy"],
        "one schema at a time\n  hint: leave out all but one of '--evidence', '--policy' and '--record'"),
      Row(
        ["report", "e.json", "--output", "-", "--contract", "x", "--base", "y"],
        "'--contract' goes with a check, and evidence was given\n  hint: leave out the evidence to check now, or leave out '--contract'"
      ),
      Row(["report", "e.json", "--format", "text", "--color", "never"], "run report in . colour never"),
      Row(
        ["help", "check", "--man"],
        "'--completions', '--man' and '--names' stand alone\n  hint: leave out what else was given"),
      Row(
        ["help", "--completions", "bash", "--man"],
        "'--completions', '--man' and '--names' stand alone\n  hint: leave out what else was given"),
      Row(
        ["help", "--format", "text", "--man"],
        "'--completions', '--man' and '--names' stand alone\n  hint: leave out what else was given"),
      Row(["help", "--man", "--color", "never"], "run help in . colour never"),
      Row(["help", "check", "--format", "markdown"], "run help in . colour auto"),
      Row(["help", "--completions", "zhs"], "'--completions' can't be 'zhs'\n  hint: did you mean 'zsh'?"),
    ]
    for row in rows { XCTAssertEqual(answer(row.input), row.expected, file: row.file, line: row.line) }
  }

  /// Help says of each rendering what parsing takes.
  func testTheFormatsAreThoseOfEvidence() throws {
    for command in [CheckCommand.self, ReportCommand.self] as [any Command.Type] {
      let option = try XCTUnwrap(CommandSpec(command).options.first { $0.name == "--format" })
      XCTAssertEqual(option.choices, EvidenceFormat.allCases.map(\.rawValue))
      for format in EvidenceFormat.allCases {
        XCTAssertTrue(option.help.contains(format.rawValue), option.help)
        XCTAssertTrue(answer([command.words.name, "--format", format.rawValue]).hasPrefix("run "))
      }
    }
  }
}
