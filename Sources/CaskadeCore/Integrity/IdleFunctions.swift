/// The functions of a head's file that the base hadn't and that nothing calls: what a test becomes that no longer runs.
struct IdleFunctions {
  private var byName: [Symbol: PlainFunction] = [:]
  private var byBody: [Symbol: PlainFunction] = [:]

  init(_ file: TestFile) {
    guard let new = file.new else { return }
    let known = Set(file.old?.functions.map(\.symbol) ?? [])
    for function in new.functions where !known.contains(function.symbol) && new.counts[function.symbol] == 1 {
      byName[function.key] = function
      byBody[function.digest] = function
    }
  }

  func became(_ test: TestCase) -> PlainFunction? {
    byName[test.key] ?? (test.content.count >= 3 ? byBody[test.digest] : nil)
  }
}
