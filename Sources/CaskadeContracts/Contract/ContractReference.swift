package import CaskadeSyntax

/// The page `contract`.
package enum ContractReference {
  /// - Parameter keys: the keys of a contract, with what each says.
  package static func page(keys: ReferenceTable) -> ReferencePage {
    ReferencePage(
      "contract", "what a Goal Contract holds, key by key",
      [
        .text(
          """
          A contract is one small YAML file that a person approves before the run: the outcome, the paths that the agent may \
          change, the tools that it may use, the commands that prove success, and when it must stop. It lies at \
          `\(ContractFolder.folder.display)/NAME.yaml`; `caskade draft TITLE` writes one, `caskade show NAME` says on one page \
          what it grants, and `caskade lint` what is wrong with it.
          """),
        .heading("Keys"),
        .table(keys),
        .text(
          "Keys that begin with `x-` are carried and never interpreted. Every other key that isn't listed is an error."),
        .heading("Operations"),
        .text(
          """
          A plain pattern allows create, modify and delete. `may:` narrows that; `submodule` has to be named. A rename is a \
          delete and a create, and both must be allowed. A link is judged by where it leads.
          """),
        .heading("The text"),
        .text(
          """
          It is a strict part of YAML 1.2: whatever caskade takes means the same to every YAML parser, and whatever it doesn't \
          support is refused at its line, with the line to write instead. Types come from the contract's schema, never from the \
          look of a word: `no`, `3.10` and `22:22` stay text. Anchors, aliases, merge keys, tags, several documents, duplicate \
          keys, tabs as indentation and characters that can't be seen are errors. All problems are shown at once.
          """),
        .text("`caskade schema` prints a JSON Schema for editors. See also: `caskade help patterns`."),
      ])
  }
}
