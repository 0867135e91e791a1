package import CaskadeSyntax

/// One line of `paths:`: a pattern, and for `allow` the operations that it grants.
package struct PathEntry: Hashable, Sendable {
  package let pattern: PathPattern
  package let may: Operations
  /// The contract's line that holds the entry, counted from 1.
  package let line: Int

  package init(pattern: PathPattern, may: Operations = Operation.plain, line: Int) {
    self.pattern = pattern
    self.may = may
    self.line = line
  }
}
