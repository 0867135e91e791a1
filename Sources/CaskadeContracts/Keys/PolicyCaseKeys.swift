package import CaskadeSyntax

/// The keys of a file with cases for a policy.
enum PolicyCaseKeys {
  struct File: Hashable, Sendable {
    var cases: [PolicyCase] = []
  }

  static let file = KeyTable<File>(
    blank: File(), document: "file of policy cases",
    [
      .version("caskade_policy_test"),
      Key(
        "cases", \.cases, .list(.mapping(each), "a change, and what the policy has to say of it", isFilled: true),
        "changes, and what the policy has to say of each",
        required: .missingKey("cases", example: "cases: [{ name: docs, paths: [docs/a.md], expect: { band: low } }]"),
        .none),
    ])

  private static let each = KeyTable<PolicyCase>(
    blank: PolicyCase(), settle: { $0.line = $1 },
    [
      Key(
        "name", \.name, .line, "what it is called", required: .missingKey("name", example: "name: docs are fast"), .none
      ),
      Key(
        "paths", \.paths, .list(.line, "a file", example: "docs/a.md", isFilled: true), "files that change",
        required: .missingKey("paths", example: "paths: [docs/a.md]"), .none),
      Key(
        "files", \.files, .optional(.count(1...100_000)), "how many files change altogether, beside the first",
        absent: "those that are named", .none),
      Key("lines", \.lines, .count(0...100_000_000), "added and deleted, altogether", .none),
      Key(
        "expect", \.expect, .mapping(expectation), "what the policy has to say",
        required: .missingKey("expect", example: "expect: { band: low }"), .none),
    ])

  private static let expectation = KeyTable<PolicyCase.Expectation>(
    blank: PolicyCase.Expectation(),
    [
      Key(
        "verdict", \.verdict, .optional(.choice), "broken: too large for its band, or protected", absent: "not asked",
        .none),
      Key("band", \.band, .optional(.choice), "of the change", absent: "not asked", .none),
      Key(
        "approvals", \.approvals, .optional(.count(0...20)), "how many people have to sign", absent: "not asked", .none),
      Key(
        "from", \.from, .optional(.list(.text, "a group", example: "security")), "groups that have to sign, each",
        absent: "not asked", .none),
      Key(
        "fast_lane", \.fastLane, .optional(.truth), "whether it may go without a person", absent: "not asked", .none),
    ])
}

/// Reads cases for a policy (format `caskade_policy_test: 1`): there are some if and only if no diagnostic is an error.
package enum PolicyCaseReader {
  package static func read(_ source: SourceText) -> (cases: [PolicyCase]?, diagnostics: [Diagnostic]) {
    let yaml = YAMLReader.read(source)
    guard let root = yaml.root else { return (nil, yaml.diagnostics) }
    var decoder = NodeDecoder(source: source)
    var file = PolicyCaseKeys.file.blank
    PolicyCaseKeys.file.read(root, .file, into: &file, with: &decoder)
    let diagnostics = (yaml.diagnostics + decoder.diagnostics).sortedByPlace()
    return (diagnostics.contains { $0.severity == .error } ? nil : file.cases, diagnostics)
  }
}
