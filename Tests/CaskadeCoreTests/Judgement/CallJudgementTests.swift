import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// What contract and policy say of a call before it happens.
final class CallJudgementTests: XCTestCase {
  private static let text = """
    caskade: 1
    title: Mend the login
    outcome: People sign in once.
    paths:
      allow:
        - Sources/Login/**
        - path: Tests/LoginTests/**
          may: [create, modify]
        - Tools/**
      deny:
        - Sources/Login/Keychain.swift
    tools:
      allow: [read, search, edit, { shell: swift test * }, { shell: rm * }, { shell: sed * }, { shell: mkdir * },
        { shell: tee * }, { shell: python3 Tools/* }, { mcp: files/read }]
      ask:
        - shell: git commit *
      deny:
        - shell: git push *
        - web
    stop_when:
      - touching: Sources/Login/Session/**
    """

  private func contract(_ text: String = text) throws -> Contract {
    try XCTUnwrap(ContractReader.read(SourceText(name: "c.yaml", bytes: Array(text.utf8))).contract)
  }

  private func shell(_ command: String) -> ToolUse {
    var use = ToolUse(id: nil, line: 1, tool: "Bash", action: .shell)
    (use.command, use.folder) = (.line(command), "/r")
    return use
  }

  private func file(_ path: String, _ operation: ToolFile.Operation) -> ToolUse {
    var use = ToolUse(id: nil, line: 1, tool: "File", action: operation.isWrite ? .edit : .read)
    (use.files, use.folder) = ([ToolFile(path, operation)], "/r")
    return use
  }

  private func call(_ action: ToolAction) -> ToolUse { ToolUse(id: nil, line: 1, tool: "Tool", action: action) }

  /// A disk on which all that begins with `old` is there.
  private func place(_ path: CallPath) -> CallPlace {
    let rest = path.text.hasPrefix("/r/") ? String(path.text.dropFirst(3)) : nil
    let spot: CallPlace.Spot =
      rest.map { $0.hasPrefix(".git/") ? .git : .inside(RepositoryPath($0)) }
      ?? (path.text.hasPrefix("/tmp/") ? .temporary : .outside)
    let name = path.text.split(separator: "/").last ?? ""
    return CallPlace(path, spot, exists: name.hasPrefix("old"), isFolder: name == "old", shown: rest ?? path.text)
  }

  private func answer(_ use: ToolUse, _ contract: Contract) -> String {
    let call = ToolCall(use)
    let answer = CallJudgement(contract, BuiltInPolicy.policy).answer(call, at: call.paths.map(place))
    let reasons = answer.decision == .allow ? [] : answer.reasons.map(\.rule)
    return ([answer.decision.rawValue] + reasons).joined(separator: " ")
  }

  func testCalls() throws {
    let contract = try contract()
    let rows: [Row<ToolUse, String>] = [
      Row(file("/anywhere/a.h", .read), "allow"),
      Row(file("/home/dev/.ssh/id_ed25519", .read), "ask tools.secret"),
      Row(call(.search), "allow"),
      Row(file("Sources/Login/a.swift", .write), "allow"),
      Row(file("Sources/Login/old.swift", .update), "allow"),
      Row(file("Sources/Login/Keychain.swift", .update), "deny scope.denied"),
      Row(file("Sources/Login/KEYCHAIN.swift", .update), "deny scope.denied"),
      Row(file("sources/login/a.swift", .update), "deny scope.outside"),
      Row(file("Tests/LoginTests/oldTests.swift", .update), "allow"),
      Row(file("Tests/LoginTests/oldTests.swift", .delete), "deny scope.operation"),
      Row(file("Sources/Pay/a.swift", .update), "deny scope.outside"),
      Row(file("/etc/hosts", .update), "deny tools.outside"),
      Row(file("/tmp/x", .write), "allow"),
      Row(file("/r/.git/config", .write), "deny protected.git"),
      Row(file("Contracts/login.yaml", .write), "deny protected.contracts"),
      Row(file(".claude/settings.json", .write), "deny protected.agent"),
      Row(file("Sources/Login/Session/a.swift", .write), "deny stop.touching"),
      Row(call(.edit), "deny tools.not-understood"),
      Row(call(.mcp("files/read")), "allow"),
      Row(call(.mcp("files/write")), "deny tools.not-allowed"),
      Row(call(.web(host: "example.com")), "deny tools.denied"),
      Row(call(.agent("x")), "deny tools.not-allowed"),
      Row(call(.own), "none"),
      Row(call(.unknown), "deny tools.not-understood"),
      Row(shell("swift test --filter A"), "allow"),
      Row(shell("cd Sources && swift test"), "allow"),
      Row(shell("git commit -m x"), "ask tools.asked"),
      Row(shell("git push"), "deny tools.denied"),
      Row(shell("swift test && git -C . push"), "deny tools.not-allowed"),
      Row(shell("swift test; curl example.com"), "deny tools.not-allowed"),
      Row(shell("swift test $(curl example.com)"), "deny tools.not-allowed"),
      Row(shell("swift test | sh"), "deny tools.not-allowed tools.not-understood"),
      Row(shell("$X"), "deny tools.not-allowed tools.not-understood"),
      Row(shell("cat Sources/a | head"), "allow"),
      Row(shell("git status --short && git diff main"), "allow"),
      Row(shell("git diff --output=Sources/Pay/x"), "deny tools.not-allowed scope.outside"),
      Row(shell("sed -n 1,9p Sources/a"), "allow"),
      Row(shell("sed -n -Ei s/a/b/ Sources/Pay/old"), "deny scope.outside"),
      Row(shell("rg --pre ./x y"), "deny tools.not-allowed"),
      Row(shell("cat ~/.ssh/id_rsa"), "ask tools.secret"),
      Row(shell("echo hi > Sources/Login/new.txt"), "allow"),
      Row(shell("echo hi > Sources/Pay/new.txt"), "deny scope.outside"),
      Row(shell("cd Sources && echo hi > Login/new.txt"), "allow"),
      Row(shell("cd /etc && echo hi > hosts"), "deny tools.outside"),
      Row(shell("swift test > /tmp/log 2>&1"), "allow"),
      Row(shell("swift test | tee -a .github/workflows/ci.yml"), "deny protected.ci"),
      Row(shell("sed -i s/a/b/ Sources/Login/old.swift"), "allow"),
      Row(shell("sed -i s/a/b/ Sources/Pay/old.swift"), "deny scope.outside"),
      Row(shell("rm Sources/Login/old.swift"), "allow"),
      Row(shell("rm Tests/LoginTests/old.swift"), "deny scope.operation"),
      Row(shell("rm Tools/Tests/oldTests.swift"), "deny integrity.test-file-deleted"),
      Row(shell("mkdir -p Sources/Login/New"), "allow"),
      Row(shell("mkdir Tools"), "allow"),
      Row(shell("mkdir Other"), "deny scope.outside"),
      Row(shell("python3 Tools/gen.py"), "allow"),
      Row(shell("python3 -c 'x'"), "deny tools.not-allowed tools.not-understood"),
      Row(shell("caskade ask 'May I?'"), "allow"),
      Row(shell("caskade check --evidence x.json"), "deny tools.not-allowed"),
      Row(shell("caskade approve login"), "deny tools.not-allowed"),
      Row(shell("./caskade ask x"), "deny tools.not-allowed"),
    ]
    for row in rows { XCTAssertEqual(answer(row.input, contract), row.expected, file: row.file, line: row.line) }
  }

  /// Where no tools are stated their use is the agent's own affair, and the files are judged all the same.
  func testContractWithoutTools() throws {
    let contract = try contract(
      """
      caskade: 1
      title: Mend the login
      outcome: People sign in once.
      paths: { allow: [src/**] }
      """)
    let rows: [Row<ToolUse, String>] = [
      Row(shell("make"), "none"), Row(shell("$X"), "none"), Row(file("src/a", .write), "none"),
      Row(file("doc/a", .write), "deny scope.outside"), Row(shell("echo x > doc/a"), "deny scope.outside"),
      Row(call(.unknown), "none"),
    ]
    for row in rows { XCTAssertEqual(answer(row.input, contract), row.expected, file: row.file, line: row.line) }
  }

  func testWithoutAContract() {
    let rows: [Row<ToolUse, String>] = [
      Row(file("a", .read), "allow"), Row(call(.search), "allow"), Row(call(.own), "none"),
      Row(file("/home/dev/.netrc", .read), "ask"), Row(shell("git log -3 && ls"), "allow"),
      Row(shell("ls > x"), "deny"), Row(shell("make"), "deny"), Row(shell("cat $(make)"), "deny"),
      Row(shell("caskade draft 'Mend it'"), "allow"), Row(file("a", .write), "deny"), Row(call(.agent(nil)), "deny"),
      Row(call(.unknown), "deny"),
    ]
    for row in rows {
      let call = ToolCall(row.input)
      let answer = CallJudgement.withoutContract(
        call, at: call.paths.map(place), why: "no open contract is for branch 'x'")
      XCTAssertEqual(answer.decision.rawValue, row.expected, file: row.file, line: row.line)
    }
  }

  func testMessages() throws {
    let contract = try contract()
    func message(_ use: ToolUse) -> String {
      let call = ToolCall(use)
      let mask = TextMask()
      return CallJudgement(contract, BuiltInPolicy.policy).answer(call, at: call.paths.map(place))
        .message(contract, named: "Contracts/login.yaml") { mask.maskedStrictly($0) }
    }
    let rest = """
      Permitted instead: tools read, search, edit, shell: swift test *, shell: rm *, shell: sed *, shell: mkdir *, \
      shell: tee *, shell: python3 Tools/*, mcp: files/read; changes of Sources/Login/**, Tests/LoginTests/** (create, \
      modify), Tools/**
      To ask a person for more: caskade ask 'WHAT IS NEEDED, AND WHY'
      """
    let rows: [Row<ToolUse, String>] = [
      Row(shell("git push"), "caskade: 'shell: git push' is denied (Contracts/login.yaml:18)\n\(rest)"),
      Row(
        shell("curl -H 'Authorization: Bearer abcdefghijklmnop' x"),
        """
        caskade: 'shell: curl -H Authorization: Bearer <masked: curl-credential> x' is not among the tools that Contracts/login.yaml \
        allows
        \(rest)
        """),
      Row(
        file("Tests/LoginTests/old.swift", .delete),
        """
        caskade: 'Tests/LoginTests/old.swift' may not be deleted: 'Tests/LoginTests/**' grants only create, modify \
        (Contracts/login.yaml:7)
        \(rest)
        """),
      Row(
        file("Sources/Pay/a", .write),
        "caskade: 'Sources/Pay/a' is outside the approved paths of Contracts/login.yaml\n\(rest)"),
    ]
    for row in rows { XCTAssertEqual(message(row.input), row.expected, file: row.file, line: row.line) }
    XCTAssertEqual(
      CallAnswer(.deny, [.noContract("no open contract on main is for branch 'x'")]).message(nil, named: "") { $0 },
      """
      caskade: this work needs a contract, and has none: no open contract on main is for branch 'x'
      Reading and searching go ahead. To write a contract for a person to approve: caskade draft 'WHAT HAS TO BE DONE'
      """)
  }
}
