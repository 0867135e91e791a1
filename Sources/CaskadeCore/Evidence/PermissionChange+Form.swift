import CaskadeInspection
import CaskadeSyntax

extension PermissionChange {
  static let keys = ObjectForm<PermissionChange>(
    "what a changed settings file lets an agent, a hook or a workflow do, or no longer",
    FormKey(all: RepositoryPath.keys, \.path), FormKey("subject", .text, "whose settings they are", \.subject),
    FormKey("change", .word(else: .changed), "which way it goes", \.kind),
    FormKey("setting", .text, "which of them", \.what),
    FormKey("before", .orNull(.text), "as the base has it, without secrets; null: nothing", \.before),
    FormKey("after", .orNull(.text), "as the head has it", \.after)
  ) { PermissionChange(path: $0, subject: $1, kind: $2, what: $3, before: $4, after: $5) }
}
