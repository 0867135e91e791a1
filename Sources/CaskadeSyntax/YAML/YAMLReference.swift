/// The page `yaml`.
package enum YAMLReference {
  package static let page = ReferencePage(
    "yaml", "what the text of a contract or policy may look like",
    [
      .text(
        """
        What caskade accepts has the same structure and the same text for every YAML 1.2 parser. What it doesn't accept it \
        refuses at its line and column, all problems of a file at once, with what to write instead. Values are text whatever \
        they look like: `no`, `3.10`, `0755` and `22:22` stay what they are, and what they mean is the key's matter.
        """),
      .text(
        """
        Accepted: block and flow lists and mappings, flow ones over several lines and with a comma at the end; plain scalars \
        over several lines; single and double quotes with all of YAML's escapes; `|` and `>` with `-`, `+` and an \
        indentation digit; comments; one `---` and `...`; UTF-8 with LF or CRLF; an empty value (`key:`) as empty text.
        """),
      .heading("What is refused"),
      .table(
        ReferenceTable(
          ["refused", "for example", "because"],
          [
            [
              "anchors, aliases, tags, merge keys, directives", "`&a x`, `*a`, `!t x`, `<<: x`, `%YAML 1.2`",
              "the text would mean what stands elsewhere. `- **/*.md` is an alias; `- \"**/*.md\"` is a pattern",
            ],
            ["several documents, or none", "a second `---`", "it isn't plain which one is meant"],
            ["complex, empty and collection keys", "`? a`, `: a`, `[a]: b`, `{{ a }}`", "other tools can't hold them"],
            ["duplicate keys", "`a: 1` and `\"\\x61\": 2`", "parsers disagree about which one counts"],
            ["keys that can't be seen, or over 1,024 characters", "`\"a\\u200B\": 1`", "two keys would look alike"],
            [
              "control, bidirectional, zero-width and other invisible characters, and blanks that are no spaces",
              "a raw U+202E, U+00A0",
              "the file would read otherwise than it is; in double quotes they may be written as escapes",
            ],
            [
              "other encodings, tabs as indentation, a lone carriage return", "a file in UTF-16",
              "parsers and editors disagree",
            ],
            [
              "an indentation digit at the top level; a block of text that ends the file without a line break",
              "`--- |2`", "parsers disagree",
            ],
            [
              "more than 1 MiB, 64 levels, 100,000 nodes", "a file of a generator",
              "a reader must not be the weak point",
            ],
          ])),
      .text("`caskade debug yaml FILE` shows how a file is read."),
    ])
}
