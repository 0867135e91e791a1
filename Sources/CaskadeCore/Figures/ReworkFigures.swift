/// What became of lines that governed changes brought to the base, and of those that others brought.
package struct ReworkFigures: Hashable, Sendable {
  package struct Side: Hashable, Sendable {
    package var changes = 0
    /// Changes that a later one says to revert, within the days.
    package var reverted = 0
    package var lines = 0
    /// Of these lines, the ones that were changed or deleted within the days.
    package var reworked = 0

    package init() {}
  }

  package static let days = 30

  package var governed = Side()
  package var other = Side()

  package init() {}
}
