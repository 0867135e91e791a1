import CaskadeContracts
import CaskadeSyntax

extension AuthorityDifference {
  /// What grew, then what shrank, then the rest: a reader of a policy asks first what it loosens.
  var loosenedFirst: [String] {
    ["+", "-", "~"].flatMap { sign in lines.filter { $0.hasPrefix(sign) } }
  }
}

extension AllowedSigners {
  /// Who may sign that couldn't, then who can't any more. A line that changed in its times alone is both.
  static func changes(from old: AllowedSigners, to new: AllowedSigners) -> [String] {
    let (before, after) = (Set(old.words), Set(new.words))
    return after.subtracting(before).sorted().map { "+ adds \($0)" }
      + before.subtracting(after).sorted().map { "- drops \($0)" }
  }

  private var words: [String] { signers.map(\.words) + runners.map { "the runner \($0.words)" } }
}

extension AllowedSigners.Signer {
  fileprivate var words: String {
    let times = [validAfter.map { "from \($0.text)" }, validBefore.map { "until \($0.text)" }].compactMap { $0 }
    return EscapedText.line(([principal.text, "with \(key.text)"] + times).joined(separator: " "))
  }
}
