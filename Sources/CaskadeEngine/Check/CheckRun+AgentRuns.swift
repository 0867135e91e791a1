import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

extension CheckRun {
  /// What the work tree's own files tell of the runs under the contract on the branch; nil where they know of none, and
  /// where nobody knows which branch it is. Evidence that is checked again keeps what it says.
  func agentRuns(_ comparison: BaseAndHead, _ standing: ContractStanding) -> AgentRuns? {
    if let recorded { return recorded.agentRuns }
    guard let branch = comparison.branch, let folders = GitFolders(around: session.repository.location.workTree) else {
      return nil
    }
    let name = ContractFolder.name(of: RepositoryPath(standing.name))
    let records = RunShelf(folders).records().filter { $0.contract == name && $0.branch == branch }
    // A question that came while one of them ran is told there by its number; one that was asked without a run, by the
    // contract that it names, or by the branch.
    let told = Set(records.flatMap(\.questions).compactMap { Int($0.prefix { $0 != ":" }) })
    let questions = Questions(folders).all().filter {
      told.contains($0.number) || $0.contract == name || $0.contract == branch
    }
    return AgentRuns(records.map(\.counted), asked: questions.count, answered: questions.count { $0.answer != nil })
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
