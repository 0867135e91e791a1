import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeCore

/// The drill's contract is one, whatever the repository calls its files; and each drill does what it says.
final class DrillPackTests: XCTestCase {
  private func pack(test: String?, command: String?) -> DrillPack {
    var ground = DrillGround()
    ground.test = test.map { DrillGround.File(RepositoryPath($0), Array("test\n".utf8)) }
    return DrillPack(ground, command: command)
  }

  func testTheContract() throws {
    let rows: [Row<(String?, String?), Int>] = [
      Row((nil, nil), 1), Row(("tests/it's [a] *.py", "make 'a b'"), 2), Row(("-t: x", "true # no"), 2),
    ]
    for row in rows {
      let pack = pack(test: row.input.0, command: row.input.1)
      let text = try XCTUnwrap(pack.base.first { $0.path == DrillPack.contract })
      let result = ContractReader.read(SourceText(name: "c", bytes: text.bytes))
      let contract = try XCTUnwrap(result.contract, "\(result)", file: row.file, line: row.line)
      XCTAssertEqual(contract.validation?.count, row.expected, file: row.file, line: row.line)
      XCTAssertTrue(contract.governs(branch: DrillPack.branch))
      if let path = row.input.0 {
        XCTAssertTrue(contract.paths.allow.contains { $0.pattern.matches(RepositoryPath(path)) }, path)
      }
      if let command = row.input.1 { XCTAssertEqual(contract.validation?.last?.run, command) }
    }
  }

  func testTheDrills() {
    let drills = pack(test: "tests/a.py", command: nil).drills
    XCTAssertEqual(Set(drills.map(\.name)).count, drills.count)
    XCTAssertEqual(drills.first?.kind, .honest)
    XCTAssertGreaterThan(drills.count { $0.kind == .cheat }, 25)
    XCTAssertTrue(drills.allSatisfy { !$0.edits.isEmpty && !$0.about.isEmpty })
    XCTAssertEqual(drills.count - pack(test: nil, command: nil).drills.count, 2)
    // What a drill takes away is there to be taken.
    let base = Set(pack(test: "tests/a.py", command: nil).base.map(\.path)).union([RepositoryPath("tests/a.py")])
    for drill in drills {
      for edit in drill.edits {
        switch edit {
        case .remove(let path), .move(let path, _): XCTAssertTrue(base.contains(path), drill.name)
        case .write, .link: break
        }
      }
    }
  }

  func testWhatIsRight() {
    let (cheat, honest) = (Drill("c", .cheat, "", []), Drill("h", .honest, "", []))
    let rows: [Row<DrillOutcome, Bool>] = [
      Row(DrillOutcome(cheat, .stopped(["scope"]), rules: []), true),
      Row(DrillOutcome(cheat, .passed, rules: []), false),
      Row(DrillOutcome(honest, .passed, rules: []), true),
      Row(DrillOutcome(honest, .stopped(["scope"]), rules: []), false),
      Row(DrillOutcome(cheat, .left("x"), rules: []), false), Row(DrillOutcome(honest, .left("x"), rules: []), false),
    ]
    for row in rows { XCTAssertEqual(row.input.isRight, row.expected, file: row.file, line: row.line) }
  }
}
