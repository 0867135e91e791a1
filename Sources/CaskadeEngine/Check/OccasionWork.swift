import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What is known of work before anybody says whether it needs a contract.
struct OccasionWork {
  let work: Governance.Work

  init(
    _ comparison: BaseAndHead, _ facts: ChangeFacts, _ touched: Touched, _ session: Session
  ) throws(CommandError) {
    var work = Governance.Work()
    work.branch = comparison.branch
    work.changesRules = touched.rules
    work.grants = touched.grants
    work.paths = facts.changes.changes.map(\.path)
    var areas: [String: Area] = [:]
    for change in facts.changes.changes {
      for touch in facts.areas.touches(of: change) { areas[touch.area.name] = touch.area }
    }
    work.areas = areas.values.sorted { ($1.band, $0.name) < ($0.band, $1.name) }
    // Each costs a look, and where nothing asks for it nothing is looked at.
    guard let governed = comparison.policy.governed else {
      self.work = work
      return
    }
    if !governed.authors.isEmpty || !governed.exempt.isEmpty { work.authors = ForgeAuthors(session.host).names }
    if !governed.trailers.isEmpty {
      work.lines = try asking(
        session.repository.messageLines(from: comparison.base.commit, to: comparison.head.commit))
    }
    self.work = work
  }
}

/// Whose work it is by the forge's word: who opened the pull request, and who started this run.
///
/// GitHub names the first in the event's payload, whose place is `GITHUB_EVENT_PATH` ("Webhook events and payloads",
/// `pull_request.user.login`). In a merge queue it names nobody but who queued, who is no author. A payload that can't be
/// read leaves nobody, so that nobody is exempt.
struct ForgeAuthors {
  let names: [String]

  private static let mostBytes = 32 << 20

  init(_ host: Host) {
    let ci = host.ci
    guard let system = ci.system, let variable = system.actor, ci.occasion != .mergeQueue,
      let actor = host.environment[variable], !actor.isEmpty
    else {
      names = []
      return
    }
    guard let payload = system.payload else {
      names = [actor]
      return
    }
    guard ci.occasion == .pullRequest else {
      names = [actor]
      return
    }
    guard let file = host.environment[payload],
      let bytes = try? FileReader.read(host.path(file), limit: Self.mostBytes), let event = try? JSONReader.read(bytes),
      let author = event["pull_request"]?["user"]?["login"]?.string, !author.isEmpty
    else {
      names = []
      return
    }
    names = author == actor ? [author] : [author, actor]
  }
}
