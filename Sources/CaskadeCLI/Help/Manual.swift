import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// What help, completions, the man page and `.github/docs` are made from: the verbs as they declare themselves, and the
/// pages of the reference.
struct Manual: Sendable {
  let verbs: [CommandSpec]
  /// The last of them is made from the verbs.
  let pages: [ReferencePage]

  init(verbs: [CommandSpec], topics: [ReferencePage]) {
    self.verbs = verbs
    pages = topics + [ReferencePage(verbs: verbs)]
  }

  /// The words that help knows: each verb, and each topic that isn't one.
  var subjects: [String] {
    let names = verbs.map(\.name)
    return names + pages.map(\.name).filter { !names.contains($0) }
  }

  func verb(named name: String) -> CommandSpec? { verbs.first { $0.name == name } }
  func page(named name: String) -> ReferencePage? { pages.first { $0.name == name } }

  func groups() -> [(group: CommandWords.Group, verbs: [CommandSpec])] {
    CommandWords.Group.allCases.map { group in (group, verbs.filter { $0.words.group == group }) }
      .filter { !$0.verbs.isEmpty }
  }

  /// The words that an operand can be, where they are known; nil where files complete it.
  func completions(of kind: OperandSpec.Kind) -> [String]? {
    switch kind {
    case .words(let words): words
    case .topic: subjects
    case .gate: GateName.allCases.map(\.rawValue)
    case .rule: GateName.allCases.map(\.rawValue) + RuleCatalogue.all.map(\.id).sorted()
    case .text: []
    case .file, .contract, .template: nil
    }
  }

  /// What `caskade help --names` lists, for what only the repository knows.
  func names(of kind: OperandSpec.Kind) -> NamedThings? {
    switch kind {
    case .contract: .contracts
    case .template: .templates
    case .file, .gate, .rule, .words, .topic, .text: nil
    }
  }
}
