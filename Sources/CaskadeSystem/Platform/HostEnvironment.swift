/// The environment that caskade itself was started in. The only place that reads it.
package enum HostEnvironment {
  /// All variables. One that isn't UTF-8 is left out: handing on another text in its name would be
  /// worse. Of a name that stands twice the first counts, as for `getenv(3)`.
  package static func read() -> [String: String] {
    var variables: [String: String] = [:]
    guard var next = Platform.environment() else { return variables }
    while let entry = next.pointee {
      next += 1
      guard let text = String(validatingCString: entry), let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else {
        continue
      }
      let name = String(text[..<equals])
      guard !name.isEmpty, variables[name] == nil else { continue }
      variables[name] = String(text[text.utf8.index(after: equals)...])
    }
    return variables
  }
}
