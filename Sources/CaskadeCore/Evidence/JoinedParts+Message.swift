import CaskadeSyntax

extension JoinedParts.Fault {
  /// One line without a final period. Names in it are hostile text.
  package var message: String {
    let part = "'\(EscapedText.line(self.part))'"
    let subject = EscapedText.line(self.subject)
    return switch kind {
    case .unreadable: "\(part) is no evidence: \(subject)"
    case .altered: "\(part) is not as it was signed"
    case .otherHead: "\(part) is of another head"
    case .otherBase: "\(part) is of another base"
    case .otherMerge: "\(part) ran its commands on another merge with the base, or on none"
    case .otherContract: "\(part) went by another contract, or another version of it"
    case .otherPolicy: "\(part) went by another policy"
    case .otherCommand: "\(part) ran '\(subject)' otherwise than the contract has it"
    case .otherVersion: "\(part) was made by caskade \(subject)"
    case .otherShares: "\(part) shares the commands out otherwise than the others"
    case .joined: "\(part) ran nothing itself"
    case .doubled: "\(part) brings \(subject), which another part has brought"
    case .missing: "no part is share \(subject)"
    }
  }

  package var hint: String {
    switch kind {
    case .unreadable, .altered, .missing: "run it again: caskade check --share N/OF --evidence FILE"
    case .otherShares:
      "have every part run from the same commits and the same records: fetch both once, and hand them to all"
    case .otherHead, .otherBase, .otherMerge, .otherContract, .otherPolicy, .otherCommand, .otherVersion:
      "run that part again for what is judged here"
    case .joined: "join the parts that ran the commands"
    case .doubled: "name each part once"
    }
  }
}
