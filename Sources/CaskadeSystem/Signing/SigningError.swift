/// OpenSSH could not sign or verify. A command ends with it, and never with an approval.
package struct SigningError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case programMissing(String)
    /// It knows no `-Y`.
    case tooOld
    case failed(what: String, reason: String)
    case file(FileError)
    case interrupted
  }

  package let kind: Kind

  package init(_ kind: Kind) {
    self.kind = kind
  }

  package var message: String {
    switch kind {
    case .programMissing(let message): message
    case .tooOld: "this ssh-keygen can neither sign nor verify"
    case .failed(let what, let reason): "ssh-keygen could not \(what): \(reason)"
    case .file(let error): error.message
    case .interrupted: "interrupted"
    }
  }

  package var hint: String? {
    switch kind {
    case .programMissing, .tooOld: "approvals need OpenSSH 8.2 or newer on PATH"
    case .failed, .file, .interrupted: nil
    }
  }
}
