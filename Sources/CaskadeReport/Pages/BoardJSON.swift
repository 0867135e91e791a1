import CaskadeContracts
package import CaskadeCore
package import CaskadeSyntax

extension Board {
  /// `caskade.board/1`. New keys may come.
  package var json: JSONValue {
    .object([
      JSONMember("schema", "caskade.board/1"),
      JSONMember("base", .object([JSONMember("name", .string(base)), JSONMember("commit", .string(baseCommit.text))])),
      JSONMember("tracked", .integer(tracked)),
      JSONMember("contracts", .array(open.map(\.json))),
      JSONMember("closed", .array(closed.map(\.json))),
      JSONMember(
        "overlaps",
        .array(
          overlaps.map { overlap in
            .object([
              JSONMember("contracts", .array([.string(overlap.one), .string(overlap.other)])),
              JSONMember("example", Self.text(overlap.example?.display)),
              JSONMember("files", .integer(overlap.files)),
            ])
          })),
      JSONMember(
        "joint",
        .array(
          joint.map { effect in
            .object([
              JSONMember("loosens", .string(effect.loosens)), JSONMember("guarded", .string(effect.guarded)),
              JSONMember("example", .string(effect.example.display)), JSONMember("checks", .integer(effect.checks)),
            ])
          })),
      JSONMember(
        "order",
        .array(
          order.map { step in
            .object([
              JSONMember("contract", .string(step.name)), JSONMember("wave", step.wave.map { .integer($0) } ?? .null),
              JSONMember("why", .array(step.why.map(\.json))),
            ])
          })),
      JSONMember(
        "hotspots",
        .array(
          hotspots.map {
            .object([
              JSONMember("path", .string($0.path.display)), JSONMember("contracts", .integer($0.contracts)),
            ])
          })),
      JSONMember(
        "runs",
        .array(
          runs.map { run in
            .object([
              JSONMember("contract", .string(run.contract)), JSONMember("state", .string(run.state)),
              JSONMember("started", .string(run.started)),
            ])
          })),
      JSONMember(
        "questions",
        .array(
          questions.map { question in
            .object([
              JSONMember("number", .integer(question.number)), JSONMember("contract", Self.text(question.contract)),
              JSONMember("text", .string(question.text)), JSONMember("asked", .string(question.asked)),
              JSONMember("answer", Self.text(question.answer)),
              JSONMember("granted", question.isGranted.map { .bool($0) } ?? .null),
              JSONMember("worktree", Self.text(question.worktree)),
            ])
          })),
      JSONMember(
        "campaigns",
        .array(
          campaigns.map { campaign in
            .object([
              JSONMember("name", .string(campaign.name)), JSONMember("contracts", .integer(campaign.contracts)),
              JSONMember(
                "states",
                .object(campaign.states.map { JSONMember($0.state.rawValue, .integer($0.contracts)) })),
            ])
          })),
    ])
  }

  fileprivate static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}

extension Board.Row {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("name", .string(name)), JSONMember("path", .string(path.display)),
      JSONMember("title", .string(title)), JSONMember("owner", Board.text(owner)),
      JSONMember("branch", .array(branch.map { .string($0) })), JSONMember("band", .string(band.rawValue)),
      JSONMember("state", .string(state.rawValue)),
      JSONMember(
        "approvals", .object([JSONMember("people", .integer(people)), JSONMember("needed", .integer(needed))])),
      JSONMember("days", days.map { .integer($0) } ?? .null),
      JSONMember(
        "check",
        check.map { check in
          .object([
            JSONMember("verdict", .string(check.verdict.rawValue)), JSONMember("started", .string(check.started)),
            JSONMember("commit", .string(check.commit.text)), JSONMember("current", .bool(isCheckCurrent)),
          ])
        } ?? .null),
      JSONMember(
        "run",
        run.map { run in
          .object([
            JSONMember("started", .string(run.started)), JSONMember("quiet_minutes", .integer(run.quiet / 60)),
          ])
        } ?? .null),
      JSONMember("files", .integer(files)), JSONMember("proposed_on", Board.text(proposedOn)),
      JSONMember("amended_on", .array(amendedOn.map { .string($0) })),
      JSONMember("after", .array(turn.waits.map(\.json))), JSONMember("locks", .array(turn.locks.map(\.json))),
      JSONMember("campaign", Board.text(campaign)), JSONMember("reason", Board.text(reason?.rawValue)),
      JSONMember("expires", Board.text(expires?.text)),
    ])
  }
}

extension ContractTurn.Wait {
  fileprivate var json: JSONValue {
    .object([JSONMember("contract", .string(name)), JSONMember("done", .bool(ending.isDone))])
  }
}

extension ContractTurn.Lock {
  fileprivate var json: JSONValue {
    let (state, holder): (String, String?) =
      switch holder {
      case .itself: ("held", nil)
      case .other(let path): ("waiting", path.display)
      case .unknown(let path): ("unknown", path.display)
      }
    return .object([
      JSONMember("lock", .string(name)), JSONMember("state", .string(state)), JSONMember("other", Board.text(holder)),
    ])
  }
}

extension BoardOrder.Reason {
  fileprivate var json: JSONValue {
    switch self {
    case .after(let name): .object([JSONMember("kind", "after"), JSONMember("contract", .string(name))])
    case .lock(let lock, let holder):
      .object([
        JSONMember("kind", "lock"), JSONMember("contract", .string(holder)), JSONMember("lock", .string(lock)),
      ])
    case .overlap(let name, let path):
      .object([
        JSONMember("kind", "overlap"), JSONMember("contract", .string(name)),
        JSONMember("example", Board.text(path?.display)),
      ])
    }
  }
}
