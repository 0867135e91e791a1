import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// Each thing alone that keeps work from going without a person.
final class FastLaneTests: XCTestCase {
  private struct World {
    var verdict = Verdict.kept
    var pinned = true
    var uncommitted = false
    var request: CheckRequest? = CheckRequest()
    var band: Band? = .low
    var gates = [
      Gate(.scope, .pass, required: true, summary: ""), Gate(.tools, .unproven, required: false, summary: ""),
    ]
    var findings: [Finding] = []
    var changes = [World.change("docs/a.md", lines: 40), World.change("docs/b/c.md", lines: 40)]
    var questions: [HumanQuestion] = []
    var notChecked: [NotChecked] = [.stop("more than 45 minutes")]

    static func change(_ path: String, lines: Int?, _ operation: CaskadeSyntax.Operation = .modify) -> Change {
      Change(
        path: RepositoryPath(path), operation: operation, oldMode: .regular, newMode: .regular, oldID: nil, newID: nil,
        lines: lines.map { .counted(added: $0, deleted: 0) } ?? .binary)
    }

    func evidence(_ id: ObjectID) -> Evidence {
      Evidence(
        toolVersion: "1", verdict: verdict, place: "local", programs: [], request: request,
        base: Evidence.Base(name: "main", why: "", tip: id, commit: id, tree: id, pinned: pinned),
        head: Evidence.Head(name: "HEAD", branch: nil, commit: id, tree: id, uncommitted: uncommitted, ignored: nil),
        contract: band.map {
          Evidence.ContractRecord(
            title: "", outcome: "", owner: nil, ticket: nil, path: "Contracts/a.yaml", blob: id, source: .base, why: "",
            approval: ApprovalRecord(summary: ""), band: $0)
        }, policy: Evidence.PolicyRecord(path: nil, blob: nil), changes: changes, gates: gates, findings: findings,
        validation: [], forHuman: questions, notChecked: notChecked,
        timing: Evidence.Timing(started: "", milliseconds: 0, commands: []))
    }
  }

  private func lane() throws -> FastLane {
    var lane = FastLane()
    lane.files = 3
    lane.lines = 80
    lane.paths = [try PathPattern("docs/**")]
    return lane
  }

  func testEveryReason() throws {
    let id = try XCTUnwrap(ObjectID(String(repeating: "a", count: 40)))
    func finding(_ severity: Finding.Severity) -> Finding {
      Finding(severity, gate: .validation, ruleID: "validation.flaky", "it is flaky")
    }
    let rows: [Row<(inout World) -> Void, [String]>] = [
      Row({ _ in }, []),
      Row({ $0.findings = [finding(.note)] }, []),
      Row({ $0.verdict = .unproven }, ["the verdict is 'unproven'"]),
      Row({ $0.pinned = false }, ["the base is not pinned"]),
      Row({ $0.uncommitted = true }, ["the work is not committed"]),
      Row(
        { $0.gates.append(Gate(.secrets, .unproven, required: true, summary: "", skipped: true)) },
        ["gate 'secrets' is unproven"]),
      Row({ $0.gates.append(Gate(.stop, .fail, required: true, summary: "")) }, ["gate 'stop' is failed"]),
      Row({ $0.findings = [finding(.warning), finding(.warning)] }, ["2 findings of rule 'validation.flaky'"]),
      Row(
        { $0.questions = [HumanQuestion(text: "Is it\ntrue?", contractLine: 4)] },
        [#"a person has to answer: Is it\ntrue?"#]),
      Row({ $0.band = .medium }, ["it is of band medium"]),
      Row({ $0.band = nil }, ["no contract says of which band it is"]),
      Row({ $0.request = nil }, ["it isn't recorded what the caller left out"]),
      Row({ $0.notChecked = [NotChecked(line: "something")] }, ["not looked at: something"]),
      Row(
        { $0.changes = (1...4).map { World.change("docs/\($0).md", lines: 1) } }, ["4 of 3 files"]),
      Row({ $0.changes[0].lines = .counted(added: 40, deleted: 1) }, ["81 of 80 lines"]),
      Row(
        { $0.changes[0].lines = .binary }, ["nobody knows how many lines 1 binary file would have"]),
      Row(
        { $0.changes[1] = World.change("docs/lib", lines: 0, .submodule) },
        ["1 submodule moved, whose content isn't here"]),
      Row(
        { $0.changes = ["src/b.c", "src/a.c"].map { World.change($0, lines: 1) } },
        ["src/a.c and 1 more file lies outside of the fast lane's paths"]),
      Row({ $0.changes = [World.change("Docs/a.md", lines: 1)] }, ["Docs/a.md lies outside of the fast lane's paths"]),
    ]
    for row in rows {
      var world = World()
      row.input(&world)
      let eligible = try lane().eligibility(of: world.evidence(id))
      XCTAssertEqual(eligible.reasons.map(\.text), row.expected, file: row.file, line: row.line)
      XCTAssertEqual(eligible.isEligible, row.expected.isEmpty, file: row.file, line: row.line)
    }
  }

  /// It says of a verdict what it likes, and the verdict stays.
  func testNoVerdictGetsBetter() throws {
    let id = try XCTUnwrap(ObjectID(String(repeating: "a", count: 40)))
    for verdict in Verdict.allCases {
      var world = World()
      world.verdict = verdict
      let judged = world.evidence(id).judged(for: try lane())
      XCTAssertEqual(judged.verdict, verdict)
      XCTAssertEqual(judged.eligible?.isEligible, verdict == .kept)
      XCTAssertNil(world.evidence(id).judged(for: nil).eligible)
    }
  }

  /// A file that claims it and names a reason against it is not believed.
  func testAClaimBesideAReasonIsNone() throws {
    let text = #"{"eligible":true,"reasons":[{"kind":"base","text":"the base is not pinned"}]}"#
    let read = try Eligibility.keys.form.read(JSONReader.read(Array(text.utf8)))
    XCTAssertFalse(read.isEligible)
    let bare = try Eligibility.keys.form.read(JSONReader.read(Array(#"{"eligible":false,"reasons":[]}"#.utf8)))
    XCTAssertFalse(bare.isEligible)
  }
}
