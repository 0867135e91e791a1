import CaskadeContracts
package import CaskadeInspection
package import CaskadeSyntax

extension TestRun {
  static let keys = ObjectForm<TestRun>(
    "how many tests a run executed, by its own word",
    FormKey("source", .word(else: .closingLines), "reports that it wrote, or what a runner says at its end", \.kind),
    FormKey(ifAny: "reports", .list(RepositoryPath.keys), "the files that were read", \.reports),
    FormKey(ifAny: "runner", .word(else: .tap), "the runner that says it", \.runner),
    FormKey(ifAny: "line", .text, "the line that says it", \.line), FormKey(all: TestCounts.keys, \.counts),
    FormKey(ifAny: "names", TestNames.keys.form, nil) { $0.names.isEmpty ? nil : $0.names }
  ) { kind, reports, runner, line, counts, names in
    TestRun(
      counts, kind == .reports ? .reports(reports ?? []) : .closingLines(runner ?? .tap), line: line,
      names: names ?? .none)
  }

  fileprivate enum Kind: String, CaseIterable {
    case reports
    case closingLines = "closing lines"
  }

  private var kind: Kind {
    switch source {
    case .reports: .reports
    case .closingLines: .closingLines
    }
  }

  private var reports: [RepositoryPath]? {
    if case .reports(let paths) = source { paths } else { nil }
  }

  private var runner: TestRunner? {
    if case .closingLines(let runner) = source { runner } else { nil }
  }
}

extension TestCounts {
  fileprivate static let keys = ObjectForm<TestCounts>(
    "numbers of tests",
    FormKey("unit", .word(else: .packages), "what is counted: tests, or packages of them", \.unit),
    FormKey("run", .count, "executed to an end, good or bad", \.run),
    FormKey("failed", .count, "of those, the ones that failed", \.failed),
    FormKey("broken", .count, "what broke before a test in it ran", \.broken),
    FormKey("skipped", .count, "named and not executed", \.skipped)
  ) { TestCounts(unit: $0, run: $1, failed: $2, broken: $3, skipped: $4) }
}

extension TestNames {
  fileprivate static let keys = ObjectForm<TestNames>(
    "names of tests, as many as are kept",
    FormKey("passed", .list(Form<String>.text), "that passed", \.passed),
    FormKey("failed", .list(Form<String>.text), "that failed", \.failed),
    FormKey("skipped", .list(Form<String>.text), "that were not executed", \.skipped),
    FormKey("omitted", .count, "how many more there were", \.omitted)
  ) { TestNames(passed: $0, failed: $1, skipped: $2, omitted: $3) }
}
