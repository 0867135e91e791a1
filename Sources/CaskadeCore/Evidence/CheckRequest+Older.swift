package import CaskadeContracts

extension CheckRequest {
  /// The least request that the answers of older evidence can come from, and what can't be known of it.
  ///
  /// It rests on what ran and on which gates are marked as left out, never on a sentence.
  package static func guessed(
    from gates: [Gate], _ records: [ValidationRecord], for contract: Contract
  ) -> (request: CheckRequest, unknown: [String]) {
    var request = CheckRequest()
    request.baseline = records.contains { $0.expectedOnBase == nil && $0.onBase != nil }
    let ran = records.map(\.name)
    let isPartial = !ran.isEmpty && (contract.validation ?? []).contains { !ran.contains($0.name) }
    if isPartial { request.onlyCommands = ran.sorted() }
    let leftOut = GateName.allCases.filter { name in gates.contains { $0.name == name && $0.skipped } }
    guard !leftOut.isEmpty else { return (request, []) }
    request.allowSelfDeclared = leftOut.contains(.approval)
    request.skipValidation = leftOut.contains(.validation) && ran.isEmpty
    // These two have a way of their own to be left out; any other takes the list of those that are judged.
    if leftOut.contains(where: { $0 != .approval && $0 != .validation }) {
      request.onlyGates = GateName.allCases.filter { !leftOut.contains($0) || $0 == .validation && isPartial }
    }
    return (request, ["how the caller left gates out: \(leftOut.map(\.rawValue).joined(separator: ", "))"])
  }
}
