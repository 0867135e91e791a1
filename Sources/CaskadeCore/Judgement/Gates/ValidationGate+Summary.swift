import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

extension ValidationGate {
  private static let astray: [FindingRule] = [
    .validationBasePasses, .validationBaseFails, .validationBaseInconclusive,
  ]

  var summary: String {
    let passed = commands.count { command in
      input.validation.records.contains { $0.name == command.name && $0.run.state == .pass }
    }
    var text = "\(passed) of \(commands.count.counted("command")) passed"
    let flaky = input.validation.records.count { $0.run.state == .flaky }
    if flaky > 0 { text += ", \(flaky) flaky" }
    let telling = input.validation.records.count(where: \.tellsBaseFromHead)
    if telling > 0 { text += ", \(telling) tell\(telling == 1 ? "s" : "") base from head" }
    let missing = input.validation.records.count(where: \.isMissingOnBase)
    if missing > 0 { text += ", \(missing) can't be built on the base" }
    let astray = findings.count { finding in Self.astray.contains { $0.id == finding.rule } }
    if astray > 0 { text += ", \(astray) not as expected on the base" }
    let baselines = input.validation.records.compactMap(\.baseline)
    if input.request.baseline, !baselines.isEmpty {
      let kinds = ValidationRecord.Baseline.allCases.compactMap { kind in
        let count = baselines.count { $0 == kind }
        return count == 0 ? nil : "\(count) \(kind.rawValue)"
      }
      text += ", against the base \(kinds.joined(separator: ", "))"
      let asserted = input.validation.records.count { $0.baseline != nil && $0.onBase?.claim == .asserted }
      if asserted > 0 { text += " (\(asserted) asserted, from an earlier check)" }
    }
    text += ran
    if let merged = input.merged, merged.state == .clean, merged.baseTip != input.mergeBase {
      text += ", on the merge with \(mergedInto(merged))"
    }
    text += origin
    if let share = input.request.share {
      text += ", the rest is left to other shares (--share \(share.text))"
    } else if isPartial {
      text += ", others skipped by the caller (--only)"
    }
    if !input.validation.disturbed.isEmpty { text += ", and the judged tree changed meanwhile" }
    return text
  }

  /// What the commands that passed ran, as far as it is known.
  private var ran: String {
    let passed = input.validation.records.filter { record in
      record.run.state == .pass && commands.contains { $0.name == record.name }
    }
    let known = passed.compactMap { $0.run.tests?.counts }
    var parts: [String] = []
    for unit in TestCounts.Unit.allCases {
      let sum = known.filter { $0.unit == unit }.reduce(TestCounts(unit: unit), +)
      if sum.run > 0 { parts.append(sum.ran) }
    }
    // Where not all passed there is more to be said than that.
    let unknown = passed.count == commands.count ? passed.count - known.count : 0
    if parts.isEmpty { return unknown > 0 ? "; what \(passed.count == 1 ? "it" : "they") ran isn't known" : "" }
    return ", \(parts.joined(separator: " and ")) ran" + (unknown > 0 ? "; what \(unknown) ran isn't known" : "")
  }
}
