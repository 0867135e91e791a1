/// A program that fetches variables or secrets and starts another one with them: `dotenv`, `op run`, `aws-vault exec`.
///
/// What it starts stands behind its options, its verb and a mark. Which options take the next word differs between
/// programs of one name, so whatever isn't known leaves it unclear where the command begins.
///
/// Sources: the references of the tools that are named here.
package struct VariableLauncher {
  /// As far as it can be told; nil where it starts nothing that its words show.
  package private(set) var inner: ArraySlice<ShellWord>?
  /// Nothing else is started than `inner`.
  package private(set) var isClear = true

  /// Nil for other programs.
  ///
  /// - Parameter rest: what stands behind the program's name.
  package init?(_ name: String, _ rest: ArraySlice<ShellWord>) {
    guard let verb = Self.verbs[name] else { return nil }
    var rest = rest
    var isBehindVerb = false
    // A profile comes first.
    var others = name == "aws-vault" ? 1 : 0
    while let word = rest.first {
      let text = word.text
      if text == "--" {
        rest.removeFirst()
        break
      } else if text.hasPrefix("-"), text.count > 1 {
        rest.removeFirst()
        skipValue(of: text, name, verb, &rest)
      } else if !isBehindVerb, text == verb {
        isBehindVerb = true
        rest.removeFirst()
      } else if name == "dotenv" {
        guard text.contains("=") else { break }
        rest.removeFirst()
      } else if !isBehindVerb {
        // What stands behind an option that isn't known may be its value.
        guard !isClear else { return }
        rest.removeFirst()
      } else if others > 0 || name == "chamber" {
        others -= 1
        rest.removeFirst()
      } else {
        break
      }
    }
    if !rest.isEmpty { inner = rest } else if name == "aws-vault", isBehindVerb { isClear = false }
  }

  /// The verb behind which they start something; `dotenv` is several programs, of which one has it.
  private static let verbs = [
    "op": "run", "doppler": "run", "infisical": "run", "teller": "run", "aws-vault": "exec", "chamber": "exec",
    "dotenv": "run",
  ]

  private mutating func skipValue(
    of text: String, _ name: String, _ verb: String, _ rest: inout ArraySlice<ShellWord>
  ) {
    // A text for a shell.
    if text.hasPrefix("--command") || name == "infisical" && text.hasPrefix("-c") { isClear = false }
    guard !text.contains("="), let next = rest.first?.text else { return }
    if Self.valued.contains(text) {
      if next != "--" { rest.removeFirst() } else if text != "-c" { isClear = false }
    } else if next != verb, !next.hasPrefix("-") {
      isClear = false
    }
  }

  /// Options that take the next word wherever they are known.
  private static let valued: Set<String> = [
    "-f", "--file", "-e", "--env", "-v", "-c", "--config", "-p", "--project", "-t", "--token", "-d", "--duration",
    "--account", "--session", "--encoding", "--env-file", "--environment", "--format", "--fallback", "--passphrase",
    "--scope", "--projectId", "--path", "--tags", "--domain", "--mfa-token", "--region", "--backend", "--prompt",
    "--mount", "--mount-format", "--mount-template",
  ]
}
