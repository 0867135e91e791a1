extension SecretKind {
  /// Every kind that a scan can find, each identifier once: those that aren't a vendor's first.
  package static let all: [SecretKind] = {
    let vendors = TokenRules.all.map(\.kind) + VendorShape.all.map(\.kind)
    var seen: Set<String> = []
    return (unbranded + vendors.sorted { $0.id < $1.id }).filter { seen.insert($0.id).inserted }
  }()

  private static let unbranded = [
    privateKey, urlPassword, curlCredential, commandPassword, basicCredential, kubernetesSecret, password, token,
  ]
}
