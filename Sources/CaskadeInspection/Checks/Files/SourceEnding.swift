/// The endings by which a file is known for a program's text.
enum SourceEnding {
  /// Of languages whose tests aren't read.
  static let unread: Set<String> = [
    "rb", "c", "cc", "cpp", "cxx", "m", "mm", "sh", "bash", "bats", "php", "cs", "fs", "ex", "exs", "erl", "lua", "pl",
    "t", "scala", "clj", "hs", "dart", "jl", "zig", "nim", "ml", "feature", "vue", "svelte",
    "vb", "ps1", "psm1", "tcl", "exp", "r", "robot", "cr", "v", "elm", "hx", "f90", "adb", "rkt", "el", "lisp", "awk",
    "groovy", "zsh", "fish", "sql", "cljs", "cljc", "coffee", "phpt", "pm", "moon", "fnl", "gd", "sol", "cu", "purs",
    "res", "gleam", "slt", "tftest", "cmd", "bat", "d", "pas", "sml", "scm", "rego", "hcl", "c3", "odin", "mojo",
  ]
  private static let read: Set<String> = [
    "swift", "py", "pyi", "js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "go", "rs", "java", "kt", "kts",
  ]

  /// - Parameter ending: in lower case, without its dot.
  static func isCode(_ ending: String) -> Bool { read.contains(ending) || unread.contains(ending) || ending == "h" }
}
