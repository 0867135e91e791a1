import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// Which changes are the run's own, and the band that they give it.
final class JudgedRunTests: XCTestCase {
  private typealias World = JudgementWorld

  func testTheRunsOwnChanges() throws {
    let rows: [Row<Change, Bool>] = [
      Row(World.change("Sources/a"), true), Row(World.change("Contracts/other.yaml"), true),
      Row(World.change("Contracts/login.yaml"), false), Row(World.change("Contracts/login.yaml", .create), false),
      Row(World.change("Contracts/login.yaml", .delete), true),
      Row(World.change("Contracts/login.yaml", new: .symlink), true),
      Row(World.change("Contracts/approvals/login/dev.sig", .create), false),
      Row(World.change("Contracts/approvals/login/dev.sig", .delete), true),
      Row(World.change("Contracts/approvals/other/dev.sig", .create), true),
    ]
    for row in rows {
      var world = try World.usual()
      world.changes = [row.input]
      XCTAssertEqual(world.input.run.changes == [row.input], row.expected, file: row.file, line: row.line)
    }
  }

  /// The contract's own papers don't make an edit broad.
  func testTheBandIsOfTheOwnChanges() throws {
    var world = try World.usual()
    world.changes = (1...50).map { World.change("Sources/a\($0)", added: 40) }
    XCTAssertEqual(world.input.run.band.band, .low)
    XCTAssertEqual(world.input.run.lines, 2_000)
    world.changes.append(World.change("Contracts/login.yaml", added: 100))
    XCTAssertEqual(world.input.run.band.band, .low)
    XCTAssertEqual(world.input.run.lines, 2_000)
    world.changes.append(World.change("Sources/b"))
    XCTAssertEqual(world.input.run.band.reason, "51 files are a broad edit")
    XCTAssertEqual(world.judgement.band, world.input.run.band)
  }
}
