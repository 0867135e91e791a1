package import CaskadeSyntax

extension CommandFlaw {
  /// One line: what is lost.
  package var message: String {
    switch self {
    case .pipe(let lost, let last, _):
      "the status is that of '\(Self.cut(last))', so a failure of '\(Self.cut(lost))' is lost"
    case .masked(let lost, let by): "'|| \(Self.cut(by))' makes it pass whatever '\(Self.cut(lost))' says"
    case .alternative(let lost, let by):
      "where '\(Self.cut(lost))' fails, the status is that of '\(Self.cut(by))', and the failure is lost"
    case .followed(let lost, let by):
      "the status is that of '\(Self.cut(by))', so a failure of '\(Self.cut(lost))' before it is lost"
    case .background(let lost): "'&' doesn't wait for '\(Self.cut(lost))', and its status is lost"
    case .each(let lost): "'find' ends with 0 whatever '\(Self.cut(lost))' says, because of its '\\;'"
    case .loop(let lost):
      "only the last round of the loop counts, so a failure of '\(Self.cut(lost))' before it is lost"
    case .negated(let lost): "'!' takes any failure of '\(Self.cut(lost))' for a pass, also that it couldn't run"
    case .condition(let lost): "'if' takes a failure of '\(Self.cut(lost))' for an answer, and the command passes"
    case .ignored(let program, let option): "'\(option)' makes '\(Self.cut(program))' pass whatever it finds"
    case .rewrites(let program, let option):
      "with '\(option)' '\(Self.cut(program))' writes anew what it expects, and passes"
    case .listing(let program, _): "'\(Self.cut(program))' lists what it finds, and passes"
    case .empty(let program, let option): "'\(option)' makes '\(Self.cut(program))' pass where it finds nothing to run"
    case .idle(let program, let option): "with '\(option)' '\(Self.cut(program))' runs nothing"
    case .target(let target, let program):
      "'\(Self.cut(program))' may say that '\(Self.cut(target))' is up to date: the repository has a file of that name, "
        + "and the makefile doesn't declare it phony"
    case .unmatched(let pattern, let program):
      "the repository has no test for '\(Self.cut(pattern))', so '\(Self.cut(program))' runs nothing and passes"
    }
  }

  /// What to write instead.
  package var hint: String {
    switch self {
    case .pipe(let lost, _, let whole):
      whole.contains("'")
        ? "write \(Self.entry(lost)): its whole output is kept in the log"
        : "write \(Self.entry(lost)), or \(Self.entry("bash -o pipefail -c '\(whole)'"))"
    case .masked(_, let by): "leave '|| \(Self.cut(by))' out"
    case .background: "leave '&' out"
    case .condition(let lost): "write \(Self.entry(lost))"
    case .alternative(let lost, let by): "write the one that is meant: \(Self.entry(lost)) or \(Self.entry(by))"
    case .followed: "write '&&' between the two, or give each an entry of its own"
    case .each: "end it with '+' in place of '\\;', which keeps the status"
    case .loop(let lost): "write \(Self.quoted("\(lost) || exit 1")) in it"
    case .negated(let lost): "write 'run: \(EscapedText.line(lost))', and 'expect: 1' for the status that is meant"
    case .ignored(_, let option), .rewrites(_, let option), .empty(_, let option), .idle(_, let option):
      "leave '\(option)' out"
    case .listing(_, let instead): "write \(Self.entry(instead))"
    case .target(let target, let program):
      "declare it in the makefile ('.PHONY: \(target)'), or write \(Self.entry(program.replacing("make ", with: "make -B ")))"
    case .unmatched: "check how it is spelt; for files that are yet to come say 'on_base: fails' and 'carry:'"
    }
  }

  private static func entry(_ command: String) -> String { quoted("- " + YAMLText.line(command)) }

  /// In the quotes that what it holds leaves free.
  private static func quoted(_ text: String) -> String {
    let text = EscapedText.line(text)
    return text.contains("'") ? "`\(text)`" : "'\(text)'"
  }

  private static func cut(_ text: String) -> String {
    let text = EscapedText.line(text)
    return text.count > 60 ? "\(text.prefix(57))..." : text
  }
}
