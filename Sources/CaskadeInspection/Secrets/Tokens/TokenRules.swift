/// Every token shape that is known, from the vendors' public documentation of their formats.
enum TokenRules {
  static let all = Array([forges, clouds, packages, chat, payment, models, operations, products].joined())

  static let compiled = all.map(\.compiled)
}
