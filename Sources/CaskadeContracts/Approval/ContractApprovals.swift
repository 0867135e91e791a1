package import CaskadeSyntax

/// All approvals of one contract, each with why it doesn't count or the verified signature that makes it count.
package struct ContractApprovals: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package let path: RepositoryPath
    /// Nil for a file that git doesn't hold yet.
    package let blob: ObjectID?
    /// Nil for a file that is no approval.
    package let header: ApprovalHeader?
    /// The signing key's, as `ssh-keygen` prints it; nil for a signature that isn't known to be good.
    package let fingerprint: String?
    package let refusal: ApprovalRefusal?

    package init(
      path: RepositoryPath, blob: ObjectID?, header: ApprovalHeader?, fingerprint: String? = nil,
      refusal: ApprovalRefusal?
    ) {
      self.path = path
      self.blob = blob
      self.header = header
      self.fingerprint = fingerprint
      self.refusal = refusal
    }

    fileprivate func refused(by refusal: ApprovalRefusal) -> Entry {
      Entry(path: path, blob: blob, header: header, fingerprint: fingerprint, refusal: refusal)
    }
  }

  package let entries: [Entry]
  package let signers: AllowedSigners
  /// The path of the program that verified the signatures, safe to print; nil where there was none to verify.
  package let verifier: String?

  package static let none = ContractApprovals(entries: [], signers: .none)

  package init(entries: [Entry], signers: AllowedSigners, verifier: String? = nil) {
    self.entries = entries
    self.signers = signers
    self.verifier = verifier
  }

  /// Whose signatures count for a band.
  package func tally(for band: Band, policy: Policy, atLeast minimum: Int) -> ApprovalTally {
    ApprovalTally(self, band: band, policy: policy, minimum: minimum)
  }
}

/// How far the approvals of a contract go for one band: so many different people, and from each group one.
package struct ApprovalTally: Hashable, Sendable {
  package let needed: Int
  /// Groups of which one member each has to have signed.
  package let groups: [String]
  /// Different people: names that share a key count once.
  package let people: Int
  /// The names whose approvals count, sorted.
  package let names: [Principal]
  package let missingGroups: [String]
  package let refused: [ContractApprovals.Entry]
  /// Findings and summaries name the counting approvals' paths.
  package let counting: [ContractApprovals.Entry]

  package var isMet: Bool { people >= needed && missingGroups.isEmpty }

  fileprivate init(_ roll: ContractApprovals, band: Band, policy: Policy, minimum: Int) {
    let rule = policy[band]
    groups = rule.from
    // A group's member among the signers is a signature too.
    needed = max(rule.approvals, rule.from.isEmpty ? 0 : 1, minimum)
    var counting: [ContractApprovals.Entry] = []
    var refused: [ContractApprovals.Entry] = []
    for entry in roll.entries {
      if entry.refusal == nil, let header = entry.header, header.band >= band {
        counting.append(entry)
      } else if entry.refusal == nil, let header = entry.header {
        refused.append(entry.refused(by: .lowerBand(given: header.band, needed: band)))
      } else {
        refused.append(entry)
      }
    }
    self.counting = counting
    self.refused = refused
    let names = Set(counting.compactMap { $0.header?.principal }).sorted()
    self.names = names
    people = roll.signers.people(names)
    missingGroups = rule.from.filter { group in
      let members = policy.groups.first { $0.name == group }?.members ?? []
      return !names.contains { members.contains($0.text) }
    }
  }
}

extension AllowedSigners {
  /// Names are one person's when a chain of keys that stand under two names each leads from one to the other.
  package func people(_ names: [Principal]) -> Int {
    var left = Set(names)
    var people = 0
    while let first = left.min() {
      people += 1
      var reached: Set<Principal> = [first]
      var size = 0
      while reached.count > size {
        size = reached.count
        let keys = Set(signers.filter { reached.contains($0.principal) }.map(\.key))
        reached.formUnion(signers.filter { keys.contains($0.key) }.map(\.principal))
      }
      left.subtract(reached)
      left.remove(first)
    }
    return people
  }
}
