package import CaskadeContracts
package import CaskadeSyntax

/// Who stands for the contract that a check went by: in words, and signature by signature.
package struct ApprovalRecord: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    case counted
    case notCounted = "not counted"
  }

  /// What the policy asks for in the band of the run.
  package struct Demand: Hashable, Sendable {
    /// Signatures by different people.
    package let approvals: Int
    /// Groups of which one member each has to be among the signers.
    package let from: [String]

    package init(approvals: Int, from: [String]) {
      self.approvals = approvals
      self.from = from
    }
  }

  /// One file that is meant as an approval; what its header says is nil where it can't be read.
  package struct Signature: Hashable, Sendable {
    package let path: RepositoryPath
    package let blob: ObjectID?
    package let principal: String?
    /// The key's, as `ssh-keygen` prints it; nil for a signature that it wasn't asked about, or found bad.
    package let fingerprint: String?
    package let band: Band?
    package let base: ObjectID?
    /// Patterns parted by blanks; empty for every branch.
    package let branch: String?
    /// As the header has it: the signer's clock.
    package let time: String?
    package let expires: String?
    package let state: State
    /// Nil for one that counts.
    package let why: String?

    package init(
      path: RepositoryPath, blob: ObjectID?, principal: String?, fingerprint: String?, band: Band?, base: ObjectID?,
      branch: String?, time: String?, expires: String?, state: State, why: String?
    ) {
      self.path = path
      self.blob = blob
      self.principal = principal
      self.fingerprint = fingerprint
      self.band = band
      self.base = base
      self.branch = branch
      self.time = time
      self.expires = expires
      self.state = state
      self.why = why
    }
  }

  package let summary: String
  /// Nil in evidence of a caskade that didn't record it.
  package let needed: Demand?
  /// How many different people signed what counts; nil as above.
  package let people: Int?
  /// Sorted by path; those for an amendment that doesn't judge come last.
  package let signatures: [Signature]

  package init(summary: String, needed: Demand? = nil, people: Int? = nil, signatures: [Signature] = []) {
    self.summary = summary
    self.needed = needed
    self.people = people
    self.signatures = signatures
  }
}
