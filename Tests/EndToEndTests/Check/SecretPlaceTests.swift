import Foundation
import TestSupport
import XCTest

/// Secrets, and what hides them, in places other than a line of a text file.
final class SecretPlaceTests: XCTestCase {
  private static let value = "q8EXq1kV7uT0bR5mW3xY9sD4"

  /// `main` holds the contract, which may be added to, and `src/a.txt`; `work` is checked out.
  private func repository(_ more: String = "") throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", ContractText.small + more)
    try repository.write("src/a.txt", "one\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    return repository
  }

  /// The lines about secrets, the list of what was not checked, and the last line.
  private func check(_ repository: ScratchRepository, _ options: String...) throws -> String {
    try repository.commit("Work")
    let transcript = try repository.caskade(["check", "--head", "work", "--skip-validation"] + options)
    let lines = transcript.output.split(separator: "\n").map(String.init)
    let gates = lines.filter { line in
      ["  secrets  ", "  integrity  ", "  stop  ", "  budget  "].contains(where: line.contains)
    }
    let told = lines.filter { line in
      ["[secrets.", "[integrity.", "[stop.", "secrets in", "the check '"].contains(where: line.contains)
    }
    let text = (gates + told + [lines.last ?? "", "\(transcript.status)"]).joined(separator: "\n")
    XCTAssertFalse(transcript.text.contains(Self.value), transcript.text)
    XCTAssertFalse(transcript.text.contains(TrapWorld.key), transcript.text)
    return text
  }

  private func utf16(_ text: String) -> Data {
    Data([0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
  }

  func testAKubernetesSecretInOneCommit() throws {
    let repository = try repository()
    try repository.write(
      "src/secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\ndata:\n  db: \(Self.value)\n")
    let told = try check(repository)
    XCTAssertTrue(
      told.contains("src/secret.yaml:6: error: looks like value in a Kubernetes Secret [secrets.kubernetes-secret]"),
      told)
    XCTAssertTrue(told.hasSuffix("Contract broken: 1 finding\n1"), told)
  }

  func testAKeyAddedToAKubernetesSecret() throws {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write("src/secret.yaml", "kind: Secret\ndata:\n  db: a0EXq1kV7uT0bR5mW3xY9sD4\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/secret.yaml", "kind: Secret\ndata:\n  db: a0EXq1kV7uT0bR5mW3xY9sD4\n  x: \(Self.value)\n")
    let told = try check(repository)
    XCTAssertTrue(
      told.contains("src/secret.yaml:4: error: looks like value in a Kubernetes Secret [secrets.kubernetes-secret]"),
      told)
    XCTAssertTrue(told.hasSuffix("Contract broken: 1 finding\n1"), told)
  }

  func testACommitMessage() throws {
    let repository = try repository()
    try repository.write("src/a.txt", "two\n")
    try repository.commit("Deploy\n\nwith \(TrapWorld.key), as before")
    let commit = try repository.git("rev-parse", "--short=7", "work").trimmingCharacters(in: .newlines)
    let told = try check(repository)
    XCTAssertTrue(
      told.contains(
        "error: looks like AWS access key id, in line 3 of the message of commit \(commit) [secrets.aws-access-key]"),
      told)
    XCTAssertTrue(told.hasSuffix("Contract broken: 1 finding\n1"), told)
  }

  func testAFileName() throws {
    let repository = try repository()
    try repository.write("src/\(TrapWorld.key).txt", "x\n")
    try repository.commit("Work")
    let transcript = try repository.caskade("check", "--head", "work", "--skip-validation")
    XCTAssertTrue(
      transcript.output.contains(
        "error: looks like AWS access key id, in the name of the file 'src/<masked: aws-access-key>.txt' "
          + "[secrets.aws-access-key]"), transcript.text)
    XCTAssertFalse(transcript.text.contains(TrapWorld.key), transcript.text)
    XCTAssertEqual(transcript.status, 1)
  }

  func testABlobOverTheLimitIsUnseen() throws {
    let repository = try repository()
    _ = try repository.shell("truncate -s 67108865 src/big.bin")
    XCTAssertEqual(
      try check(repository),
      """
        -         budget       the contract states none
        unproven  secrets      none in 0 added lines, 1 file not looked at
        pass      integrity    no check was removed or loosened
        -         stop         the contract states none
        - secrets in 'src/big.bin': 67108865 bytes are more than are scanned
      Contract unproven: nothing proves secrets
      1
      """)
  }

  /// By path, to a last day, by the policy or by a contract that somebody approved; for both gates.
  func testABlobThatIsAcceptedAsUnseen() throws {
    func entry(_ expires: String, indent: String = "") -> String {
      "\(indent)unseen:\n\(indent)  - path: src/big*\n\(indent)    reason: made by a tool\n"
        + "\(indent)    expires: \(expires)\n"
    }
    let contract = ContractText.small.replacing("  deny:\n", with: entry("2999-12-31", indent: "  ") + "  deny:\n")
    let accepted = """
        pass      secrets      none in 0 added lines, 1 accepted as unseen
        unproven  integrity    no check was removed or loosened, 1 accepted as unseen
      """
    func open(_ added: Int = 0) -> String {
      """
        unproven  secrets      none in \(added) added lines, 1 file not looked at
        unproven  integrity    no check was removed or loosened, 1 file not looked at
      """
    }
    func listed(_ word: String) -> String {
      """
        - secrets in 'src/big_test.py': 67108865 bytes are more than are scanned\(word)
        - what changed in the check 'src/big_test.py': 67108865 bytes are more than are scanned\(word)
      """
    }
    let head = "caskade_policy: 1\n"
    typealias World = (policy: String, onMain: String, onWork: String?)
    let rows: [Row<World, (gates: String, word: String)>] = [
      Row(("", ContractText.small, nil), (open(), "")),
      Row(
        (entry("2999-12-31"), ContractText.small, nil),
        (accepted, ", accepted as unseen by 'src/big*' until 2999-12-31")),
      Row(
        (entry("2020-12-31"), ContractText.small, nil), (open(), "; 'src/big*' accepted it until 2020-12-31")),
      Row(("", contract, nil), (accepted, ", accepted as unseen by 'src/big*' until 2999-12-31")),
      // Whoever did the work may have written it.
      Row(("", ContractText.small, contract), (open(4), "")),
      Row(("", "", contract), (open(contract.split(separator: "\n").count), "")),
    ]
    for row in rows {
      let repository = try ScratchRepository()
      try repository.write("src/big_test.py", "def test_it():\n  assert True\n")
      if !row.input.policy.isEmpty { try repository.write("Contracts/policy.yaml", head + row.input.policy) }
      if !row.input.onMain.isEmpty { try repository.write("Contracts/work.yaml", row.input.onMain) }
      try repository.commit("Begin")
      try repository.git("switch", "-q", "-c", "work")
      if let contract = row.input.onWork { try repository.write("Contracts/work.yaml", contract) }
      _ = try repository.shell("truncate -s 67108865 src/big_test.py")
      let told = try check(repository, "--allow-self-declared")
      XCTAssertTrue(told.contains(row.expected.gates), told, file: row.file, line: row.line)
      XCTAssertTrue(told.contains(listed(row.expected.word)), told, file: row.file, line: row.line)
    }
  }

  func testAMissingBlobIsUnseen() throws {
    let repository = try repository()
    try repository.write("src/gone.txt", "nobody has this\n")
    try repository.write("src/b.txt", "password = \"\(Self.value)\"\n")
    try repository.commit("Work")
    let id = try repository.git("rev-parse", "work:src/gone.txt").trimmingCharacters(in: .newlines)
    try repository.remove(".git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
    let told = try repository.caskade("check", "--head", "work", "--skip-validation").text
    XCTAssertTrue(told.contains("src/b.txt:1: error: looks like password or secret written out"), told)
    XCTAssertTrue(told.contains("secrets in 'src/gone.txt': the repository doesn't have its content"), told)
    XCTAssertTrue(told.contains("FAIL      secrets      1 in 1 added line, 1 file not looked at"), told)
  }

  func testTextThatGitCallsBinaryHasLines() throws {
    let stop = "stop_when:\n  - more_than: 20 lines\n  - area: [migrations]\n"
    let lines = (0..<30).map { "y\($0) = \($0)" }
    let rows: [Row<Data, String>] = [
      Row(Data((["// \0"] + lines).joined(separator: "\n").utf8), "31 of 20 lines"),
      Row(Data(lines.joined(separator: "\r").utf8), "30 of 20 lines"),
      Row(utf16(lines.joined(separator: "\r\n")), "30 of 20 lines"),
      Row(Data("-- \0\nALTER TABLE users DROP x;\n".utf8), "src/x.sql:2: error: "),
      Row(utf16("\nALTER TABLE users DROP x;\n"), "src/x.sql:2: error: "),
      Row(Data("a\rALTER TABLE users DROP x;\r".utf8), "src/x.sql:2: error: "),
      Row(utf16("first\npassword = \"\(Self.value)\"\n"), "src/x.sql:2: error: looks like password"),
      Row(Data("a\rb\rpassword = \"\(Self.value)\"\r".utf8), "src/x.sql:3: error: looks like password"),
    ]
    for row in rows {
      let repository = try repository(stop)
      try row.input.write(to: repository.url("src/x.sql"))
      let told = try check(repository)
      XCTAssertTrue(told.contains(row.expected), told, file: row.file, line: row.line)
      XCTAssertTrue(told.hasSuffix("\n1"), told, file: row.file, line: row.line)
    }
  }

  /// Only what is new counts, in a file that git calls binary too.
  func testAChangedLineOfUTF16IsOneLine() throws {
    let repository = try ScratchRepository()
    let lines = (0..<30).map { "y\($0) = \($0)" } + ["password = \"\(Self.value)\""]
    try repository.write("Contracts/work.yaml", ContractText.small + "stop_when:\n  - more_than: 20 lines\n")
    try repository.write("src/x", "")
    try utf16(lines.joined(separator: "\n")).write(to: repository.url("src/x"))
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    try utf16((["new"] + lines.dropFirst()).joined(separator: "\n")).write(to: repository.url("src/x"))
    let told = try check(repository)
    XCTAssertTrue(told.contains("2 of 20 lines"), told)
    XCTAssertTrue(told.contains("pass      secrets      none in 1 added line"), told)
  }

  func testACheckThatIsNotRead() throws {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write("src/login_spec.rb", "it 'signs in' do\n  expect(page).to be\nend\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/login_spec.rb", "it 'signs in' do\n  expect(page).to be || true\nend\n")
    let told = try check(repository)
    XCTAssertTrue(
      told.contains(
        "src/login_spec.rb: error: check file changed in a language that isn't read: nobody looked whether it still checks as much [integrity.unread]"
      ), told)
  }
}
