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
}
