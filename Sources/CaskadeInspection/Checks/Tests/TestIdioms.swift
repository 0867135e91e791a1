import CaskadeSyntax

/// The lexical facts about the test frameworks of one language.
///
/// Sources: the references of XCTest and Swift Testing, pytest and unittest, Jest, Vitest, Mocha and Jasmine, Go's
/// package testing (with testify), Rust's attributes reference and rstest, JUnit 3 to 5.
struct TestIdioms: Sendable {
  /// Calls that assert, by the beginning of their name in lower case.
  let assertingPrefixes: [String]
  /// Calls that begin like an assertion and are none.
  let neverAsserting: WordSet
  /// Objects and packages whose methods assert, as in `require.NoError`.
  let assertingOwners: WordSet
  /// Methods that assert on whatever they are called, as in `t.Fatal`.
  let assertingMethods: WordSet
  /// Attributes, decorators and annotations that skip; those that do so under a condition; those that expect failure.
  let skipping: WordSet
  let skippingIf: WordSet
  let expectingFailure: WordSet
  /// The same as calls in a body.
  let skipCalls: WordSet
  let skipIfCalls: WordSet
  let expectFailureCalls: WordSet
  /// Only as a method, as in `t.Skip`, `pytest.skip`, `this.skip`.
  let skipMethods: WordSet

  init(
    prefixes: String = "assert expect verify check require should fail ensure", never: String = "",
    owners: String = "", methods: String = "", skipping: String = "", skippingIf: String = "", expecting: String = "",
    skipCalls: String = "", skipIfCalls: String = "", expectCalls: String = "", skipMethods: String = ""
  ) {
    assertingPrefixes = prefixes.words
    neverAsserting = WordSet(never)
    assertingOwners = WordSet(owners)
    assertingMethods = WordSet(methods)
    self.skipping = WordSet(skipping)
    self.skippingIf = WordSet(skippingIf)
    expectingFailure = WordSet(expecting)
    self.skipCalls = WordSet(skipCalls)
    self.skipIfCalls = WordSet(skipIfCalls)
    expectFailureCalls = WordSet(expectCalls)
    self.skipMethods = WordSet(skipMethods)
  }

  static func of(_ language: TestLanguage) -> TestIdioms {
    switch language {
    case .swift: swift
    case .python: python
    case .javascript: javascript
    case .go: go
    case .rust: rust
    case .jvm: jvm
    }
  }

  private static let swift = TestIdioms(
    prefixes: "assert expect verify check require should fail ensure xctassert xctfail xctunwrap record confirmation "
      + "wait fulfillment precondition",
    never: "expectation", owners: "Issue", skipping: "disabled", skippingIf: "enabled",
    skipCalls: "XCTSkip", skipIfCalls: "XCTSkipIf XCTSkipUnless",
    expectCalls: "XCTExpectFailure withKnownIssue")
  private static let python = TestIdioms(
    methods: "raises warns deprecated_call", skipping: "skip SkipTest", skippingIf: "skipif skipIf skipUnless",
    expecting: "xfail expectedFailure", skipCalls: "skipTest SkipTest", skipIfCalls: "importorskip",
    skipMethods: "skip xfail")
  private static let javascript = TestIdioms(
    never: "require", owners: "assert expect should t chai", methods: "rejects", skipMethods: "skip pending")
  private static let go = TestIdioms(
    owners: "assert require is must qt cmp",
    methods: "Error Errorf Fatal Fatalf Fail FailNow Equal NotEqual NoError True False Nil NotNil Contains Len",
    skipMethods: "Skip Skipf SkipNow")
  private static let rust = TestIdioms(
    prefixes: "assert panic unreachable prop_assert check verify ensure fail bail expect_",
    methods: "unwrap_err expect_err", skipping: "ignore", skipMethods: "")
  private static let jvm = TestIdioms(
    prefixes: "assert expect verify check require should fail ensure then andexpect await",
    methods: "isEqualTo", skipping: "Disabled Ignore",
    skippingIf: "DisabledOnOs DisabledIf DisabledOnJre DisabledIfEnvironmentVariable DisabledIfSystemProperty "
      + "EnabledOnOs EnabledIf EnabledOnJre EnabledIfEnvironmentVariable EnabledIfSystemProperty",
    skipIfCalls: "assumeTrue assumeFalse assumeThat assumingThat", skipMethods: "abort")
}
