package import CaskadeContracts

/// A signature that doesn't count: each kind of refusal is a rule.
extension FindingRule {
  package static let ofRefusals = ApprovalRefusal.Kind.allCases.map(FindingRule.init)

  /// An error of a contract that judges, a warning of an amendment that waits for approval.
  package init(_ kind: ApprovalRefusal.Kind) {
    let (summary, help) = Self.text(of: kind)
    let id = "approval.\(kind.rawValue)"
    self.init(
      id, .approval, [.error, .warning], summary, help.showing(id, at: "Contracts/approvals/login/ada.sig: "))
  }

  private static func text(of kind: ApprovalRefusal.Kind) -> (summary: String, RuleHelp) {
    switch kind {
    case .unreadable:
      refusal(
        "a file among the approvals is no approval",
        means: "The file isn't a header of an approval followed by a signature, so nothing of it was believed.",
        matters: "A file that can't be read is not a signature that is nearly there. It may have been cut or edited.",
        example: "error: this is no approval: no signature follows the header",
        settle: "Remove the file, and ask its signer to approve anew: caskade approve NAME.")
    case .tooMany:
      refusal(
        "the contract has more approvals than are read",
        means: "The contract's folder of approvals holds more files than anybody approves with. This one wasn't read.",
        matters: "Verifying signatures takes time, and a branch could bring in thousands of them.",
        example: "error: more than 200 approvals of one contract: this one wasn't read",
        settle: "Remove the files that no longer count, and check again.")
    case .otherContract:
      refusal(
        "the approval is for another contract",
        means: "The signed header names the path of another contract than the one whose folder the file lies in.",
        matters: "A signature says yes to one text at one place. Copied beside another contract it says nothing.",
        example: "error: the approval is for 'Contracts/search.yaml'",
        settle: "Remove the file, and ask its signer to approve this contract: caskade approve NAME.")
    case .otherNamespace:
      refusal(
        "the signature was made for another purpose",
        means: """
          An SSH signature carries a namespace that says what it was made for. This one has another than approvals of
          contracts have, such as 'git' or 'file'.
          """,
        matters: "A signature under a commit or a mail must not be reusable as the approval of a contract.",
        example: "error: the signature was made for 'git', not for the one of approvals",
        settle: "Ask its signer to approve it with caskade itself: caskade approve NAME.")
    case .otherBranch:
      refusal(
        "the approval is for another branch, or the branch isn't known",
        means: """
          The signed header names branches, and this branch isn't among them; or the head is on no branch, so that nobody
          can say.
          """,
        matters: "What one approved for one branch can't be carried to the next one.",
        example: "error: the approval is for branch 'fix/login', and this is 'fix/search'",
        settle: "Where the head is on no branch, say which it is: --branch NAME.",
        "Else ask its signer to approve it for this branch: caskade approve NAME.")
    case .signatureExpired:
      refusal(
        "the approval is past its last day",
        means: "The signed header names a last day, and it has passed. The contract itself may well be in force.",
        matters: "Who signs for a week has not signed for a year.",
        example: "error: the approval expired on 2026-06-01",
        settle: "Ask its signer to review the contract and approve it anew: caskade approve NAME.")
    case .unknownSigner:
      refusal(
        "the signer is not among the signers of the base",
        means: "Contracts/allowed_signers on the base has no line for the name that signed.",
        matters: """
          Whoever may write the branch may write any name into a signature. Only the base says whose word counts, so a
          line that the branch adds has no effect on the branch itself.
          """,
        example: "error: 'mallory@example.com' is not among the signers on main",
        settle: "Ask somebody who is a signer to approve it.",
        "Or have the key put into Contracts/allowed_signers on the base, in a change of its own.")
    case .ignoredSigner:
      refusal(
        "the signer's line in the list of signers doesn't count",
        means: """
          A line of Contracts/allowed_signers on the base names the signer, and is written so that it isn't believed: a
          pattern for a name, a certificate authority, no namespace, an unknown option.
          """,
        matters: "The list is read strictly: each line is one literal name, one key, and the one purpose of approvals.",
        example: "error: 'ada@example.com' stands only on line 3 of the signers on main, which doesn't count",
        settle: "Have the line mended on the base: NAME namespaces=\"...\" TYPE KEY, as the hint shows it.",
        "Or ask another signer to approve it.")
    case .revokedSigner:
      refusal(
        "the signer's key was taken off the list of signers",
        means:
          "The key was on the base's list when the approval was given, and the list at the base's tip has it no more.",
        matters:
          "A key is taken off because it was lost or its owner left. From then on nothing that it signed counts.",
        example: "error: 'ada@example.com' was a signer with this key, and is none on main any more",
        settle: "Ask somebody who is a signer now to review and approve it.")
    case .otherKey:
      refusal(
        "the signature was made with a key that isn't the signer's",
        means: "The name is on the base's list of signers, with another key than the one that made the signature.",
        matters: "Anybody can sign with a key of their own and write another person's name above it.",
        example: "error: the key of the signature is not one of 'ada@example.com' on main",
        settle:
          "Ask the person of that name to approve it with the key that is on the list: caskade approve NAME --key FILE.",
        "If they have a new key, have it put into Contracts/allowed_signers on the base first.")
    case .keyValidity:
      refusal(
        "the signer's key isn't valid yet, or is no longer",
        means: "The line on the base's list has 'valid-after' or 'valid-before', and now is outside of that time.",
        matters: "The list says when a key may be believed, whatever time a signature claims for itself.",
        example: "error: the key of 'ada@example.com' was valid until 2026-06-01",
        settle: "Ask another signer to approve it.",
        "Or have the key's line renewed in Contracts/allowed_signers on the base.")
    case .otherBase:
      refusal(
        "the approval was given on a commit that isn't in the base's history",
        means: "The signed header names the base's commit at the time, and the base's history has no such commit.",
        matters: """
          The signer saw the contract beside another policy and another state of the code. That history may have been
          rewritten, or be another repository's.
          """,
        example: "error: the approval was given on 3f2a9c1d04b7, which is not in the history of main",
        settle: "Ask its signer to review the contract on this base and approve it anew: caskade approve NAME.")
    case .superseded:
      refusal(
        "the base has had another version of the contract since",
        means: "After the approval was given, the base got another version of this contract than the one then known.",
        matters: """
          Whoever changed the contract on the base decided something newer. An older signature must not bring back what
          was replaced.
          """,
        example: "error: main has had another version of the contract since the approval was given (3f2a9c1d04b7)",
        settle: "Compare the two (caskade diff), and ask a signer to approve what is meant now: caskade approve NAME.")
    case .withdrawn:
      refusal(
        "the base had what was approved, and took it back",
        means: "A commit of the base removed or replaced this very version of the contract, or this approval.",
        matters: "Taking a contract or an approval back is a decision. Putting the old file back doesn't undo it.",
        example: "error: main had this approval after it was given, and took it back in commit 3f2a9c1d04b7",
        settle:
          "See why it was taken back (git show COMMIT), then ask a signer to approve it anew if it is still meant.")
    case .untouched:
      refusal(
        "the security key signed without being touched",
        means: "The key lives on a security key, and its signature says that nobody touched the key when it was made.",
        matters: """
          The touch shows that a person was there. Without it any program on the machine, the agent too, could have
          made the signature.
          """,
        example: "error: the security key of 'ada@example.com' signed without being touched",
        settle: "Ask its signer to approve it anew with a key that asks for a touch: caskade approve NAME.")
    case .signature:
      refusal(
        "the signature doesn't fit the header and the contract",
        means: """
          The signature isn't one by that key under this header and these bytes of the contract. Either was changed
          after it was signed, if only by a space.
          """,
        matters: "An approval is of exact bytes. What was edited afterwards nobody has approved.",
        example: "error: the signature is not one by 'ada@example.com' under this header and these bytes",
        settle: "Restore the contract as it was signed, if the edit isn't meant.",
        "Else ask its signer to review the new text and approve it anew: caskade approve NAME.")
    case .lowerBand:
      refusal(
        "the approval covers a lower band than the run has",
        means: """
          The signer approved the contract up to a band, and the run turned out to be of a higher one: by what it
          touched, or by its size.
          """,
        matters: "Who approved a small change in a quiet corner didn't approve this one.",
        example: "error: the approval is for band low, and this run is of band high",
        settle: "If the work doesn't need the change that raised the band, revert that change.",
        "Else ask its signer to approve it for the higher band: caskade approve NAME --band BAND.")
    }
  }

  private static func refusal(
    _ summary: String, means: String, matters: String, example: String, settle: String...
  ) -> (String, RuleHelp) {
    (summary, RuleHelp(means: means, matters: matters, example: example, settle: settle))
  }
}
