package import CaskadeContracts
package import CaskadeSyntax

/// Who let a line be there: from the line to the change that brought it, its contract, its approval and its evidence.
package struct LineAudit: Sendable {
  /// An approval of the contract, read and verified now.
  package struct Signature: Hashable, Sendable {
    package let path: RepositoryPath
    package let principal: String
    package let time: String
    /// Nil for one that counts.
    package let refusal: String?

    package init(path: RepositoryPath, principal: String, time: String, refusal: String?) {
      (self.path, self.principal, self.time, self.refusal) = (path, principal, time, refusal)
    }
  }

  /// What the contract said, at the blob that the record names.
  package struct Text: Hashable, Sendable {
    package let title: String
    package let outcome: String
    package let owner: String?
    package let ticket: String?
    /// What allows the file: the contract's entry and its line; nil where no entry does.
    package let entry: String?
    package let line: Int?

    package init(_ contract: Contract, allowing path: RepositoryPath) {
      (title, outcome) = (contract.title.value, contract.outcome.value)
      (owner, ticket) = (contract.owner?.value, contract.ticket?.value)
      let found = contract.paths.allow.first { $0.pattern.matches(path) }
      (entry, line) = (found?.pattern.text, found?.line)
    }
  }

  package let path: RepositoryPath
  package let line: Int
  package let text: [UInt8]
  /// Who wrote it, in which commit, as that says itself.
  package let author: String
  package let written: ObjectID
  /// Where the branch got it.
  package let change: AuditedChange
  package let contract: Text?
  package let signatures: [Signature]

  package init(
    path: RepositoryPath, line: Int, text: [UInt8], author: String, written: ObjectID, change: AuditedChange,
    contract: Text?, signatures: [Signature]
  ) {
    (self.path, self.line, self.text, self.author, self.written) = (path, line, text, author, written)
    (self.change, self.contract, self.signatures) = (change, contract, signatures)
  }
}
