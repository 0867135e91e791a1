import CaskadeSyntax

extension ApprovalRefusal {
  /// - Parameter root: where the list of signers was read: `main`.
  package func message(root: String) -> String {
    switch self {
    case .unreadable(let error): "this is no approval: \(error.message)"
    case .tooMany(let limit): "more than \(limit) approvals of one contract: this one wasn't read"
    case .otherContract(let path): "the approval is for '\(path.display)'"
    case .otherNamespace(let found):
      "the signature was made for '\(EscapedText.line(found))', not for '\(ApprovalHeader.namespace)'"
    case .otherBranch(let patterns, let branch): "the approval is for branch '\(patterns)', and this is '\(branch)'"
    case .unknownBranch(let patterns): "the approval is for branch '\(patterns)', and the head is on no branch"
    case .expired(let day): "the approval expired on \(day.text)"
    case .unknownSigner(let name): "'\(name.text)' is not among the signers on \(root)"
    case .ignoredSigner(let name, let ignored):
      "'\(name.text)' stands only on line \(ignored.line) of the signers on \(root), which doesn't count: "
        + ignored.reason.message
    case .revokedSigner(let name): "'\(name.text)' was a signer with this key, and is none on \(root) any more"
    case .otherKey(let name): "the key of the signature is not one of '\(name.text)' on \(root)"
    case .keyNotYetValid(let name, let from): "the key of '\(name.text)' is valid from \(from.text)"
    case .keyNoLongerValid(let name, let until): "the key of '\(name.text)' was valid until \(until.text)"
    case .notAnAncestor(let id): "the approval was given on \(id.short), which is not in the history of \(root)"
    case .superseded(let id):
      "\(root) has had another version of the contract since the approval was given (\(id.short))"
    case .withdrawn(let withdrawal):
      "\(root) had \(withdrawal.what.name) after it was given, and took it back in commit \(withdrawal.commit.short)"
    case .untouched(let name): "the security key of '\(name.text)' signed without being touched"
    case .badSignature(let name):
      "the signature is not one by '\(name.text)' under this header and these bytes of the contract"
    case .lowerBand(let given, let needed): "the approval is for band \(given), and this run is of band \(needed)"
    }
  }

  package func hint(approve command: String, root: String) -> String {
    switch self {
    case .unreadable, .tooMany, .otherContract: "remove the file, and approve anew: \(command)"
    case .otherNamespace, .badSignature, .superseded, .withdrawn, .notAnAncestor, .expired, .otherKey:
      "review it, and approve it anew: \(command)"
    case .untouched: "review it, and approve it anew with a key that asks for a touch: \(command)"
    case .otherBranch: "approve it for this branch: \(command)"
    case .unknownBranch: "say which branch this is: --branch NAME"
    case .unknownSigner, .revokedSigner, .keyNotYetValid, .keyNoLongerValid:
      "have somebody else approve it, or the key put into Contracts/allowed_signers on \(root)"
    case .ignoredSigner:
      "write on \(root): NAME namespaces=\"\(ApprovalHeader.namespace)\" TYPE KEY"
    case .lowerBand(_, let needed): "have it approved for this band: \(command) --band \(needed)"
    }
  }
}

extension ApprovalWithdrawal.What {
  fileprivate var name: String {
    switch self {
    case .contract: "the very version that it approves"
    case .approval: "this approval"
    }
  }
}

extension ApprovalFileError {
  package var message: String {
    switch self {
    case .tooLong: "it is longer than \(ApprovalFile.mostBytes) bytes"
    case .header(let line, let key):
      key.map { "line \(line) is not '\($0): ...'" } ?? "line \(line) is not the blank line that ends the header"
    case .value(let key, let found): "'\(key)' can't be '\(EscapedText.line(found))'"
    case .noSignature: "no signature follows the header"
    }
  }
}

extension AllowedSigners.Reason {
  package var message: String {
    switch self {
    case .unreadable: "it is not 'NAME namespaces=\"\(ApprovalHeader.namespace)\" TYPE KEY'"
    case .notLiteral(let name): "'\(EscapedText.line(name))' is not one literal name"
    case .certificateAuthority: "certificate authorities are not supported"
    case .noNamespace: "it has no namespaces=\"\(ApprovalHeader.namespace)\""
    case .otherNamespaces(let found):
      "its namespaces are '\(EscapedText.line(found))', not exactly '\(ApprovalHeader.namespace)'"
    case .unknownOption(let option): "'\(EscapedText.line(option))' is no option that counts here"
    case .badTime(let text): "'\(EscapedText.line(text))' is no time"
    case .badKey: "its key can't be read"
    }
  }
}
