import CaskadeInspection
import CaskadeSyntax

/// Reads any bytes as a patch, whole and in portions: both give the same lines, or both refuse. The first byte says how
/// many records there were, the second which of them became links, the third how long a portion is.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPatch(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard bytes.count > 3, let id = ObjectID(String(repeating: "1", count: 40)) else { return 0 }
  let changes = (0..<Int(bytes[0] % 8)).map { (number: Int) -> Change in
    let isLink = (Int(bytes[1]) >> number) & 1 == 1
    return Change(
      path: RepositoryPath("\(number)"), operation: .modify, oldMode: .regular,
      newMode: isLink ? FileMode.symlink : .regular, oldID: id, newID: id)
  }
  let patch = bytes[3...]
  let whole = lines(of: patch, changes, portion: patch.count)
  let parts = lines(of: patch, changes, portion: Int(bytes[2]) + 1)
  precondition(whole == parts, "portions change nothing")
  return 0
}

/// Nil where the patch is refused.
private func lines(of patch: ArraySlice<UInt8>, _ changes: [Change], portion: Int) -> [String]? {
  var reader = PatchReader(changes: changes)
  var seen: [String] = []
  var place = patch.startIndex
  do {
    while place < patch.endIndex {
      let end = min(place + portion, patch.endIndex)
      try reader.consume(patch[place..<end]) { line in
        precondition(changes.indices.contains(line.change) && line.number >= 0, "a line of one of the records")
        precondition(!line.bytes.contains(0x0A), "one line")
        seen.append("\(line.change) \(line.added) \(line.number) \(line.bytes.count)")
      }
      place = end
    }
    let counted = try reader.finish()
    precondition(counted.count == changes.count, "one count for each record")
    return seen + counted.map { "\($0)" }
  } catch {
    return nil
  }
}
