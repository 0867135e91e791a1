package import CaskadeSyntax

/// The page `policy`.
package enum PolicyReference {
  /// - Parameter keys: the keys of a policy, with what each says.
  package static func page(keys: ReferenceTable) -> ReferencePage {
    ReferencePage(
      "policy", "the standing rules of a repository, key by key",
      [
        .text(
          """
          `\(ContractFolder.policy.display)` on the base adds to the built-in policy. It can only tighten what is built in: ask \
          for more signatures, add areas and protected paths, deny tools. `caskade policy show` has every value in force, and \
          where it was set; `--why KEY` shows one.
          """),
        .text(
          """
          The policy is read from the tip of the base. What a branch writes into it judges nothing before it is merged, and is \
          a finding until then.
          """),
        .heading("Keys"),
        .table(keys),
        .text("See also: `caskade help areas`, `caskade help protected`, `caskade help approvals`."),
      ])
  }
}
