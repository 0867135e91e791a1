/// What a command line may run and write, as far as its text tells.
///
/// Nothing that it may do is left out for being unlikely: a branch that may not run is in it. What can't be told is said:
/// by `?` among the words or the files, and by `isOpaque`.
package struct ShellActions: Hashable, Sendable {
  /// Any number of words, or any file: the text doesn't tell.
  package static let unknown = "?"

  /// Every simple command by its words, after quote removal; a wrapper and what it runs are one each.
  package internal(set) var commands: [[String]] = []
  /// The files that are written, made or removed, from where the line begins; `/dev/null` is none.
  package internal(set) var writes: [String] = []
  /// A part of it can't be understood before it runs: a computed name, code for an interpreter, a program from a pipe.
  package internal(set) var isOpaque = false

  package init() {}

  mutating func conceal() {
    isOpaque = true
    write(Self.unknown)
  }

  mutating func write(_ file: String) {
    if !writes.contains(file) { writes.append(file) }
  }
}
