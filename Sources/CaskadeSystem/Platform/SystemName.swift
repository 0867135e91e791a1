/// What the system calls itself (`uname(2)`): `Linux 6.1.0 x86_64`.
package enum SystemName {
  package static var text: String {
    var name = utsname()
    guard uname(&name) == 0 else { return "a system that doesn't say" }
    return [word(&name.sysname), word(&name.release), word(&name.machine)].joined(separator: " ")
  }

  /// A field is a tuple of bytes that ends at the first zero.
  private static func word<Field>(_ field: inout Field) -> String {
    withUnsafeBytes(of: &field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
