import CaskadeContracts
import CaskadeSyntax

extension Governance {
  /// Why work needs a contract, or that it doesn't; one sentence without a final period, safe to print.
  package func message(_ work: Work) -> String {
    switch reason {
    case .everything: "the policy wants a contract for all work"
    case .rules: "it changes policy or signers beside other work"
    case .grants(let path): "it brings '\(path.display)' beside other work"
    case .branch(let pattern, let name): "the policy governs branches '\(pattern.shown)', and this is '\(shown(name))'"
    case .author(let pattern, let name):
      "the policy governs work by '\(pattern.shown)', and this is by '\(shown(name))'"
    case .trailer(let pattern, let line): "the policy governs '\(pattern.shown)', and a commit says '\(shown(line))'"
    case .path(let pattern, let path): "the policy governs '\(shown(pattern.text))', and it changes '\(path.display)'"
    case .area(let area): "it touches \(shown(area.title)), an area of band \(area.band)"
    case nil: ungoverned(work)
    }
  }

  /// What whoever did governed work without a contract does about it.
  ///
  /// - Parameter base: its name.
  package func hint(base: String) -> String {
    switch reason {
    case .rules: "propose policy and signers in a pull request of their own, apart from the other changes"
    case .grants(let path):
      "propose '\(path.display)' in a pull request of its own, apart from the other changes: a person reviews what it grants"
    case .everything, .branch, .author, .trailer, .path, .area, nil:
      "draft one for a person to review, and have it merged to \(base): caskade draft 'What has to be done'"
    }
  }

  private func ungoverned(_ work: Work) -> String {
    let branch = work.branch.map { "branch '\(shown($0))'" } ?? "a head on no branch"
    let names = work.authors.map { "'\(shown($0))'" }.joined(separator: " and ")
    let author = work.authors.isEmpty ? "an author whom no forge names" : "\(names) by the forge's word"
    let touched =
      isExempt ? "and what it touches doesn't count for whom the policy exempts" : "nor what it touches"
    let end = ownWords.isEmpty ? "" : ", by the branch's own \(ownWords.joined(separator: " and "))"
    let compared = "the policy governs neither \(branch), nor \(author), nor a line of its commits"
    return "\(compared), \(touched)\(end)"
  }

  private func shown(_ text: String) -> String { EscapedText.line(text) }
}

extension NamePattern {
  fileprivate var shown: String { EscapedText.line(text) }
}

extension Occasion.Kind {
  /// As it begins a sentence.
  package var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
