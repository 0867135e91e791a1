/// Reads one YAML document strictly, and says what is wrong with it.
///
/// # The subset
///
/// Whatever is accepted here has the same structure and the same text for every YAML 1.2 parser. Whatever is not
/// accepted is refused at its place, with what to write instead. A scalar is always text: `no`, `3.10`, `0755`,
/// `22:22` and `null` are the characters that stand there, and what they mean is the schema's matter.
///
/// ## Accepted
///
/// - Block lists and block mappings, also on one line (`- - a`, `- a: b`); a list may stand at the indentation of its key.
/// - Flow lists and mappings, over several lines too, with a comma at the end if you like: `[a, b,]`, `{a: 1, b: 2}`.
///   In a flow list a pair is a mapping of its own: `[a: b]` is `[{a: b}]`. A flow mapping's key may lack a value, and
///   then its value is empty: `{a, b: c}`. After a quoted key the value may follow at once: `{"a":b}`.
/// - Plain scalars over several lines, folded. Outside flow collections they hold `,[]{}` (`a, b`) and everywhere
///   `#` and `:` without white space beside them (`http://a/#b`).
/// - `'single'` and `"double"` quotes over several lines, the latter with all escapes of YAML.
/// - Literal (`|`) and folded (`>`) blocks of text, with `-` or `+` and an indentation digit in either order.
/// - Comments: `#` at the start of a line or after white space, to the line's end.
/// - One `---` before the document, with or without content on its line, and `...` after it.
/// - UTF-8, with a byte-order mark at the start or without; lines that end in LF or CRLF.
/// - Tabs as white space inside a line, and at its start behind the indentation that the place requires.
/// - An empty value: `key:`, `- `, `{a: }`. It is the empty text. A document that is only `---` is one empty value.
///
/// ## Refused, though YAML has it
///
/// - Anchors, aliases, tags: `&a x`, `*a`, `!t x` (`yaml.anchor`, `yaml.alias`, `yaml.tag`). The text would mean what
///   stands elsewhere. `- *.md` is an alias; `- "*.md"` is text.
/// - Merge keys: `<<: x` (`yaml.merge-key`); `"<<": x` is a plain key.
/// - Directives: `%YAML 1.2` (`yaml.directive`).
/// - Several documents, and `...` before the document (`yaml.several-documents`); no document, a text without content
///   (`yaml.no-document`).
/// - Complex keys: `? a` (`yaml.complex-key`). Lists and mappings as keys: `[a]: b`, `{{ a }}` (`yaml.collection-key`).
/// - Empty keys: `: a`, `{: a}` (`yaml.empty-key`); `"": a` is a key. A loader would read it as null.
/// - Duplicate keys in one mapping, compared after escapes are resolved, and equal if Unicode calls them canonically
///   equivalent (`yaml.duplicate-key`). YAML forbids them, parsers disagree about which one counts.
/// - Keys of more than 1024 characters, in flow mappings too (`yaml.long-key`).
/// - Keys with characters that no one can see, also if written as an escape: `"a\u200B": 1` (`yaml.unprintable-key`).
///   `\n`, `\t`, `\r` are accepted.
/// - In the text itself: control characters, bidirectional and zero-width characters and other invisible ones, blanks
///   that look like a space (U+00A0, U+2800), U+2028 and U+2029, which end lines for some, a carriage return without a
///   line feed (`yaml.control-character`, `yaml.hidden-character`). In double quotes all of them may be written as escapes.
/// - Encodings other than UTF-8 (`yaml.encoding`).
/// - An indentation digit at the top level of the document, `--- |2` (`yaml.top-level-indentation`), and a block of
///   text that ends the file without a line break after its last word, unless it has `-`
///   (`yaml.no-final-line-break`): here parsers disagree.
/// - More than 1 MiB, 64 levels, 100,000 nodes (`yaml.too-long`, `yaml.too-deep`, `yaml.too-many-nodes`).
///
/// ## Refused, as YAML does
///
/// `key: - a` (`yaml.inline-list`), `a: b: c` (`yaml.nested-mapping`), a key on several lines (`yaml.multiline-key`), tabs
/// as indentation (`yaml.tab`), lines that belong nowhere (`yaml.indentation`, `yaml.stray-line`), text behind a
/// closing quote or bracket (`yaml.trailing-text`), text that goes on after a comment (`yaml.text-cut`), `a#b` behind a
/// quote (`yaml.comment-space`), text that begins with `@`, a backtick, `%`, `,`, `]` or `}` (`yaml.reserved-character`),
/// quotes and brackets that aren't closed before a line of a lesser indentation (`yaml.unclosed`), and so on.
///
/// A flow mapping in which a comma was probably meant as text, `{ shell: a, b }`, is read as YAML reads it, with a
/// warning (`yaml.split-text`).
package struct YAMLReader {
  package static func read(_ source: SourceText, limits: Limits = .standard) -> YAMLResult {
    var problems = YAMLProblemList(limit: limits.problems)
    guard source.bytes.count <= limits.bytes else {
      problems.add(.tooLong(bytes: source.bytes.count, limit: limits.bytes), at: SourceRange(0, 0))
      return YAMLResult(root: nil, diagnostics: problems.diagnostics)
    }
    guard YAMLCharacterCheck(source.bytes).run(into: &problems) else {
      return YAMLResult(root: nil, diagnostics: problems.diagnostics)
    }
    var parser = YAMLParser(source, limits: limits, problems: problems)
    var root: YAMLNode?
    do throws(YAMLStop) {
      root = try parser.document()
    } catch {
      root = nil
    }
    let diagnostics = parser.problems.diagnostics.sortedByPlace()
    return YAMLResult(root: parser.problems.hasErrors ? nil : root, diagnostics: diagnostics)
  }

  /// How much a text may ask of the reader. What exceeds a limit is refused, never cut.
  package struct Limits: Hashable, Sendable {
    /// The length of the text.
    package let bytes: Int
    /// How deep lists and mappings may stand in one another; at most 500, because reading recurses.
    package let depth: Int
    /// How many scalars, lists, mappings and keys there may be.
    package let nodes: Int
    /// How many problems are listed.
    package let problems: Int

    package init(bytes: Int = 1 << 20, depth: Int = 64, nodes: Int = 100_000, problems: Int = 100) {
      self.bytes = bytes
      self.depth = min(depth, 500)
      self.nodes = nodes
      self.problems = problems
    }

    package static let standard = Limits()
  }
}

/// What came of reading a text.
package struct YAMLResult: Sendable {
  /// The document's one node; nil if and only if there is an error among the diagnostics.
  package let root: YAMLNode?
  /// In the order of their places in the text.
  package let diagnostics: [Diagnostic]
}

extension [Diagnostic] {
  fileprivate func sortedByPlace() -> [Diagnostic] {
    enumerated().sorted { one, other in
      let (first, second) = (one.element.range?.start ?? 0, other.element.range?.start ?? 0)
      return first == second ? one.offset < other.offset : first < second
    }.map(\.element)
  }
}
