import Foundation
import TestSupport
import XCTest

/// What contract and policy keep a command from.
final class ValidationLimitsTests: XCTestCase {
  private func played(
    contract settings: String..., policy: String? = nil, setup: String? = nil, script: String = "exit 0\n",
    isBare: Bool = false, options: [String] = []
  ) throws -> (world: ValidationWorld, transcript: ScratchRepository.Transcript, containment: [String: Any]) {
    let more = settings.map { "    \($0)\n" }.joined()
    var text = ContractText.small.replacing(
      "  - \"true\"\n", with: "  - name: it\n    run: exec sh src/it.sh\n\(more)")
    if let setup { text = text.replacing("validation:\n", with: "setup:\n  - \(setup)\nvalidation:\n") }
    let world = try ValidationWorld(contract: text, files: ["src/it.sh": script])
    if let policy {
      try world.repository.git("switch", "-q", "main")
      try world.repository.write("Contracts/policy.yaml", "caskade_policy: 1\nbands:\n  low: { \(policy) }\n")
      try world.repository.git("add", "Contracts/policy.yaml")
      try world.repository.git("commit", "-q", "-m", "Policy")
      try world.repository.git("switch", "-q", "work")
      try world.repository.git("merge", "-q", "--no-edit", "main")
    }
    let transcript = try world.repository.caskade(
      ["check", "--evidence", "../evidence.json"] + options,
      adding: isBare ? ["PATH": try bareFolder(world.repository)] : [:])
    let records = try world.evidence()?["validation"] as? [[String: Any]]
    return (world, transcript, records?.first?["containment"] as? [String: Any] ?? [:])
  }

  /// A folder with what a check needs, and no more.
  private func bareFolder(_ repository: ScratchRepository) throws -> String {
    let folder = repository.root.appendingPathComponent("bin")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["git", "sh"] {
      let program = try XCTUnwrap(
        ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + name }.first(where: FileManager.default.isExecutableFile))
      try FileManager.default.createSymbolicLink(
        atPath: folder.appendingPathComponent(name).path, withDestinationPath: program)
    }
    return folder.path
  }

  func testTheNetwork() throws {
    let offline = "test $(grep -c : /proc/net/dev) -le 1 || exit 3\n"
    for (settings, policy) in [(["network: off"], nil), ([], "network: off")] as [([String], String?)] {
      let found =
        try settings.isEmpty
        ? played(policy: policy, script: offline) : played(contract: settings[0], script: offline)
      let network = found.containment["network"] as? String
      if network == "off" {
        XCTAssertEqual(found.transcript.status, 0, found.transcript.text)
        XCTAssertFalse(found.transcript.text.contains("could not be taken away"), found.transcript.text)
      } else {
        XCTAssertEqual(network, "not taken away")
        XCTAssertTrue(
          found.transcript.text.contains("'it' without a network: it could not be taken away on this machine"),
          found.transcript.text)
      }
    }
    XCTAssertEqual(try played().containment["network"] as? String, "host")
  }

  func testSetupKeepsTheNetwork() throws {
    let found = try played(contract: "network: off", setup: "\"true\"", options: ["--isolated"])
    let setup = try found.world.evidence()?["setup"] as? [[String: Any]]
    XCTAssertEqual((setup?.first?["containment"] as? [String: Any])?["network"] as? String, "host")
    XCTAssertNotEqual(found.containment["network"] as? String, "host")
  }

  func testUncontained() throws {
    let found = try played(contract: "contain: off")
    XCTAssertEqual(found.transcript.status, 0, found.transcript.text)
    XCTAssertEqual(found.containment["tier"] as? String, "hunted")
    XCTAssertTrue(
      found.transcript.output.contains(
        "'it' on the rest of the machine: the contract says 'contain: off', so it ran as a process of the host"),
      found.transcript.output)
  }

  func testShow() throws {
    let found = try played(contract: "contain: off", "network: off", "dir: src", script: "")
    let page = try found.world.repository.caskade(["show", "work"])
    let words = page.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    XCTAssertTrue(
      words.contains(
        "exec sh src/it.sh (within 10m, in src, without a network, not contained: it may reach the rest of the machine)"
      ),
      page.text)
  }

  func testASandbox() throws {
    let script =
      "echo x > \"$HOME/a\" && echo x > \"${TMPDIR:-/tmp}/a\" && echo x > src/it.o || exit 3\n! touch /var/tmp/x\n"
    try XCTSkipUnless(FileManager.default.isExecutableFile(atPath: "/usr/bin/bwrap"), "bubblewrap isn't installed")
    let found = try played(policy: "sandbox: required", script: script)
    if found.transcript.text.contains("can't make a sandbox") {
      XCTAssertEqual(found.transcript.status, 1)
    } else {
      XCTAssertEqual(found.transcript.status, 0, found.transcript.text)
      XCTAssertEqual(found.containment["tier"] as? String, "sandboxed")
    }
  }

  func testNoSandbox() throws {
    let found = try played(policy: "sandbox: required", isBare: true)
    XCTAssertEqual(found.transcript.status, 1, found.transcript.text)
    XCTAssertTrue(
      found.transcript.output.contains(
        """
        Contracts/work.yaml:13: error: 'it' had no sandbox, and band low asks for one: cannot find 'bwrap' in any \
        absolute folder of PATH [validation.not-sandboxed]
          command: exec sh src/it.sh
          hint: have bubblewrap (bwrap) installed and allowed where the check runs
        """), found.transcript.output)
  }
}
