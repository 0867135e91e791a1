import CaskadeInspection
import CaskadeSyntax

/// Reads any bytes as git's records of two trees, and of a history: an answer, or a refusal at a place in the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRawDiff(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(RawDiffError) {
    let changes = try RawDiffParser.parse(bytes).changes
    for (one, next) in zip(changes, changes.dropFirst()) { precondition(one.path < next.path, "sorted, none twice") }
    let records = bytes.count { $0 == 0 } / 2
    precondition(changes.count == records, "no record is lost")
    for change in changes {
      precondition((change.oldID == nil) == (change.oldMode == .absent), "an id where something was")
      precondition((change.newID == nil) == (change.newMode == .absent), "an id where something is")
    }
  } catch {
    precondition((0...count).contains(error.offset) && !error.message.isEmpty, "a place in the text")
  }
  do throws(RawDiffError) {
    _ = try HistoryReader.read(bytes)
  } catch {
    precondition((0...count).contains(error.offset), "a place in the text")
  }
  return 0
}
