package import CaskadeSyntax

extension BuiltInProtected {
  /// The page `protected`.
  package static var reference: ReferencePage {
    ReferencePage(
      "protected", "the paths that no pattern opens",
      [
        .text(
          """
          These are protected at any depth, whatever a pattern says. Only an entry that names the very path opens one, in a \
          contract that is approved for the high band. Names are compared without case.
          """),
        .table(
          ReferenceTable(
            ["rule", "what it is", "files and folders"],
            rules.map { entry in
              ["`\(entry.rule)`", entry.what, entry.examples.map { "`\($0)`" }.joined(separator: ", ")]
            })),
        .text(
          """
          `protected:` in the policy adds paths, and takes none away. The governing contract and its own approvals, as created, \
          amended or moved to `closed/` as done on the branch, are findings of neither `scope` nor `protected`: gate `approval` \
          judges them, and they take effect when merged. A name that git or some disk takes for \
          `.git` is never opened, and a tree that holds one is never checked out.
          """),
      ])
  }
}

extension BuiltInProtected.Entry {
  fileprivate var examples: [String] { names + folders.map { "\($0)/" } }
}
