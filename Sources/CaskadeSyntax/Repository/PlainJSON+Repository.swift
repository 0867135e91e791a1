extension PlainJSON {
  package mutating func id() -> ObjectID? {
    guard let range = text() else { return nil }
    let id = ObjectID(digits: UnsafeBufferPointer(rebasing: bytes[range]))
    if id == nil { refuse() }
    return id
  }
}
