import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// Why a command could not do what it was asked: one message, one hint, exit status 2.
struct CommandError: Error, Hashable, Sendable {
  let message: String
  let hint: String?
  /// What was printed already, such as the diagnostics of a file, makes the message superfluous.
  var diagnostics: String = ""
  var interrupted = false
  /// Nobody reads any more, as in `caskade report | head`: nothing to say, and no success either.
  var unheard = false

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  static func usage(_ message: String, hint: String) -> CommandError {
    CommandError(message, hint: hint)
  }

  static func unknownVerb(_ word: String) -> CommandError {
    let known = Verb.allCases.map(\.rawValue)
    let hint = Suggestion.closest(to: word, among: known).map { "did you mean 'caskade \($0)'?" }
    return CommandError("unknown verb '\(word)'", hint: hint ?? "caskade --help lists the verbs")
  }

  static func unknownOption(_ word: String, of verb: Verb?, known: [OptionSpec]) -> CommandError {
    let close = Suggestion.closest(to: word, among: known.map(\.name)).map { "did you mean '\($0)'?" }
    let help = verb.map { "caskade \($0.rawValue) --help" } ?? "caskade --help"
    return CommandError("unknown option '\(word)'", hint: close ?? "\(help) lists the options")
  }

  init(_ error: GitError) {
    self.init(error.message, hint: error.hint)
    interrupted = error.kind == .interrupted
  }

  init(_ error: FileError) {
    self.init(error.message, hint: error.kind == .missing ? "check the name, or the folder: caskade -C DIR ..." : nil)
    interrupted = error.kind == .interrupted
    unheard = error.kind == .closedPipe
  }

  init(_ error: SigningError) {
    self.init(error.message, hint: error.hint)
    interrupted = error.kind == .interrupted
  }

  init(_ error: ProcessError) {
    self.init(error.message, hint: nil)
  }

  /// A file that can't be read as what it should be: its diagnostics say why.
  static func unreadable(_ what: String, _ diagnostics: [Diagnostic], in source: SourceText) -> CommandError {
    var error = CommandError("\(what) can't be read", hint: "mend it, and 'caskade lint' until it is silent")
    error.diagnostics = diagnostics.map { DiagnosticRenderer.render($0, in: source) }.joined(separator: "\n")
    return error
  }
}

/// The exit statuses of every verb.
enum ExitCode: Int32, Sendable {
  /// Kept, or done, or nothing to say.
  case good = 0
  /// Evaluated: broken, unproven, or problems found.
  case bad = 1
  /// Could not be evaluated.
  case unable = 2
}

/// Runs git's part of a command: its errors become the command's.
func asking<Value>(_ body: () throws(GitError) -> Value) throws(CommandError) -> Value {
  do throws(GitError) {
    return try body()
  } catch {
    throw CommandError(error)
  }
}

/// Runs OpenSSH's part of a command: its errors become the command's.
func signing<Value>(_ body: () throws(SigningError) -> Value) throws(CommandError) -> Value {
  do throws(SigningError) {
    return try body()
  } catch {
    throw CommandError(error)
  }
}

/// Runs the part of a command that touches files: its errors become the command's.
func touching<Value>(_ body: () throws(FileError) -> Value) throws(CommandError) -> Value {
  do throws(FileError) {
    return try body()
  } catch {
    throw CommandError(error)
  }
}
