import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeSyntax

/// A contract without what no run used.
final class ContractNarrowingTests: XCTestCase {
  private static let head = "caskade: 1\ntitle: a\noutcome: b is reached\n"

  private func narrowed(_ text: String, _ runs: [ContractNarrowing.Run]) -> String {
    let source = SourceText(name: "c.yaml", Self.head + text)
    guard let contract = ContractReader.read(source).contract else { return "no contract" }
    do throws(ContractAmendment.Failure) {
      let narrowing = try ContractNarrowing(source, contract, runs: runs, policy: BuiltInPolicy.policy)
      return String(decoding: narrowing.bytes.dropFirst(Self.head.utf8.count), as: UTF8.self)
        + narrowing.kept.map { "! \($0)\n" }.joined()
    } catch {
      return "\(error)"
    }
  }

  private func run(_ paths: String..., unused: String...) -> ContractNarrowing.Run {
    ContractNarrowing.Run(changed: paths.map { RepositoryPath($0) }, tools: .unused(Set(unused)))
  }

  func testWhatIsTakenOut() {
    let block =
      "paths:\n  allow:\n    # The source.\n    - src/**   # all of it\n    - path: doc/**\n      may: [modify]\n"
    let tools = "tools:\n  allow: [read, { shell: make * }, { web: a.b }] # c\n  deny: [edit]\n"
    let rows: [Row<(text: String, runs: [ContractNarrowing.Run]), String>] = [
      Row((block, [run("src/a")]), "paths:\n  allow:\n    # The source.\n    - src/**   # all of it\n"),
      Row(
        (block, [run("doc/a")]),
        "paths:\n  allow:\n    # The source.\n    - path: doc/**\n      may: [modify]\n"),
      Row((block, [run("src/a"), run("doc/a")]), block),
      Row((block, [run("x")]), block + "! paths stay: no run changed a file under any of them\n"),
      Row(
        (block, [run("src/a"), .init(changed: nil, tools: .unread)]),
        block + "! paths stay: not every run tells all the files that it changed\n"),
      Row(
        ("paths: { allow: [src/**, doc/**] }\n" + tools, [run("doc/a", unused: "read", "web: a.b")]),
        "paths: { allow: [doc/**] }\ntools:\n  allow: [{ shell: make * }] # c\n  deny: [edit]\n"),
      Row(
        (tools, [run(unused: "read", "web: a.b"), run(unused: "read", "shell: make *")]),
        "tools:\n  allow: [{ shell: make * }, { web: a.b }] # c\n  deny: [edit]\n"),
      Row(
        (tools, [run(unused: "read", "web: a.b", "shell: make *")]),
        tools + "! tools stay: no run used any of them, and a contract that names none allows every one\n"),
      Row(
        (tools, [.init(changed: [], tools: .unread), run(unused: "read")]),
        tools
          + "! tools stay: not of every run a transcript was read whole (caskade check --transcript FILE)\n"),
      Row(
        (tools, [.init(changed: [], tools: .untold)]),
        tools + "! tools stay: records don't hold them; give the runs' evidence (--evidence FILE)\n"),
      Row(
        ("paths:\n  allow: [src/**,\n    doc/**]\n", [run("src/a")]),
        "paths:\n  allow: [src/**,\n    doc/**]\n! 'doc/**' is unused, and has to be taken out by hand (line 6)\n"),
      // The first brackets of the line are another list's.
      Row(("paths: { deny: [src/x, src/y], allow: [src/**, doc/**] }\n", [run("src/a")]), "unreadable"),
    ]
    for row in rows {
      XCTAssertEqual(narrowed(row.input.text, row.input.runs), row.expected, file: row.file, line: row.line)
    }
  }
}
