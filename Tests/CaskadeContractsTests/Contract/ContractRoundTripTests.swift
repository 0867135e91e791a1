import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

final class ContractRoundTripTests: XCTestCase {
  private func json(_ contract: Contract) -> String {
    JSONWriter(.pretty, order: .sorted).text(ContractJSON.value(contract))
  }

  private func read(_ text: String, file: StaticString = #filePath, line: UInt = #line) -> Contract? {
    let source = SourceText(name: "c.yaml", text)
    let result = ContractReader.read(source)
    let problems = result.diagnostics.map { plainLine($0, in: source) }
    XCTAssertEqual(problems, [], text, file: file, line: line)
    return result.contract
  }

  func testFixtures() throws {
    for source in try fixtures("contracts") {
      let contract = try XCTUnwrap(ContractReader.read(source).contract, source.name)
      let text = ContractYAML.text(contract)
      let again = try XCTUnwrap(read(text), source.name)
      XCTAssertEqual(json(again), json(contract), source.name)
      XCTAssertEqual(ContractYAML.text(again), text, source.name)
    }
  }

  func testEveryDefaultIsWrittenOut() throws {
    let contract = try XCTUnwrap(read("caskade: 1\ntitle: a\noutcome: b\nvalidation: [make]\nx-a: [1, {b: }]\n"))
    XCTAssertEqual(
      JSONWriter(.compact, order: .sorted).text(ContractJSON.value(contract)),
      #"{"schema":"caskade.contract/1","acceptance":[],"after":[],"band":null,"branch":[],"expires":null,"#
        + #""extensions":{"x-a":["1",{"b":""}]},"#
        + #""locks":[],"notes":null,"outcome":"b","owner":null,"paths":{"allow":[],"checks_may_change":[],"deny":[],"unseen":[]},"setup":[],"#
        + #""stop_when":[],"template":null,"ticket":null,"title":"a","tools":{"allow":[],"ask":[],"deny":[]},"#
        + #""validation":[{"at_least":null,"carry":[],"contain":null,"dir":null,"env":{},"expect":0,"name":"make","network":null,"#
        + #""on_base":null,"report":null,"retries":0,"run":"make","#
        + #""timeout":"10m","with":null}]}"#)
  }

  func testCanonicalText() throws {
    let text = """
      caskade: 1
      title: Fix 'it'
      outcome: |-
        one

          two: 2
      ticket: "12"
      owner: "no"
      branch: fix/*
      expires: 2027-01-31
      paths:
        allow:
          - "**/*.md"
          - path: docs/a b
            may: [create, submodule]
        unseen:
          - path: "**/*.psd"
            reason: designs
            expires: 2027-01-31
      tools:
        deny:
          - web
          - shell: "rm: *"
      validation:
        - name: x
          run: make
          timeout: 1m
          env:
            A: ""
          contain: "off"
          network: "off"
      stop_when:
        - more_than: 1 file
        - more_than: 400 lines of code
        - area:
            - auth
            - billing
        - "Ask: me."
      x-a:
        - "1"
        -

      """
    XCTAssertEqual(ContractYAML.text(try XCTUnwrap(read(text))), text)
  }

  func testRandomContracts() throws {
    for seed in UInt64(0)..<300 {
      var random = RepeatableRandom(seed: seed)
      let contract = RandomContract.make(&random)
      let text = ContractYAML.text(contract)
      let again = try XCTUnwrap(read(text), "seed \(seed)\n\(text)")
      XCTAssertEqual(json(again), json(contract), "seed \(seed)\n\(text)")
      XCTAssertEqual(ContractYAML.text(again), text, "seed \(seed)")
      XCTAssertFalse(AuthorityDifference(from: contract, to: again, policy: BuiltInPolicy.policy).grew, "seed \(seed)")
    }
  }
}
