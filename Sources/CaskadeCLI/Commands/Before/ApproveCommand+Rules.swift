import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

extension ApproveCommand {
  /// The page of a change of policy or signers: what it loosens, and what is signed.
  static func page(_ draft: RuleApprovalDraft) -> String {
    let what = draft.bytes.isEmpty ? "is removed" : "changes"
    var lines = ["\(draft.path.display) \(what). Against the version on \(draft.tip.name):"]
    lines += draft.lines.isEmpty ? ["  nothing that grants or asks for anything"] : draft.lines.map { "  \($0)" }
    lines += ["", "You sign, above the file's \(draft.bytes.count) bytes:"]
    lines += draft.header.text.split(separator: "\n").map { "  \(EscapedText.line(String($0)))" }
    lines.append("with \(draft.key.origin): \(draft.key.key.text)")
    lines += draft.doubts.map { "\nwarning: \($0)" }
    return lines.joined(separator: "\n") + "\n\n"
  }

  static func next(_ draft: RuleApprovalDraft) -> String {
    "\(draft.file.display) is written.\n"
      + "next: git add Contracts && git commit -m 'Approve \(draft.path.display)'\n"
      + "It counts on this branch with the change, until \(draft.tip.name) has another version of it.\n"
  }
}
