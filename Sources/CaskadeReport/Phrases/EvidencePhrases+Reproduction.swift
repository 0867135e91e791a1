import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

extension EvidencePhrases {
  /// Bytes of a command line that is shown: one that has to be cut can't be copied.
  private static let longestCommand = 400

  /// The command that makes the same check again.
  ///
  /// A committed head is compared with the base's tip by full ids; for uncommitted work there is only the place itself,
  /// and the base goes by its name.
  var checkAgain: String? {
    guard let contract = evidence.contract else { return nil }
    let texts = [contract.path, evidence.base.name, evidence.head.branch ?? ""]
    guard texts.allSatisfy({ $0.utf8.count <= Self.longestCommand }) else { return nil }
    var words = ["caskade", "check", Self.word(contract.path), "--base"]
    if evidence.head.uncommitted {
      words.append(Self.word(evidence.base.name))
    } else {
      words += [evidence.base.tip.text, "--head", evidence.head.commit.text]
    }
    if let branch = evidence.head.branch { words += ["--branch", Self.word(branch)] }
    return Self.whole(words.joined(separator: " "))
  }

  /// The command alone, in the working tree, doesn't show what it did on the base.
  private static let ofBase: [FindingRule] = [
    .validationBase, .validationBasePasses, .validationBaseFails, .validationBaseInconclusive,
  ]

  /// The contract's command that failed, where the finding's hint doesn't show it already.
  func command(of finding: Finding) -> String? {
    guard finding.severity == .error, finding.gate == .validation, let line = finding.contractLine,
      !Self.ofBase.contains(where: { $0.id == finding.rule }),
      let record = evidence.validation.first(where: { $0.contractLine == line })
    else { return nil }
    guard let command = Self.whole(record.command).map({ EscapedText.line($0) }) else { return nil }
    return finding.hint?.contains(command) == true ? nil : command
  }

  /// The command that shows what findings of one kind are about: the difference of their files between two commits; nil
  /// where none shows it, or the names have no room.
  func difference(of findings: [Finding]) -> String? {
    guard let first = findings.first, Gates.rule(of: first.gate).reproduction == .difference,
      !evidence.head.uncommitted
    else { return nil }
    var paths: [RepositoryPath] = []
    for path in findings.prefix(Self.mostPaths).compactMap(\.path) where paths.last != path { paths.append(path) }
    guard !paths.isEmpty, paths.reduce(0, { $0 + $1.bytes.count }) <= Self.longestCommand else { return nil }
    let words = paths.map { ShellWord.quoted($0) }.joined(separator: " ")
    return findings.count > Self.mostPaths
      ? nil : Self.whole("git diff \(evidence.base.commit.short) \(evidence.head.commit.short) -- \(words)")
  }

  private static let mostPaths = 50

  private static func whole(_ command: String) -> String? {
    command.utf8.count <= longestCommand ? command : nil
  }

  private static func word(_ text: String) -> String { ShellWord.quoted(RepositoryPath(text)) }
}
