import CaskadeSyntax

/// Words by which code reaches what runs it: its process, the modules around it, the stack, names made at run time.
///
/// Sources: the references of Python (data model, sys, gc, inspect, atexit), of JavaScript and Node (globals, process,
/// modules), of Go (packages os, runtime, unsafe, syscall, `init`), of Rust's std::process, of POSIX shells and Bats, of
/// Java's System and Runtime, of Ruby's ObjectSpace, of dlsym.
enum ReachingWords {
  static let all: [[UInt8]] = words.map { Array($0.utf8) }

  /// Words by which code is built otherwise for tests.
  static let conditions: [[UInt8]] = ["cfg(", "cfg!", "cfg_attr", "go:build", "DEBUG"].map { Array($0.utf8) }

  /// Whether it is a word there, and no end of one or a part of prose.
  static func holds(_ word: Int, at start: Int, of line: UnsafeBufferPointer<UInt8>, _ isShell: Bool) -> Bool {
    let text = all[word]
    let before = start > 0 ? line[start - 1] : 0x20
    let end = start + text.count
    if let first = text.first, first != UInt8(ascii: "_"), ByteSet.word.contains(first), ByteSet.word.contains(before) {
      return false
    }
    if text == ending, ByteSet.word.contains(before) { return false }
    if text == ending { return end == line.count || !ByteSet.word.contains(line[end]) }
    guard !isShell, ofShells.contains(text) else { return true }
    return before == UInt8(ascii: "\"") || before == UInt8(ascii: "'") || before == UInt8(ascii: "`")
  }

  static func isShell(_ path: RepositoryPath) -> Bool {
    !path.name.contains(UInt8(ascii: ".")) || shells.contains { path.name.suffix($0.count).elementsEqual($0) }
  }

  private static let ending = Array("_exit".utf8)
  /// Elsewhere only where they begin a text.
  private static let ofShells = ["trap ", "kill "].map { Array($0.utf8) }
  private static let shells = [".sh", ".bash", ".bats", ".zsh", ".ksh"].map { Array($0.utf8) }

  private static let words = [
    // Python
    "__subclasses__", "sys.modules", "\"modules\"", "globals()", "__import__", "import_module(", "_getframe",
    "get_objects",
    "get_referrers", "import ctypes", "atexit", "__builtins__", "import builtins", "settrace", "setprofile", "__code__",
    "sys.meta_path", "sys.stdout", "sys.stderr", "vars(", "dup2(", "getattr(__", "setattr(",
    // JavaScript
    "require.cache", "module.constructor", "Function(", "captureStackTrace", "prepareStackTrace", "module.parent",
    "globalThis", "process.on", "process.stdout", "process[", "process.exitCode", ".constructor.prototype",
    "getPrototypeOf", "Object.defineProperty",
    // Go
    "func init()", "os.Exit", "syscall.", "os.Args", "unsafe.", "go:linkname", "runtime.Callers", "runtime.Goexit",
    "runtime.Stack", "flag.Visit", "flag.CommandLine",
    // Rust, C, Swift
    "std::process", "process::exit", "process::abort", "std::panic", "panic::", "macro_rules! assert", "_exit", "dlsym",
    "__attribute__((constructor", "no_mangle", "@_cdecl", "exit(0",
    // Shells
    "trap ", "kill ", "/proc/", "PPID", "BATS", "${!",
    // JVM, Ruby, PHP
    "System.exit", "getRuntime()", "setAccessible", "ObjectSpace", "at_exit", "register_shutdown_function",
  ]
}
