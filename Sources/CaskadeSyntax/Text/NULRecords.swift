/// The records of a text in which a NUL byte ends each, as git's `-z` writes them. A rest without one is a record too;
/// `isWhole` tells.
///
/// Walks hundreds of thousands of records at the speed of memory: slices of the text, no copies.
package struct NULRecords: Sequence, IteratorProtocol {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  package init(_ bytes: [UInt8]) {
    self.init(bytes[...])
  }

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  /// Every record has its NUL byte: the text wasn't cut within one.
  package var isWhole: Bool { bytes.isEmpty || bytes.last == 0 }

  /// The record that was given last had its NUL byte.
  package var lastWasWhole: Bool { place <= bytes.endIndex }

  /// Where the record that comes next begins, counted from the text's beginning.
  package var offset: Int { place - bytes.startIndex }

  package mutating func next() -> ArraySlice<UInt8>? {
    guard place < bytes.endIndex else { return nil }
    let start = place
    let end = bytes.place(of: 0, from: start) ?? bytes.endIndex
    place = end + 1
    return bytes[start..<end]
  }
}

extension ArraySlice<UInt8> {
  /// The place of the first such byte from there on.
  package func place(of byte: UInt8, from start: Int) -> Int? {
    withUnsafeBufferPointer { $0.place(of: byte, from: start - startIndex) }.map { $0 + startIndex }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The place of the first such byte from there on.
  package func place(of byte: UInt8, from start: Int) -> Int? {
    var place = start
    if let base = UnsafeRawPointer(baseAddress) {
      while place + 8 <= count {
        if EightBytes(base.loadUnaligned(fromByteOffset: place, as: UInt64.self)).holds(byte) { break }
        place += 8
      }
    }
    while place < count {
      if self[place] == byte { return place }
      place += 1
    }
    return nil
  }
}
