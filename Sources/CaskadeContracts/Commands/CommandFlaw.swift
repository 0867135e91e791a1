/// Why a command can pass although what it runs failed, or ran nothing. Commands are texts as they would be written.
package enum CommandFlaw: Hashable, Sendable {
  /// A pipe ends with another command's status; `whole` is the pipe.
  case pipe(lost: String, last: String, whole: String)
  /// `|| true`.
  case masked(lost: String, by: String)
  /// `||` with a command that may pass where the first one failed.
  case alternative(lost: String, by: String)
  /// `;` or a line break.
  case followed(lost: String, by: String)
  case background(lost: String)
  /// `find -exec … ;`.
  case each(lost: String)
  case loop(lost: String)
  /// `!` before what isn't a question.
  case negated(lost: String)
  /// `if` or `elif`.
  case condition(lost: String)
  /// An option by which a program's failure is none.
  case ignored(program: String, option: String)
  /// An option by which a program writes anew what it expects.
  case rewrites(program: String, option: String)
  /// A program that only lists what it finds.
  case listing(program: String, instead: String)
  /// An option by which a program passes where it finds nothing to run.
  case empty(program: String, option: String)
  /// An option by which a program runs nothing at all.
  case idle(program: String, option: String)
  /// A target of make that is a file too, and so up to date.
  case target(String, program: String)
  /// The repository has nothing of what is to be run.
  case unmatched(String, program: String)

  package enum Kind: Hashable, Sendable, CaseIterable {
    /// The exit status isn't that of the check.
    case statusLost
    /// It passes where there is nothing to check.
    case passesEmpty
  }

  package var kind: Kind {
    switch self {
    case .pipe, .masked, .alternative, .followed, .background, .each, .loop, .negated, .condition, .ignored, .rewrites,
      .listing:
      .statusLost
    case .empty, .idle, .target, .unmatched: .passesEmpty
    }
  }
}
