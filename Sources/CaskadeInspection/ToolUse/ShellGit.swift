import CaskadeSyntax

/// A call of git: its own options, its subcommand, and what that does to files (git(1) and the subcommands' pages).
struct ShellGit {
  private let global: [ShellWord]
  private let subcommand: String
  private let arguments: [ShellWord]
  private static let unknown = ShellProgram.unknown

  init(_ words: [ShellWord]) {
    var global: [ShellWord] = []
    var rest = words[...]
    while let word = rest.first, word.text.hasPrefix("-") {
      global.append(word)
      rest.removeFirst()
      if ["-C", "-c", "--git-dir", "--work-tree", "--namespace", "--config-env", "--exec-path"].contains(word.text),
        let value = rest.popFirst()
      {
        global.append(value)
      }
    }
    self.global = global
    subcommand = rest.first?.text ?? ""
    arguments = Array(rest.dropFirst())
  }

  private var texts: [String] { arguments.map(\.text) }

  var isOpaque: Bool {
    for (index, word) in global.enumerated() {
      let text = word.text
      if text == "-p" || text == "--paginate" || text.hasPrefix("--exec-path=") || text.hasPrefix("--config-env") {
        return true
      }
      if text == "-c", index + 1 < global.count {
        let setting = global[index + 1].text.lowercased()
        if !ShellOpacity.harmlessSettings.contains(where: setting.hasPrefix) { return true }
      }
    }
    if texts.contains(where: { $0.hasPrefix("ext::") || Self.isProgram($0) }) { return true }
    switch subcommand {
    case "difftool", "mergetool", "filter-branch", "instaweb", "send-email", "web--browse": return true
    case "bisect": return texts.first == "run"
    case "submodule": return texts.contains("foreach")
    case "rebase": return texts.contains { $0 == "-x" || $0.hasPrefix("--exec") || $0.hasPrefix("-x") }
    case "grep": return texts.contains { $0.hasPrefix("-O") || $0.hasPrefix("--open-files-in-pager") }
    case "clone": return texts.contains("-u")
    case "config": return texts.contains { $0.hasPrefix("alias.") } && texts.contains { $0.hasPrefix("!") }
    case _: return false
    }
  }

  private static func isProgram(_ text: String) -> Bool {
    ["--upload-pack", "--receive-pack", "--exec", "--ext-diff", "--textconv", "--template"].contains { option in
      text == option || text.hasPrefix("\(option)=")
    }
  }

  var writes: [ShellWord] {
    if isOpaque { return [Self.unknown] }
    return (output + worked).filter { !$0.text.isEmpty }
  }

  /// Git takes any part of a long option that means only one.
  private var output: [ShellWord] {
    guard ["diff", "log", "show", "format-patch", "diff-tree", "diff-index", "diff-files"].contains(subcommand) else {
      if subcommand == "bundle", texts.first == "create" {
        return Array(ShellWriter.operands(arguments).dropFirst().prefix(1))
      }
      return subcommand == "archive" ? ShellWriter.values(arguments, "-o", "--output") : []
    }
    return arguments.enumerated().compactMap { index, word in
      let parts = word.text.split(separator: "=", maxSplits: 1).map(String.init)
      guard let option = parts.first, option.count > 4, "--output".hasPrefix(option) else { return nil }
      if parts.count == 2 { return word.droppingFirst(option.count + 1) }
      return index + 1 < arguments.count ? arguments[index + 1] : Self.unknown
    } + (subcommand == "format-patch" && !texts.contains("--stdout") ? [Self.unknown] : [])
  }

  private var worked: [ShellWord] {
    let operands = ShellWriter.operands(arguments)
    switch subcommand {
    case "checkout":
      if let place = texts.firstIndex(of: "--") { return Array(arguments[(place + 1)...]) }
      if texts.contains(where: { ["-b", "-B", "--orphan"].contains($0) }) {
        return operands.count > 1 ? [Self.unknown] : []
      }
      return operands
    case "restore":
      let staged =
        texts.contains { $0 == "--staged" || $0 == "-S" } && !texts.contains { $0 == "--worktree" || $0 == "-W" }
      return staged ? [] : ShellWriter.operands(arguments, valued: ["-s", "--source"])
    case "reset": return texts.contains { ["--hard", "--merge", "--keep"].contains($0) } ? [Self.unknown] : []
    case "stash": return ["list", "show"].contains(texts.first ?? "") ? [] : [Self.unknown]
    case "clean": return texts.contains { $0 == "-n" || $0 == "--dry-run" } ? [] : [Self.unknown]
    case "apply":
      return texts.contains { ["--check", "--stat", "--numstat", "--summary"].contains($0) } ? [] : [Self.unknown]
    case "rm", "mv":
      return texts.contains("--cached") || texts.contains("-n") || texts.contains("--dry-run") ? [] : operands
    case "switch", "merge", "rebase", "pull", "cherry-pick", "revert", "am", "read-tree", "checkout-index",
      "sparse-checkout":
      return [Self.unknown]
    case "clone", "init", "worktree": return ["list"].contains(texts.first ?? "") ? [] : [Self.unknown]
    case "config":
      let sets =
        operands.count > 1
        || texts.contains { $0.hasPrefix("--unset") || $0.hasPrefix("--add") || $0.hasPrefix("--replace") }
      guard sets, !texts.contains(where: { $0.hasPrefix("--get") || $0 == "get" }) else { return [] }
      return [ShellWord([.text(texts.contains("--global") ? "~/.gitconfig" : ".git/config", isQuoted: true)])]
    case _: return []
    }
  }
}
