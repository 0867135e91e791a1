import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// Contracts whose runs were kept, as the records say, and how large those runs were.
struct PromotedRuns {
  private(set) var contracts: [Contract] = []
  private(set) var sizes: [TemplatePromotion.Size] = []

  /// - Parameter names: of contracts, or their files; all that have a kept run where there are none.
  init(_ names: [String], _ session: Session) throws(CommandError) {
    var kept: [String: (started: String, size: TemplatePromotion.Size)] = [:]
    for case .record(let record, _) in try RecordStore(session).listing().lines.map(\.line) {
      guard record.verdict == .kept, let path = record.contract?.path else { continue }
      let name = ContractFolder.name(of: RepositoryPath(path))
      // The last check of a contract's work is the one that it was merged by.
      guard record.started >= kept[name]?.started ?? "" else { continue }
      let size = TemplatePromotion.Size(
        files: record.size.files, lines: record.size.added + record.size.deleted)
      kept[name] = (record.started, size)
    }
    let wanted = names.isEmpty ? kept.keys.sorted() : names.map { ContractFolder.name(of: RepositoryPath($0)) }
    for name in wanted {
      guard let run = kept[name] else {
        throw CommandError(
          "no record says that a run under '\(EscapedText.line(name))' was kept",
          hint: "'caskade check --record' keeps one; 'caskade record --fetch' takes in those of others")
      }
      guard let contract = try Self.contract(name, session) else {
        if names.isEmpty { continue }
        throw CommandError("there is no contract '\(EscapedText.line(name))' here", hint: "caskade record --list")
      }
      contracts.append(contract)
      sizes.append(run.size)
    }
    guard !contracts.isEmpty else {
      throw CommandError(
        "no record says that a run was kept",
        hint: "'caskade check --record' keeps one, 'caskade record --fetch' takes them in")
    }
  }

  /// Open or closed, as it lies in the working tree.
  private static func contract(_ name: String, _ session: Session) throws(CommandError) -> Contract? {
    let root = session.repository.location.workTree
    for path in [ContractFolder.path(named: name), ContractFolder.closedPath(named: name)] {
      let file = root.appending(path)
      guard FileSystem.exists(file) else { continue }
      let source = SourceText(
        name: path.display, bytes: try touching(FileReader.read(file, limit: SourceText.mostBytes)))
      guard let contract = ContractReader.read(source).contract else {
        throw CommandError("'\(path.display)' can't be read", hint: "caskade lint \(path.display)")
      }
      return contract
    }
    return nil
  }
}
