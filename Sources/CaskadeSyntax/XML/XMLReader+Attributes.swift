extension XMLReader {
  /// The value of the attribute of the element that has just begun, with its entities replaced; nil where it has none
  /// of that name. Bytes that aren't UTF-8 become U+FFFD.
  package func attribute(_ name: StaticString) -> String? {
    guard let found = attributes.first(where: { equals($0.name, name) }) else { return nil }
    let value = bytes[found.value]
    guard value.contains(UInt8(ascii: "&")) else { return String(decoding: value, as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(value.count)
    var place = value.startIndex
    while place < value.endIndex {
      if value[place] == UInt8(ascii: "&"), let entity = try? XMLEntity(bytes, at: place) {
        text += entity.text.utf8
        place = entity.end
      } else {
        text.append(value[place])
        place += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
