extension PathPattern {
  /// The page `patterns`.
  package static let reference = ReferencePage(
    "patterns", "how paths are written in contracts and policies",
    [
      .text(
        """
        Patterns are those of `.gitignore`, git's wildmatch, on the whole path from the repository's root. A pattern without \
        a wildcard names a file, or a folder with all under it.
        """),
      .table(
        ReferenceTable(
          ["pattern", "what it matches"],
          [
            ["`src/login`", "that file, or that folder with all under it"],
            ["`*`", "any text inside one component; it never crosses a `/`"],
            ["`?`", "one character, but no `/`"],
            ["`**/x`", "`x` at any depth"],
            ["`a/**/b`", "`b` anywhere below `a`, directly too"],
            ["`src/**`", "all under `src`"],
            ["`[a-z]`, `[!a-z]`, `[[:alpha:]]`", "one character of those, or none of those"],
            ["`\\*`", "the character itself"],
          ])),
      .text(
        """
        In YAML a pattern that begins with `*` is quoted: `- **/*.md` would be an alias, `- "**/*.md"` is a pattern.
        """),
      .heading("What is refused"),
      .text(
        """
        What people would misread is refused, with the lines to write instead: `{a,b}`, `foo**`, an unclosed bracket, a \
        leading `/` or `./`, `..`, a backslash at the end or between folders, the extended globs of bash (`@(a|b)`), and \
        regular expressions (`^src/`, `.*\\.py$`, `(a|b)`).
        """),
      .heading("How paths are compared"),
      .text(
        """
        Byte by byte for what is allowed. For what is denied or protected folded as well, by case and by Unicode \
        equivalence: a disk that takes `Secret` and `secret` for the same must not open a hole. Deny beats allow, and \
        nothing is allowed that no pattern allows.
        """),
      .text("`caskade show CONTRACT --why PATH` says which entry decides about a path."),
    ])
}
