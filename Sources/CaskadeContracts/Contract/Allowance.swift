package import CaskadeSyntax

/// Files for which something is accepted that would count against them, for a while.
package struct Allowance: Hashable, Sendable {
  package let pattern: PathPattern
  /// Why it is harmless, so that a reviewer can judge it.
  package let reason: String
  /// The last day on which it is in force.
  package let expires: CalendarDate
  package let line: Int

  package init(pattern: PathPattern, reason: String, expires: CalendarDate, line: Int) {
    self.pattern = pattern
    self.reason = reason
    self.expires = expires
    self.line = line
  }
}
