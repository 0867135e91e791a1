package import CaskadeContracts

/// One risk area that one change touches, and by what.
package struct AreaTouch: Hashable, Sendable {
  package enum Cause: Hashable, Sendable {
    case path
    case content(line: Int, phrase: String)
    case trait(ChangeTrait)
  }

  package let area: Area
  package let cause: Cause
  /// A stable identifier: `area.billing.path`, `area.executables.kind`, `area.migrations.ddl`.
  package let rule: String

  init(_ area: Area, _ cause: Cause, rule: String) {
    self.area = area
    self.cause = cause
    self.rule = rule
  }
}
