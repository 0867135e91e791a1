/// The rules of wildmatch written down as plainly as possible, without brackets, and as slow as they come.
enum NaiveWildmatch {
  static func matches(_ pattern: String, _ path: [UInt8]) -> Bool {
    matches(Array(pattern.utf8)[...], path[...], previous: nil)
  }

  private static func matches(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>, previous: UInt8?) -> Bool {
    let slash = UInt8(ascii: "/")
    guard let first = pattern.first else { return path.isEmpty }
    switch first {
    case UInt8(ascii: "*"):
      let stars = pattern.prefix { $0 == first }.count
      let rest = pattern.dropFirst(stars)
      let isWhole = stars > 1 && (previous ?? slash) == slash && (rest.first ?? slash) == slash
      if isWhole, !rest.isEmpty, matches(rest.dropFirst(), path, previous: slash) { return true }
      let reach = isWhole ? path.count : path.prefix { $0 != slash }.count
      return (0...reach).contains { matches(rest, path.dropFirst($0), previous: first) }
    case UInt8(ascii: "?"):
      return path.first.map { $0 != slash } == true
        && matches(pattern.dropFirst(), path.dropFirst(), previous: first)
    case UInt8(ascii: "\\"):
      let escaped = pattern.dropFirst()
      return escaped.first != nil && path.first == escaped.first
        && matches(escaped.dropFirst(), path.dropFirst(), previous: escaped.first)
    default:
      return path.first == first && matches(pattern.dropFirst(), path.dropFirst(), previous: first)
    }
  }
}
