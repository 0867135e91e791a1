import CaskadeSyntax

/// What the person's configuration has git do to line endings beside the tree's own attributes.
///
/// It is the one setting outside of the tree that is followed, in one direction: a snapshot holds what git would commit,
/// whether the files were asked before or after git looked at them, and whatever stat data says. A file that differs
/// from the committed one in nothing but CRLF is unchanged, then; everything else of it is seen. What caskade writes
/// (a clean checkout) has the stored line endings.
struct LineEndings: Hashable, Sendable {
  /// For calls that store what is on disk.
  let storing: [String]
  /// For calls that write files as the person's own git does.
  let writing: [String]

  static let asStored = LineEndings(autocrlf: nil, eol: nil)

  /// Git turns CRLF into LF where no attribute of the tree asks for it.
  var normalises: Bool { !storing.isEmpty }

  init(autocrlf: String?, eol: String?) {
    let autocrlf = autocrlf?.lowercased()
    let isOn = autocrlf.map { ["", "true", "yes", "on", "1", "input"].contains($0) } ?? false
    storing = isOn ? ["core.autocrlf=input"] : []
    var writing = isOn ? ["core.autocrlf=\(autocrlf == "input" ? "input" : "true")"] : []
    if let eol = eol?.lowercased(), ["crlf", "lf", "native"].contains(eol) { writing.append("core.eol=\(eol)") }
    self.writing = writing
  }

  /// Asks git, with the person's own configuration in force.
  init(of location: RepositoryLocation, git: GitProgram) throws(GitError) {
    let result = try git.ask(in: location.workTree, ["config", "-z", "--get-regexp", #"^core\.(autocrlf|eol)$"#])
    // Status 1 says that neither is set (git-config(1)).
    guard result.succeeded || result.termination == .exited(1), let bytes = result.standardOutput.bytes else {
      throw GitError(.failed(command: "config", reason: GitProgram.reason(result)))
    }
    var values: [String: String] = [:]
    // `NAME` LF `VALUE` NUL, without the value where it is left out; the last one counts.
    for record in NULRecords(bytes) {
      let parts = record.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
      values[String(decoding: parts[0], as: UTF8.self)] =
        parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
    }
    self.init(autocrlf: values["core.autocrlf"], eol: values["core.eol"])
  }

  /// How many files of an index lie on disk with CRLF that git doesn't store, where only the configuration says so.
  ///
  /// - Parameter listing: what `git ls-files --eol -z` prints.
  static func converted(in listing: [UInt8]) -> Int {
    // `i/EOL w/EOL attr/ATTRIBUTES` TAB `PATH` NUL, padded (git-ls-files(1), `--eol`).
    var count = 0
    for record in NULRecords(listing) {
      let words = record.prefix { $0 != 0x09 }.split(separator: UInt8(ascii: " "))
      guard words.count == 3, words[2].elementsEqual("attr/".utf8) else { continue }
      let isStored = words[0].elementsEqual("i/lf".utf8)
      if isStored, words[1].elementsEqual("w/crlf".utf8) || words[1].elementsEqual("w/mixed".utf8) { count += 1 }
    }
    return count
  }
}
