/// One risk area that one change touches, and by what.
package struct AreaTouch: Hashable, Sendable {
  package enum Cause: Hashable, Sendable {
    case path
    case content(line: Int, phrase: String)
    case trait(ChangeTrait)
  }

  package let area: Area
  package let cause: Cause

  package init(area: Area, cause: Cause) {
    self.area = area
    self.cause = cause
  }
}
