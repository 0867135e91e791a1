import CaskadeAgents
import CaskadeInspection

/// Reads any bytes as a transcript, in two pieces.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTranscript(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(start: start, count: count))
  var reader = TranscriptReader(mostBytes: 4_096)
  reader.take(UnsafeRawBufferPointer(rebasing: bytes.prefix(count / 2)))
  reader.take(UnsafeRawBufferPointer(rebasing: bytes.dropFirst(count / 2)))
  guard let transcript = reader.finish() else { return 0 }
  let lines = bytes.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
  for use in transcript.uses { precondition((1...lines).contains(use.line), "a line of the text") }
  precondition(transcript.reading.isComplete || !transcript.reading.sentences.isEmpty, "what is missing is said")
  return 0
}
