import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeSyntax

/// What is read of approvals and signers before any signature is verified.
final class ApprovalReadingTests: XCTestCase {
  private static let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOULGjBj3YE94ZbjK8wf2xbB9eJIsZHRJiM06EY70Sby"
  private static let armour = """
    -----BEGIN SSH SIGNATURE-----
    U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg5QsaMGPdgT3hluMrzB/bFsH14k
    ixkdEmIzToRjvRJvIAAAAVZ29hbC1jb250cmFjdEBjYXNrYWRlAAAAAAAAAAZzaGE1MTIA
    AABTAAAAC3NzaC1lZDI1NTE5AAAAQJzKOEIVzYIMZXqWIIvk4+k4PYdBxmrVrSepJf6Cn9
    MtHu6jgn29DN0j6X4qdYzQVmWmsGHfJ5qxkzZXagaSQQ4=
    -----END SSH SIGNATURE-----

    """
  private static let lines = [
    "format: caskade.approval/1", "contract: Contracts/work.yaml", "principal: dev@example.com", "band: medium",
    "branch: fix/login-* work", "base: \(String(repeating: "a", count: 40))", "time: 2026-01-31T23:59:59Z",
    "expires: 2026-12-31", "note: as discussed",
  ]

  private func file(_ change: (inout [String]) -> Void = { _ in }, armour: String = armour) -> [UInt8] {
    var lines = Self.lines
    change(&lines)
    return Array((lines.joined(separator: "\n") + "\n\n" + armour).utf8)
  }

  private func problem(_ bytes: [UInt8]) -> String {
    do throws(ApprovalFileError) {
      _ = try ApprovalFile(bytes)
      return "read"
    } catch {
      return error.message
    }
  }

  func testTheHeaderComesBackAsItWas() throws {
    let read = try ApprovalFile(file())
    XCTAssertEqual(read.header.text, Self.lines.joined(separator: "\n") + "\n")
    XCTAssertEqual(read.header.branches.map(\.pattern.text), ["fix/login-*", "work"])
    XCTAssertEqual(read.signature.namespace, "goal-contract@caskade")
    XCTAssertEqual(read.signature.key.type, "ssh-ed25519")
    XCTAssertEqual(read.signedBytes(contract: [0x78]), Array((read.header.text + "\nx").utf8))
    XCTAssertEqual(ApprovalFile.bytes(header: read.header, armour: Array(Self.armour.utf8)), file())
    let empty = try ApprovalFile(
      file {
        $0[4] = "branch:"
        $0[7] = "expires:"
        $0[8] = "note:"
      })
    XCTAssertNil(empty.header.expires)
    XCTAssertTrue(empty.header.covers(branch: "anything"))
  }

  func testWhatIsNoApproval() {
    let rows: [Row<[UInt8], String>] = [
      Row(file(), "read"),
      Row(file { $0.swapAt(2, 3) }, "line 3 is not 'principal: ...'"),
      Row(file { $0.removeLast() }, "line 9 is not 'note: ...'"),
      Row(file { $0.append("more: 1") }, "line 10 is not the blank line that ends the header"),
      Row(file { $0[0] = "format: caskade.approval/2" }, "'format' can't be 'caskade.approval/2'"),
      Row(file { $0[1] = "contract:" }, "'contract' can't be ''"),
      Row(file { $0[2] = "principal: *@example.com" }, "'principal' can't be '*@example.com'"),
      Row(file { $0[2] = "principal: a/b" }, "'principal' can't be 'a/b'"),
      Row(file { $0[3] = "band: none" }, "'band' can't be 'none'"),
      Row(file { $0[4] = "branch: a{b,c}" }, "'branch' can't be 'a{b,c}'"),
      Row(file { $0[5] = "base: main" }, "'base' can't be 'main'"),
      Row(file { $0[6] = "time: yesterday" }, "'time' can't be 'yesterday'"),
      Row(file { $0[6] = "time: 2026-13-31T23:59:59Z" }, "'time' can't be '2026-13-31T23:59:59Z'"),
      Row(file { $0[7] = "expires: 2026-02-30" }, "'expires' can't be '2026-02-30'"),
      Row(file { $0[8] = "note:  x" }, "read"),
      Row(file { $0[8] = "note: " }, "line 9 is not 'note: ...'"),
      Row(file { $0[8] = "note: a\u{202E}b" }, "line 9 is not 'note: ...'"),
      Row(file { $0[8] = "note: a\r" }, "line 9 is not 'note: ...'"),
      Row(file(armour: ""), "no signature follows the header"),
      Row(file(armour: Self.armour + "x"), "no signature follows the header"),
      Row(file(armour: Self.armour + Self.armour), "no signature follows the header"),
      Row([], "line 1 is not 'format: ...'"),
      Row([UInt8](repeating: 0x61, count: 70_000), "it is longer than 65536 bytes"),
    ]
    for row in rows { XCTAssertEqual(problem(row.input), row.expected, file: row.file, line: row.line) }
  }

  /// Cut anywhere it is no approval; with any byte changed it is none, or one that says something else or is signed by
  /// something else: never the same one.
  func testDamagedFiles() throws {
    let whole = file()
    let read = try ApprovalFile(whole)
    for end in 0..<(whole.count - 1) { XCTAssertNotEqual(problem(Array(whole[..<end])), "read", "cut at \(end)") }
    var random = RepeatableRandom(seed: 11)
    for index in whole.indices {
      var damaged = whole
      damaged[index] ^= UInt8.random(in: 1...255, using: &random)
      guard let other = try? ApprovalFile(damaged) else { continue }
      let isSame =
        other.signedBytes(contract: []) == read.signedBytes(contract: []) && other.signature == read.signature
      XCTAssertFalse(isSame, "byte \(index)")
    }
  }

  func testLinesOfSigners() {
    let good = "namespaces=\"goal-contract@caskade\""
    let rows: [Row<String, String>] = [
      Row("dev@example.com \(good) \(Self.key) a comment", "dev@example.com"),
      Row("a@x,b@x \(good) \(Self.key)", "a@x b@x"),
      Row("\ta@x  \(good)\t\(Self.key)\r", "a@x"),
      Row("a@x NAMESPACES=\"goal-contract@caskade\",Valid-After=\"20260101\" \(Self.key)", "a@x from 20260101000000"),
      Row("a@x valid-before=\"202601312359Z\",\(good) \(Self.key)", "a@x until 20260131235900"),
      Row("ci@x namespaces=\"evidence@caskade\" \(Self.key)", "runner ci@x"),
      Row("ci@x,c2@x namespaces=\"evidence@caskade\",valid-after=\"20260101\" \(Self.key)", "runner ci@x runner c2@x"),
      Row(
        "ci@x namespaces=\"evidence@caskade,goal-contract@caskade\" \(Self.key)",
        "1: its namespaces are 'evidence@caskade,goal-contract@caskade', not exactly 'goal-contract@caskade'"),
      Row("", ""), Row("   ", ""), Row("# a@x \(good) \(Self.key)", ""),
      Row("a@x \(Self.key)", "1: it has no namespaces=\"goal-contract@caskade\""),
      Row(
        "a@x namespaces=\"git\" \(Self.key)",
        "1: its namespaces are 'git', not exactly 'goal-contract@caskade'"),
      Row(
        "a@x namespaces=\"goal-contract@caskade,git\" \(Self.key)",
        "1: its namespaces are 'goal-contract@caskade,git', not exactly 'goal-contract@caskade'"),
      Row(
        "a@x namespaces=\"goal-*\" \(Self.key)",
        "1: its namespaces are 'goal-*', not exactly 'goal-contract@caskade'"),
      Row(
        "a@x \(good),\(good) \(Self.key)",
        "1: its namespaces are 'goal-contract@caskade', not exactly "
          + "'goal-contract@caskade'"),
      Row("a@x cert-authority,\(good) \(Self.key)", "1: certificate authorities are not supported"),
      Row("a@x no-touch-required,\(good) \(Self.key)", "1: 'no-touch-required' is no option that counts here"),
      Row("a@x namespaces=goal-contract@caskade \(Self.key)", "1: 'namespaces' is no option that counts here"),
      Row("*@x \(good) \(Self.key)", "1: '*@x' is not one literal name"),
      Row("!a@x,b@x \(good) \(Self.key)", "1: '!a@x' is not one literal name"),
      Row("a@x,,b@x \(good) \(Self.key)", "1: '' is not one literal name"),
      Row("\"a@x b@x\" \(good) \(Self.key)", "1: '\"a@x b@x\"' is not one literal name"),
      Row("a@x \(good),valid-before=\"soon\" \(Self.key)", "1: 'soon' is no time"),
      Row("a@x \(good) ssh-ed25519 AAAA", "1: its key can't be read"),
      Row("a@x \(good) ssh-rsa \(Self.key.split(separator: " ")[1])", "1: its key can't be read"),
      Row("a@x \"\(good) \(Self.key)", "1: it is not 'NAME namespaces=\"goal-contract@caskade\" TYPE KEY'"),
      Row("a@x", "1: it is not 'NAME namespaces=\"goal-contract@caskade\" TYPE KEY'"),
    ]
    for row in rows {
      let signers = AllowedSigners(Array(row.input.utf8))
      let counted = signers.signers.map { signer in
        signer.principal.text + (signer.validAfter.map { " from \($0.digits)" } ?? "")
          + (signer.validBefore.map { " until \($0.digits)" } ?? "")
      }
      let runners = signers.runners.map { "runner \($0.principal.text)" }
      let ignored = signers.ignored.map { "\($0.line): \($0.reason.message)" }
      XCTAssertEqual(
        (counted + runners + ignored).joined(separator: " "), row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testKeyTimes() {
    let rows: [Row<String, String?>] = [
      Row("20260131", "2026-01-31 00:00:00Z"), Row("202601312359", "2026-01-31 23:59:00Z"),
      Row("20260131235958Z", "2026-01-31 23:59:58Z"), Row("20260230", nil), Row("2026013124", nil),
      Row("202601312460", nil), Row("202601312400", nil), Row("", nil), Row("Z", nil), Row("2026-01-31", nil),
    ]
    for row in rows {
      XCTAssertEqual(KeyTime(row.input)?.text, row.expected, row.input, file: row.file, line: row.line)
    }
    XCTAssertEqual(KeyTime(secondsSince1970: 1_700_000_000).digits, "20231114221320")
  }
}
