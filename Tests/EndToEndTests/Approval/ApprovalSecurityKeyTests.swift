import Foundation
import TestSupport
import XCTest

/// Approvals by security keys, made without one (`Tests/Fixtures/signatures`): they count when somebody touched the key.
final class ApprovalSecurityKeyTests: XCTestCase {
  private static let folder = ProjectFolder.fixtures.appendingPathComponent("signatures")
  private static let file = "Contracts/approvals/work/dev@example.com.approval"

  private func text(_ name: String) throws -> String {
    try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// A repository that begins with the very commit that the approvals name, and whose main has one of them.
  private func world(_ key: String, _ approval: String) throws -> ScratchRepository {
    let repository = try ScratchRepository()
    let begun = try repository.shell(
      """
      export GIT_AUTHOR_NAME=Tester GIT_AUTHOR_EMAIL=tester@example.com GIT_AUTHOR_DATE='1700000000 +0000'
      export GIT_COMMITTER_NAME=Tester GIT_COMMITTER_EMAIL=tester@example.com GIT_COMMITTER_DATE='1700000000 +0000'
      git commit -q --allow-empty -m 'The commit that the approvals name'
      """)
    XCTAssertEqual(begun.status, 0, begun.text)
    try repository.write("Contracts/work.yaml", text("work.yaml"))
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\nbands: { low: { approvals: 1 } }\n")
    try repository.write(
      "Contracts/allowed_signers", "dev@example.com namespaces=\"goal-contract@caskade\" \(text("\(key)-sk.pub"))")
    try repository.write(Self.file, approval)
    try repository.write("src/a.txt", "one\n")
    try repository.commit("Approve")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "two\n")
    try repository.commit("Work")
    return repository
  }

  func testATouchedKeyCounts() throws {
    for key in ["ed25519", "ecdsa"] {
      let repository = try world(key, try text("\(key)-sk.approval"))
      let done = try repository.caskade("check", "--evidence", "../evidence.json")
      XCTAssertEqual(done.status, 0, done.text)
      XCTAssertTrue(done.output.contains("  pass      approval     signed by 1 of 1 for band low\n"), done.output)
      let print = try repository.shell("ssh-keygen -l -f '\(Self.folder.path)/\(key)-sk.pub'").output
      let fingerprint = String(print.split(separator: " ")[1])
      XCTAssertTrue(try repository.read("../evidence.json").contains("\"fingerprint\": \"\(fingerprint)\""), print)
    }
  }

  func testAnUntouchedOneDoesNot() throws {
    for key in ["ed25519", "ecdsa"] {
      let repository = try world(key, try text("\(key)-sk-untouched.approval"))
      let done = try repository.caskade("check")
      XCTAssertEqual(done.status, 1, done.text)
      XCTAssertTrue(
        done.output.contains(
          """
          \(Self.file): error: the security key of 'dev@example.com' signed without being touched [approval.untouched]
            hint: review it, and approve it anew with a key that asks for a touch: caskade approve work

          """), done.output)
    }
  }

  /// Nobody is left to think that they approved: the file isn't even written.
  func testApproveSaysSoAtOnce() throws {
    let repository = try world("ed25519", try text("ed25519-sk.approval"))
    try repository.remove(Self.file)
    let untouched = try text("ed25519-sk-untouched.approval")
    let armour = try XCTUnwrap(untouched.range(of: "-----BEGIN SSH SIGNATURE-----")).lowerBound
    try repository.write("../bin/armour", String(untouched[armour...]))
    try repository.write("../bin/git", "#!/bin/sh\nexec /usr/bin/git \"$@\"\n")
    // It signs as a device does that nobody touched.
    try repository.write(
      "../bin/ssh-keygen",
      "#!/bin/sh\ncase \"$*\" in *'-Y sign'*) ;; *) exec /usr/bin/ssh-keygen \"$@\" ;; esac\nfor last; do :; done\nexec /bin/cp \"${0%/*}/armour\" \"$last.sig\"\n"
    )
    _ = try repository.shell("chmod +x ../bin/git ../bin/ssh-keygen")
    let key = Self.folder.appendingPathComponent("ed25519-sk.pub").path
    let done = try repository.caskade(
      ["approve", "work", "--key", key, "--yes"],
      adding: ["PATH": repository.root.appendingPathComponent("bin").path])
    XCTAssertEqual(done.status, 2, done.text)
    XCTAssertEqual(
      done.errors,
      """
      caskade: error: the security key signed without being touched, and such an approval doesn't count
        hint: sign with one that asks for a touch: ssh-keygen -t ed25519-sk

      """)
    XCTAssertFalse(repository.exists(Self.file))
  }

  /// A byte of the signature; the flag, which is signed too; the counter; a byte of what was signed.
  func testAFlippedByteEndsIt() throws {
    for key in ["ed25519", "ecdsa"] {
      let approval = try text("\(key)-sk.approval")
      var changed = [approval.replacing("note: made", with: "note: mode")]
      for fromEnd in [1, 12] { changed.append(try flipped(approval, fromEnd: fromEnd)) }
      let untouched = try text("\(key)-sk-untouched.approval")
      changed.append(try flipped(untouched, fromEnd: 5))
      for (index, approval) in changed.enumerated() {
        let done = try world(key, approval).caskade("check")
        XCTAssertEqual(done.status, 1, "\(key) \(index): \(done.text)")
        XCTAssertTrue(
          done.output.contains(
            "error: the signature is not one by 'dev@example.com' under this header and these bytes of the contract "
              + "[approval.signature]"), "\(key) \(index): \(done.text)")
      }
    }
  }

  /// With the lowest bit of one byte of the signature turned, counted from its end: counter, then the flags at 5.
  private func flipped(_ approval: String, fromEnd: Int) throws -> String {
    let begin = try XCTUnwrap(approval.range(of: "-----BEGIN SSH SIGNATURE-----\n"))
    let end = try XCTUnwrap(approval.range(of: "-----END SSH SIGNATURE-----"))
    var blob = try XCTUnwrap(
      Data(base64Encoded: approval[begin.upperBound..<end.lowerBound].filter { !$0.isNewline }))
    blob[blob.count - fromEnd] ^= 1
    return approval[..<begin.upperBound] + blob.base64EncodedString() + "\n" + approval[end.lowerBound...]
  }
}
