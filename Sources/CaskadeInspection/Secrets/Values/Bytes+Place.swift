extension [UInt8] {
  /// Where the text begins for the first time; compared byte by byte.
  func place(of text: String) -> Int? {
    let wanted = Array(text.utf8)
    guard count >= wanted.count else { return nil }
    return (0...(count - wanted.count)).first { self[$0..<($0 + wanted.count)].elementsEqual(wanted) }
  }
}
