import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

extension CheckRun {
  /// What git's own folders tell of the runs under the contract on the branch, in whichever worktree of the repository they
  /// worked; nil where none is known, and where nobody knows which branch it is. Evidence that is checked again keeps what
  /// it says.
  func agentRuns(_ comparison: BaseAndHead, _ standing: ContractStanding) -> AgentRuns? {
    if let recorded { return recorded.agentRuns }
    guard let branch = comparison.branch, let folders = GitFolders(around: session.repository.location.workTree) else {
      return nil
    }
    let name = ContractFolder.name(of: RepositoryPath(standing.name))
    var runs: [AgentRuns.Run] = []
    var asked: [AgentRuns.Request] = []
    for own in folders.ofEveryWorktree {
      let records = RunShelf(own: own).records().filter { $0.contract == name && $0.branch == branch }
      runs += records.map(\.counted)
      // A question that came while one of them ran is told there by its number, which each worktree has for itself.
      let told = Set(records.flatMap(\.questions).compactMap { Int($0.prefix { $0 != ":" }) })
      let questions = Questions(own: own).all().filter {
        told.contains($0.number) || $0.isAsked(under: name, on: branch, here: own == folders.own)
      }
      asked += questions.map(\.counted)
    }
    return AgentRuns(runs, asked)
  }
}

extension Questions.Question {
  /// One that was asked without a run: by the contract that it names, or by its branch. An older one doesn't tell its
  /// branch, and in another worktree counts only where it names that.
  fileprivate func isAsked(under name: String, on own: String, here isHere: Bool) -> Bool {
    guard branch == nil || branch == own else { return false }
    return contract == own || contract == name && (branch != nil || isHere)
  }

  fileprivate var counted: AgentRuns.Request {
    answer == nil ? .open : isGranted.map { $0 ? .granted : .declined } ?? .answered
  }
}

extension RunRecord {
  fileprivate var counted: AgentRuns.Run {
    let times = [started, ended].map { $0.flatMap(InstantText.milliseconds) }
    let end: AgentRuns.End =
      switch state {
      case .running: .running
      case .ended: .ended
      case .stopped: .stopped
      case .interrupted: .interrupted
      case .killed: .killed
      }
    var seconds: Int?
    if let from = times[0], let to = times[1], from <= to { seconds = (to - from) / 1_000 }
    return AgentRuns.Run(end, reasons: words, suspended: suspended, seconds: seconds)
  }
}
