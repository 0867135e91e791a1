import CaskadeSyntax

/// Reads any text as a command line.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzShell(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  do {
    _ = try ShellParser.parse(text).commands
  } catch {
    precondition((0...text.utf8.count).contains(error.offset), "a place in the text")
    precondition(!error.message.isEmpty, "a refusal says why")
  }
  return 0
}
