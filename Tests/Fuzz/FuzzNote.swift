import CaskadeCore

/// Reads any bytes as the texts of two notes, and unites them: no line is lost, and a record reads back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNote(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let middle = bytes.firstIndex(of: 0) ?? bytes.count / 2
  let (one, other) = (Array(bytes[..<middle]), Array(bytes[middle...].drop { $0 == 0 }))
  let all = RecordNote.lines(of: one) + RecordNote.lines(of: other)
  let united = RecordNote.union(one, other)
  precondition(Set(RecordNote.lines(of: united)) == Set(all), "no line is lost, and none is new")
  precondition(Set(RecordNote.lines(of: RecordNote.union(united, other))) == Set(all), "nor when it is done again")
  if all.allSatisfy(RecordLine.isMeant), one != other {
    precondition(united == RecordNote.union(other, one), "whoever unites the two gets the same")
  }
  for line in all {
    guard case .record(let record, let kept) = RecordLine(line) else { continue }
    let again = KeptRecord(record, signature: kept.signature)
    precondition(RecordLine(again.line[...]).record == record, "what is written reads back")
  }
  return 0
}
