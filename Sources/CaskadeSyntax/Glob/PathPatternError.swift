/// Why a text isn't a path pattern: what people would misread, or what could never match.
package struct PathPatternError: Error, Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case empty
    /// A NUL, which no path holds.
    case nul
    /// `@(a|b)`, which only ksh and bash read.
    case extendedGlob = "extended-glob"
    /// `^src/`, `.*\.py$`, `(a|b)`: a regular expression.
    case regex
    /// `!` at the start, which negates in `.gitignore`.
    case negation
    case leadingSlash = "leading-slash"
    /// A component `.`, also in a leading `./`.
    case dotComponent = "dot"
    /// A component `..`.
    case parentComponent = "parent"
    /// Two slashes in a row.
    case emptyComponent = "empty-component"
    /// `{a,b}`, which git takes literally. A brace without a comma is an ordinary character.
    case braces
    /// A `**` that isn't a whole component, and so means `*`; or more than two stars.
    case doubleStar = "double-star"
    case unclosedBracket = "unclosed-bracket"
    /// `[[:nope:]]`, which makes git match nothing.
    case unknownClass = "unknown-class"
    /// `[é]`: a bracket takes one byte, so that no character outside ASCII can stand in it.
    case wideBracket = "wide-bracket"
    case trailingBackslash = "trailing-backslash"
    /// A backslash before a letter or a digit, which needs no escape: it was meant to part folders.
    case backslash
    /// A slash at the end of a pattern that isn't plain: git matches nothing.
    case slashAfterWildcard = "slash-after-wildcard"
  }

  package let kind: Kind
  package let pattern: String
  /// Bytes of the pattern's UTF-8.
  package let range: SourceRange
}
