package import CaskadeSyntax

/// Why an approval doesn't count. Each kind is a finding with a rule of its own.
package enum ApprovalRefusal: Hashable, Sendable {
  case unreadable(ApprovalFileError)
  /// There are more files than anybody approves with; this one wasn't looked at.
  case tooMany(limit: Int)
  case otherContract(RepositoryPath)
  case otherNamespace(String)
  case otherBranch(patterns: String, branch: String)
  case unknownBranch(patterns: String)
  case expired(CalendarDate)
  case unknownSigner(Principal)
  /// A line names the signer, and doesn't count.
  case ignoredSigner(Principal, AllowedSigners.Ignored)
  /// The list at the tip of the base no longer has the key that it had when the approval was given.
  case revokedSigner(Principal)
  case otherKey(Principal)
  case keyNotYetValid(Principal, from: KeyTime)
  case keyNoLongerValid(Principal, until: KeyTime)
  case notAnAncestor(ObjectID)
  /// The base's version of the contract is another one than when the approval was given.
  case superseded(ObjectID)
  /// The base took this back since the approval was given.
  case withdrawn(ApprovalWithdrawal)
  /// Nobody touched the security key.
  case untouched(Principal)
  case badSignature(Principal)
  /// It covers a lower band than the run turned out to have.
  case lowerBand(given: Band, needed: Band)

  /// What kind it is, without the data: each is a rule of its own.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case unreadable
    case tooMany = "too-many"
    case otherContract = "other-contract"
    case otherNamespace = "other-namespace"
    case otherBranch = "other-branch"
    case signatureExpired = "signature-expired"
    case unknownSigner = "unknown-signer"
    case ignoredSigner = "ignored-signer"
    case revokedSigner = "revoked-signer"
    case otherKey = "other-key"
    case keyValidity = "key-validity"
    case otherBase = "other-base"
    case superseded
    case withdrawn
    case untouched
    case signature
    case lowerBand = "lower-band"
  }

  package var kind: Kind {
    switch self {
    case .unreadable: .unreadable
    case .tooMany: .tooMany
    case .otherContract: .otherContract
    case .otherNamespace: .otherNamespace
    case .otherBranch, .unknownBranch: .otherBranch
    case .expired: .signatureExpired
    case .unknownSigner: .unknownSigner
    case .ignoredSigner: .ignoredSigner
    case .revokedSigner: .revokedSigner
    case .otherKey: .otherKey
    case .keyNotYetValid, .keyNoLongerValid: .keyValidity
    case .notAnAncestor: .otherBase
    case .superseded: .superseded
    case .withdrawn: .withdrawn
    case .untouched: .untouched
    case .badSignature: .signature
    case .lowerBand: .lowerBand
    }
  }
}
