import CaskadeContracts
import CaskadeSyntax

/// What commands did to the judged tree and to the repository.
extension ValidationGate {
  mutating func judgeDisturbance() {
    let disturbed = input.validation.disturbed
    guard !disturbed.isEmpty else { return }
    unproven = true
    for (path, command) in disturbed.prefix(Self.mostDisturbed) {
      findings.append(
        Finding(
          .error, gate: .validation, rule: .validationTreeChanged, path: path,
          "changed while '\(EscapedText.line(command))' ran, so what ran is not what was judged",
          hint: "make the command leave it alone, or commit it as the command writes it; where somebody else works in "
            + "the same tree, check with --isolated"))
    }
    let more = disturbed.count - Self.mostDisturbed
    if more > 0 {
      findings.append(
        Finding(
          .error, gate: .validation, rule: .validationTreeChanged,
          "\(more) more files were changed while validation commands ran"))
    }
  }

  static let mostDisturbed = 20

  mutating func noteLeftovers() {
    let left = input.validation.left
    for (folder, command) in left.prefix(Self.mostDisturbed) {
      let what = folder.files == 1 ? "left" : "\(folder.files) files in here were left"
      findings.append(
        Finding(
          .note, gate: .validation, rule: .validationLeftFiles, path: folder.path,
          "\(what) behind by '\(EscapedText.line(command))', and not judged: no tree had \(folder.files == 1 ? "it" : "them")",
          hint: "remove \(folder.files == 1 ? "it" : "them") before the next check, or check with --isolated"))
    }
    let more = left.count - Self.mostDisturbed
    if more > 0 {
      findings.append(
        Finding(
          .note, gate: .validation, rule: .validationLeftFiles,
          "\(more) more files and folders were left behind by validation commands",
          hint: "check with --isolated"))
    }
  }

  mutating func judgeMoves() {
    for line in input.validation.moved {
      unproven = true
      findings.append(
        Finding(
          .error, gate: .validation, rule: .validationRepositoryChanged, line,
          hint: "let validation commands leave the repository alone, and check again"))
    }
  }
}
