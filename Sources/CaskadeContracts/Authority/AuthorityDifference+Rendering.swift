package import CaskadeSyntax

extension AuthorityDifference {
  /// One line for each change, `+` where authority grew, `-` where it shrank, `~` for the rest; safe to print.
  package var lines: [String] {
    changes.map { change in
      switch change.effect {
      case .grew: "+ \(change.text)"
      case .shrank: "- \(change.text)"
      case .neutral: "~ \(change.text)"
      }
    }
  }

  /// `caskade.diff/1`: whether it grew, and the changes in order.
  package var json: JSONValue {
    .object([
      JSONMember("schema", "caskade.diff/1"),
      JSONMember("grew", .bool(grew)),
      JSONMember(
        "changes",
        .array(
          changes.map { change in
            .object([
              JSONMember("key", .string(change.key)),
              JSONMember("effect", .string(change.effect.rawValue)),
              JSONMember("text", .string(change.text)),
            ])
          })),
    ])
  }
}

extension AuthorityChange {
  /// The change in words: `adds db/migrations/**`, `files 12 → 30`; safe to print on one line.
  package var text: String { EscapedText.line(words) }

  private var words: String {
    switch kind {
    case .band(let old, let new): "band \(old.rawValue) → \(new.rawValue)"
    case .anyBranch: "governs any branch"
    case .someBranches: "governs named branches only"
    case .branchAdded(let pattern): "also governs branch \(pattern)"
    case .branchDropped(let pattern): "no longer governs branch \(pattern)"
    case .expires(let old, let new): "expires \(old?.text ?? "never") → \(new?.text ?? "never")"
    case .allowed(let pattern, let operations, let isKnown):
      isKnown ? "allows to \(Self.list(operations)) \(pattern)" : "adds \(pattern)\(Self.note(operations))"
    case .noLongerAllowed(let pattern, let operations, let isKnown):
      isKnown ? "no longer allows to \(Self.list(operations)) \(pattern)" : "drops \(pattern)\(Self.note(operations))"
    case .denyAdded(let pattern): "denies \(pattern)"
    case .denyDropped(let pattern): "no longer denies \(pattern)"
    case .checksOpened(let pattern): "lets checks change in \(pattern)"
    case .checksClosed(let pattern): "no longer lets checks change in \(pattern)"
    case .toolAllowed(let tool): "allows \(tool.text)"
    case .noLongerAsked(let tool): "no longer asks before \(tool.text)"
    case .toolAsked(let tool): "may ask for \(tool.text)"
    case .toolDropped(let tool): "no longer allows \(tool.text)"
    case .toolDenyAdded(let tool): "denies \(tool.text)"
    case .toolDenyDropped(let tool): "no longer denies \(tool.text)"
    case .setupChanged: "changes the setup"
    case .checkAdded(let name): "adds the check \(name)"
    case .checkDropped(let name): "drops the check \(name)"
    case .checkChanged(let name, let part): "changes the check \(name): \(Self.words(part))"
    case .validationWaived: "says that there is nothing to validate"
    case .validationNoLongerWaived: "no longer says that there is nothing to validate"
    case .limit(let unit, let old, let new):
      "\(unit.rawValue) \(old.map(String.init) ?? "no limit") → \(new.map(String.init) ?? "no limit")"
    case .conditionAdded(let text): "stops at: \(text)"
    case .conditionDropped(let text): "no longer stops at: \(text)"
    case .reworded(let key): "rewords the \(key)"
    }
  }

  private static func words(_ part: CheckPart) -> String {
    switch part {
    case .run(let old, let new): "\(old) → \(new)"
    case .onBase(let old, let new): "on_base \(old?.rawValue ?? "not asked") → \(new?.rawValue ?? "not asked")"
    case .expect(let old, let new): "expects \(old) → \(new)"
    case .directory(let old, let new): "runs in \(old?.display ?? "the root") → \(new?.display ?? "the root")"
    case .environment: "its variables"
    case .carry: "what it carries to the base"
    case .timeout(let old, let new): "timeout \(old.text) → \(new.text)"
    }
  }

  /// Nothing for what a plain pattern grants.
  private static func note(_ operations: [Operation]) -> String {
    Set(operations) == Operation.plain ? "" : " (\(operations.map(\.rawValue).joined(separator: ", ")))"
  }

  private static func list(_ operations: [Operation]) -> String {
    operations.map { $0 == .submodule ? "change the submodule" : $0.rawValue }.joined(separator: ", ")
  }
}
