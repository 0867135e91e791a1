package import CaskadeSyntax

/// The page `approvals`.
package enum ApprovalReference {
  package static let page = ReferencePage(
    "approvals", "what approves a contract, and what doesn't",
    [
      .text(
        """
        Two things approve a contract: its bytes on the base, or signatures by people whom the base names. The built-in policy \
        is content with the first; the policy on the base can ask for signatures, for each band.
        """),
      .text(
        """
        `caskade approve NAME` shows what is granted, asks, and signs those very bytes. The signature is OpenSSH's, in the \
        namespace `\(ApprovalHeader.namespace)`, over a header, an empty line and the contract. It lies below \
        `\(ContractFolder.folder.display)/approvals/NAME/`, and stock tools verify it:
        """),
      .code(
        """
        f=Contracts/approvals/work/dev@example.com.approval
        sed '1,/^$/d' $f > sig
        { sed '/^$/q' $f; cat Contracts/work.yaml; } |
          ssh-keygen -Y verify -n \(ApprovalHeader.namespace) -f Contracts/allowed_signers -I dev@example.com -s sig
        """),
      .heading("Who can sign"),
      .text(
        """
        `\(ContractFolder.signers.display)` is read from the base. Only lines with literal names and exactly this namespace \
        count. `bands: { high: { approvals: 2, from: [security] } }` in the policy says how many people sign, and of which \
        groups. A line with exactly `\(SignatureUse.evidence.namespace)` is a runner's: it counts under evidence \
        (`caskade help ci`), and never as an approval.
        """),
      .heading("What ends an approval"),
      .list([
        "a changed byte of the contract",
        "another branch than the one that it was signed for",
        "a date that has passed: its own, or the contract's",
        "a key that the base doesn't name, or a security key that signed without a touch",
        "a higher band than it was signed for: the one that the change turned out to have counts",
        "its removal on the base: what the base took back doesn't come back with its old signature",
      ]),
      .text(
        """
        What only the branch has approved itself is not approved. Nothing that is typed into a file is an approval. Evidence \
        lists each with its signer, its key's fingerprint, its day and band, and why it counts or not.
        """),
      .text("See also: `caskade help trust`, `caskade help policy`."),
    ])
}
