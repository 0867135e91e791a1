/// The functions of a head's file that the base hadn't and that nothing calls: what a test becomes that no longer runs.
struct UncalledFunctions {
  private var byName: [WordHash: PlainFunction] = [:]
  /// All that are new, by name: one with the body of a test that is gone has only lost what made it one.
  private var fresh: [WordHash: PlainFunction] = [:]
  private var byBody: [WordHash: PlainFunction] = [:]
  /// The words of their bodies.
  private(set) var content: [WordHash] = []

  init(_ file: TestFile) {
    guard let new = file.new else { return }
    let known = Set(file.old?.functions.map(\.symbol) ?? [])
    for function in new.functions where !known.contains(function.symbol) {
      fresh[function.key] = function
      guard new.counts[function.symbol] == 1 else { continue }
      byName[function.key] = function
      byBody[function.digest] = function
      content += function.content
    }
  }

  func became(_ test: TestCase) -> PlainFunction? {
    if let function = fresh[test.key], function.digest == test.digest { return function }
    return byName[test.key] ?? (test.content.count >= 3 ? byBody[test.digest] : nil)
  }
}
