/// The system's words for an `errno`.
enum SystemCode {
  /// As `strerror(3)` has it in the C locale, without its capital.
  static func text(_ code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
