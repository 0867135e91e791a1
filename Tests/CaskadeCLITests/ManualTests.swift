import CaskadeAgents
import CaskadeContracts
import CaskadeEngine
import CaskadeReport
import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

@testable import CaskadeCLI

/// Help by verb and by topic, and the pages of `.github/docs`.
final class ManualTests: XCTestCase {
  private let manual = CommandTable.manual

  private func help(_ words: String..., status: Int32 = 0) throws -> String {
    let done = try ScratchRepository().caskade(["help"] + words)
    XCTAssertEqual(done.status, status, done.text)
    return status == 0 ? done.output : done.errors
  }

  func testPagesAreWhole() {
    XCTAssertEqual(Set(manual.pages.map(\.name)).count, manual.pages.count, "two pages share a name")
    for page in manual.pages {
      XCTAssertFalse(page.summary.isEmpty || page.summary.hasSuffix("."), page.name)
      XCTAssertTrue(page.name.allSatisfy { $0.isLowercase || $0 == "-" }, page.name)
      XCTAssertFalse(page.blocks.isEmpty, page.name)
      for case .table(let table) in page.blocks {
        XCTAssertFalse(table.rows.isEmpty, page.name)
        for row in table.rows { XCTAssertEqual(row.count, table.columns.count, "\(page.name): \(row)") }
      }
      for block in page.blocks {
        guard case .text(let text) = block else { continue }
        XCTAssertEqual(text.filter { $0 == "`" }.count % 2, 0, "\(page.name): \(text)")
        XCTAssertFalse(text.contains("  "), "\(page.name): \(text)")
      }
    }
  }

  /// What the pages name is what the code has.
  func testTablesComeFromTheCode() throws {
    func cells(_ name: String) throws -> Set<String> {
      let page = try XCTUnwrap(manual.page(named: name), name)
      return Set(
        page.blocks.flatMap { block -> [String] in
          if case .table(let table) = block { table.rows.flatMap { $0 } } else { [] }
        }.map { $0.filter { $0 != "`" } })
    }
    XCTAssertEqual(Set(GateName.allCases.map(\.rawValue)).subtracting(try cells("gates")), [])
    XCTAssertEqual(Set(BuiltInPolicy.policy.areas.map(\.name)).subtracting(try cells("areas")), [])
    XCTAssertEqual(Set(BuiltInProtected.rules.map(\.rule)).subtracting(try cells("protected")), [])
    XCTAssertEqual(Set(CISystem.all.map(\.name)).subtracting(try cells("ci")), [])
    XCTAssertEqual(Set(Agent.allCases.map(\.title)).subtracting(try cells("agents")), [])
    XCTAssertEqual(Set(ExitCode.allCases.map { "\($0.rawValue)" }).subtracting(try cells("exit-status")), [])
    XCTAssertEqual(Set(EvidenceFormat.allCases.map(\.rawValue)).subtracting(try cells("evidence")), [])
    let keys = try cells("contract")
    for key in ["caskade", "paths.allow", "paths.allow.may", "validation.on_base", "stop_when.area"] {
      XCTAssertTrue(keys.contains(key), key)
    }
    XCTAssertTrue(try cells("policy").isSuperset(of: ["caskade_policy", "bands", "bands.NAME.approvals"]))
  }

  func testSubjects() throws {
    XCTAssertTrue(try help("patterns").hasPrefix("how paths are written in contracts and policies\n\nPatterns are "))
    XCTAssertTrue(try help("check").hasPrefix("judge the branch by its contract;"))
    // A verb and a topic: the verb first.
    let both = try help("policy")
    let verb = try XCTUnwrap(both.range(of: "usage: caskade policy [OPTION]... show|try|test|drill"))
    let page = try XCTUnwrap(both.range(of: "\nthe standing rules of a repository, key by key\n"))
    XCTAssertLessThan(verb.lowerBound, page.lowerBound)
    XCTAssertEqual(
      try help("paterns", status: 2),
      "caskade: error: there is no help on 'paterns'\n  hint: did you mean 'caskade help patterns'?\n")
    XCTAssertEqual(
      try help("nothing", status: 2),
      "caskade: error: there is no help on 'nothing'\n  hint: caskade help lists the verbs and the topics\n")
    let overview = try help()
    for name in manual.subjects { XCTAssertTrue(overview.contains("\n  \(name) "), name) }
  }

  func testAVerbAsMarkdown() throws {
    XCTAssertEqual(
      try help("demo", "--format", "markdown"),
      """
      # demo

      Play the whole loop in a throw-away repository.

      ```
      caskade demo [OPTION]...
      caskade demo
      caskade demo --practice
      ```

      | option | what it does |
      | --- | --- |
      | `--keep DIR` | leave the repository there to look at |
      | `--practice` | decide about eight past runs yourself, and hear what you missed |

      Every verb takes these too:

      | option | what it does |
      | --- | --- |
      | `-C`, `--directory DIR` | work as if started in DIR |
      | `--color WHEN` | auto (default), always or never; NO_COLOR and CLICOLOR_FORCE count too |
      | `-h`, `--help` | show this help |

      """)
  }

  // MARK: .github/docs

  /// The files are what help prints. After a change of a page: `CASKADE_RECORD_DOCS=1 swift test --filter ManualTests`,
  /// which writes them and fails, so that it can't pass for a comparison.
  func testTheDocumentsAreWhatHelpPrints() throws {
    let folder = ProjectFolder.root.appendingPathComponent(".github/docs")
    let records = ProcessInfo.processInfo.environment["CASKADE_RECORD_DOCS"] != nil
    let texts = [("README.md", manual.index.markdown)] + manual.pages.map { ("\($0.name).md", $0.markdown) }
    if records { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    for (name, text) in texts {
      let file = folder.appendingPathComponent(name)
      if records {
        try Data(text.utf8).write(to: file)
        XCTFail("recorded \(name): review it, and run again without recording")
      } else {
        XCTAssertEqual(
          try? String(contentsOf: file, encoding: .utf8), text,
          ".github/docs/\(name) isn't what help prints: CASKADE_RECORD_DOCS=1 swift test --filter ManualTests")
      }
    }
    let found = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }
    XCTAssertEqual(found.sorted(), texts.map(\.0).sorted(), "a page for each topic, and no other")
    XCTAssertEqual(try help("--format", "markdown"), manual.index.markdown)
    XCTAssertEqual(try help("policy", "--format", "markdown"), manual.page(named: "policy")?.markdown)
  }
}
