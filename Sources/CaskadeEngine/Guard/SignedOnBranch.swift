import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// A contract or an amendment that only the branch has, and that people signed whom the base names: read and verified as a
/// check does. It is the committed one, not what lies on the disk.
struct SignedOnBranch {
  private let host: Host
  private let folders: GitFolders
  private let word: String?
  private let now: Int

  init(_ host: Host, _ folders: GitFolders, _ word: String?, _ now: Int) {
    self.host = host
    self.folders = folders
    self.word = word
    self.now = now
  }

  /// Nil where its signatures aren't enough, so that what the base says stays in force.
  func authority() throws(CommandError) -> GuardAuthority? {
    var there = host
    there.directory = folders.root
    return try Session.run(there) { (session) throws(CommandError) in
      let options = CheckOptions(contract: word, head: "HEAD", branch: folders.branch, skipValidation: true)
      let run = CheckRun(session, options, startedAt: now)
      let comparison = try BaseAndHead(options, session)
      let found: GoverningContract
      if let word {
        found = try run.contract(comparison, named: word)
      } else {
        guard case .contract(let governing) = try run.finder(comparison, root: comparison.rootShelf).governing() else {
          return nil
        }
        found = governing
      }
      let facts = try ChangeFacts(comparison, session)
      let settled = try run.settled(found, comparison, facts)
      guard settled.standing.source == .branch, let path = settled.standing.path else { return nil }
      let judged = JudgedRun(
        contract: settled.contract, standing: settled.standing, changes: facts.changes, areas: facts.areas)
      let tally = settled.standing.approvals.tally(
        for: judged.band.band, policy: comparison.policy, atLeast: settled.standing.leastApprovals)
      guard tally.isMet else { return nil }
      return .contract(settled.contract, GuardPolicy(comparison.policy), path: path.display)
    }
  }
}
