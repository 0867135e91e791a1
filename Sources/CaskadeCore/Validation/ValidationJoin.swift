package import CaskadeContracts
package import CaskadeSyntax

/// Takes the validation of a check from evidence of other checks: what fits, as those who ran it say, and what doesn't.
///
/// A part counts only for the very trees, contract, policy and commands that are judged here, and for a caskade of the
/// same major version. Nothing else of it is looked at: all other gates are judged anew.
package struct ValidationJoin {
  /// What every part has to be of.
  package struct Subject: Sendable {
    package let headTree: ObjectID
    package let baseTree: ObjectID
    /// The tree that the commands are to have run on: the head's, or that of the merge with the base's tip.
    package let ranOn: ObjectID
    /// The commit that stands for the base where a command runs there: the merge base, or the tip that is merged into.
    package let against: ObjectID
    package let contract: ObjectID
    package let policy: ObjectID?
    package let commands: [ValidationCommand]
    package let toolVersion: String

    package init(
      headTree: ObjectID, baseTree: ObjectID, ranOn: ObjectID, against: ObjectID, contract: ObjectID,
      policy: ObjectID?, commands: [ValidationCommand], toolVersion: String
    ) {
      (self.ranOn, self.against) = (ranOn, against)
      (self.headTree, self.baseTree, self.contract, self.policy) = (headTree, baseTree, contract, policy)
      (self.commands, self.toolVersion) = (commands, toolVersion)
    }
  }

  /// One file that the caller named.
  package struct Source: Sendable {
    package enum Content: Sendable {
      /// - Parameters:
      ///   - digest: of the document.
      ///   - by: the runner whose signature under it is good, and counts.
      case evidence(Evidence, digest: String, by: String?)
      case unreadable(String)
      /// It isn't as it was signed.
      case altered
    }

    package let name: String
    package let content: Content

    package init(_ name: String, _ content: Content) {
      (self.name, self.content) = (name, content)
    }
  }

  package private(set) var records: [ValidationRecord] = []
  package private(set) var setup: [ValidationRecord.Setup] = []
  package private(set) var moved: [String] = []
  package private(set) var isolation: Isolation?
  package private(set) var notChecked: [NotChecked] = []
  package private(set) var timing: [Evidence.Timing.Command] = []
  private var parts: [JoinedParts.Part] = []
  private var faults: [JoinedParts.Fault] = []
  private let vouched: Bool

  package init(_ sources: [Source], of subject: Subject, vouched: Bool) {
    self.vouched = vouched
    var seen: Set<String> = []
    for source in sources {
      switch source.content {
      case .unreadable(let reason): faults.append(JoinedParts.Fault(.unreadable, source.name, reason))
      case .altered: faults.append(JoinedParts.Fault(.altered, source.name))
      case .evidence(let evidence, let digest, let by):
        if let fault = Self.fault(of: evidence, source.name, subject) ?? doubled(evidence, source.name, &seen) {
          faults.append(fault)
        } else {
          take(evidence, digest: digest, by: by)
        }
      }
    }
    // One share stands for all of them: how many there have to be.
    if let count = parts.compactMap(\.share).first?.of {
      let there = Set(parts.compactMap { $0.share?.number })
      for number in 1...max(1, count) where !there.contains(number) {
        faults.append(JoinedParts.Fault(.missing, "", "\(number)/\(count)"))
      }
    }
    let order = Dictionary(subject.commands.enumerated().map { ($1.name, $0) }) { first, _ in first }
    records.sort { (order[$0.name] ?? 0) < (order[$1.name] ?? 0) }
  }

  package var joined: JoinedParts { JoinedParts(parts: parts, faults: faults, vouched: vouched) }

  // MARK: What doesn't fit

  private static func fault(of evidence: Evidence, _ name: String, _ subject: Subject) -> JoinedParts.Fault? {
    func fault(_ kind: JoinedParts.Fault.Kind, _ what: String = "") -> JoinedParts.Fault {
      JoinedParts.Fault(kind, name, what)
    }
    if evidence.head.tree != subject.headTree { return fault(.otherHead) }
    if evidence.base.tree != subject.baseTree { return fault(.otherBase) }
    let merge = evidence.merged.flatMap { $0.state == .clean ? $0 : nil }
    guard merge?.tree ?? evidence.head.tree == subject.ranOn, merge?.baseTip ?? evidence.base.commit == subject.against
    else { return fault(.otherMerge) }
    guard let contract = evidence.contract, contract.blob == subject.contract else { return fault(.otherContract) }
    if evidence.policy.blob != subject.policy { return fault(.otherPolicy) }
    if major(evidence.toolVersion) != major(subject.toolVersion) { return fault(.otherVersion, evidence.toolVersion) }
    if evidence.joined != nil || evidence.validation.contains(where: { $0.run.claim != .witnessed }) {
      return fault(.joined)
    }
    for record in evidence.validation {
      let command = subject.commands.first { $0.name == record.name }
      guard let command, command.run == record.command, command.onBase == record.expectedOnBase else {
        return fault(.otherCommand, record.name)
      }
    }
    return nil
  }

  private static func major(_ version: String) -> Substring { version.prefix { $0 != "." } }

  private func doubled(
    _ evidence: Evidence, _ name: String, _ seen: inout Set<String>
  ) -> JoinedParts.Fault? {
    if let share = evidence.request?.share {
      if let other = parts.first?.share, (other.of, other.plan) != (share.of, share.plan) {
        return JoinedParts.Fault(.otherShares, name)
      }
      if parts.contains(where: { $0.share?.number == share.number }) {
        return JoinedParts.Fault(.doubled, name, "share \(share.text)")
      }
    }
    let names = evidence.validation.map(\.name)
    // A file that names one command twice is none of ours.
    if let again = names.first(where: { seen.contains($0) || names.firstIndex(of: $0) != names.lastIndex(of: $0) }) {
      return JoinedParts.Fault(.doubled, name, "'\(again)'")
    }
    seen.formUnion(names)
    return nil
  }

  // MARK: What does

  private mutating func take(_ evidence: Evidence, digest: String, by: String?) {
    parts.append(
      JoinedParts.Part(
        digest: digest, share: evidence.request?.share, by: by, time: by.flatMap { _ in evidence.signature?.time }))
    records += evidence.validation.map { $0.asserted(by: by) }
    // Every part has run the same lines; one that failed anywhere has failed.
    if setup.isEmpty || evidence.setup.contains(where: { $0.run.state != .pass }) {
      setup = evidence.setup.map { line in
        ValidationRecord.Setup(
          command: line.command, contractLine: line.contractLine, run: line.run.asserted(by: by))
      }
    }
    moved += evidence.moved.filter { !moved.contains($0) }
    if isolation != .inPlace { isolation = evidence.isolation ?? isolation }
    let kinds: Set<NotChecked.Kind> = [.checkout, .baseRun, .containment]
    notChecked += evidence.notChecked.filter { kinds.contains($0.kind) && !notChecked.contains($0) }
    timing += evidence.timing.commands
  }
}

extension ValidationRecord.Run {
  /// The same run, as somebody says of it.
  ///
  /// - Parameter by: the runner who signed that; nil for nobody whose word counts.
  fileprivate func asserted(by runner: String?) -> Self {
    var run = self
    // What was no more than somebody's word there is nobody's who signed.
    run.by = claim == .witnessed ? runner : nil
    run.claim = .asserted
    return run
  }
}

extension ValidationRecord {
  fileprivate func asserted(by runner: String?) -> Self {
    var record = self
    record.run = run.asserted(by: runner)
    for other in Self.others { record[keyPath: other.place] = self[keyPath: other.place]?.asserted(by: runner) }
    return record
  }
}
