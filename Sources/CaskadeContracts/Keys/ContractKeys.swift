import CaskadeSyntax

/// The keys of a Goal Contract, in the order of the format.
enum ContractKeys {
  static let table = KeyTable<Contract>(
    blank: Contract(title: Contract.Located("", line: 1), outcome: Contract.Located("", line: 1)),
    document: "contract",
    [
      .version("caskade"),
      Key(
        "title", \.title, .located(.text), "what the run is about, in one line", example: "Fix the login redirect loop",
        required: .missingKey("title", example: "title: Fix the login redirect loop"), .rewordedText),
      Key(
        "outcome", \.outcome, .located(.text),
        "what is true when the work is done, such that a reviewer can check it",
        example: "Signing in from any page returns the person to that page, exactly once.",
        required: .missingKey("outcome", example: "outcome: what is true when the work is done"), .rewordedText),
      Key(
        "ticket", \.ticket, .optional(.located(.text)), "free text or an address", example: "WEB-1423", .rewordedText),
      Key(
        "owner", \.owner, .optional(.located(.text)), "the person who answers for the run", example: "dev@example.com",
        .rewordedText),
      Key(
        "template", \.template, .optional(.located(.text)), "the template that it came from", example: "bug-fix", .none),
      Key(
        "band", \.band, .optional(.located(.choice)),
        "how much harm the run could do; the computed band wins when it is higher", absent: "low", .band),
      Key(
        "branch", \.branch,
        .oneOrMore(
          .branch, "a branch, or a pattern on branches", several: "several branches", example: "fix/login-*",
          isFilled: true),
        "the branches that the contract governs", absent: "any branch", .branches),
      Key(
        "expires", \.expires, .optional(.located(.date)), "the last day on which the contract is in force, in UTC",
        absent: "never", .expires),
      Key(
        "acceptance", \.acceptance, .acceptance, "the outcome line by line, each with at most one proof",
        absent: "none", .acceptance),
      Key(
        "after", \.after, .list(.located(.line), "a contract's name", example: "session-store"),
        "contracts that have to be closed as done before this one is in force", absent: "none", .waits),
      Key(
        "locks", \.locks, .list(.located(.line), "a name that contracts agree on", example: "db-migration-number"),
        "what one open contract at a time holds: the one that came to the base first", absent: "none", .locks),
      Key("paths", \.paths, PathKeys.table, "what the agent may change"),
      Key("tools", \.tools, ToolKeys.table, "what the agent may use"),
      Key(
        "setup", \.setup,
        .list(.located(.text), "a command for /bin/sh", example: "swift package resolve"),
        "commands that prepare a clean checkout for the validation", absent: "none", .setup),
      Key(
        "validation", \.validation, .optional(.commands),
        "the commands that prove the outcome; [] says that there is nothing to run", absent: "unproven", .commands),
      Key(
        "stop_when", \.stopWhen, .list(.condition, "one condition"), "the conditions at which the run has to stop",
        absent: "none", .conditions),
      Key("notes", \.notes, .optional(.text), "whatever else a reader should know", .reworded),
    ])
}

extension Notation where Value == BranchPattern {
  static var branch: Notation {
    Notation(
      schema: Notation<String>.text.schema,
      read: { decoder, node, place in
        guard let text = decoder.text(node, key: place.name) else { return nil }
        if text.hasPrefix("refs/") {
          decoder.report(.badBranch(found: text, reason: "it is a full reference name"), at: node.range)
          return nil
        }
        do throws(PathPatternError) {
          return BranchPattern(pattern: try PathPattern(text), line: place.line)
        } catch {
          decoder.report(.badBranch(found: text, reason: error.message), at: node.range)
          return nil
        }
      },
      json: { .string($0.pattern.text) }, layout: { .line($0.pattern.text) })
  }
}

extension Comparison where Value == Contract.Located<String> {
  fileprivate static var rewordedText: Comparison { Comparison<String>.reworded.of(\.value) }
}

extension Comparison where Value == Contract.Located<String>? {
  fileprivate static var rewordedText: Comparison { Comparison<String?>.reworded.of(\.?.value) }
}
