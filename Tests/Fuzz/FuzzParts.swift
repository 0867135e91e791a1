@testable import CaskadeInspection

/// Reads any bytes as two versions of a build file, and puts the parts for tools of the one into the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzParts(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let middle = bytes.firstIndex(of: 0) ?? bytes.count / 2
  let base = Array(bytes[..<middle])
  let head = Array(bytes[middle...].drop { $0 == 0 })
  for name in ["package.json", "pyproject.toml", "setup.cfg", "pom.xml", "App.csproj"] {
    guard let build = BuildFile(name: name), let notation = build.notation else { continue }
    guard let once = PutBack.parts(build.parts, of: base, into: head, notation) else { continue }
    precondition(PutBack.parts(build.parts, of: base, into: once, notation) == once, "twice is as good as once")
    precondition(PutBack.parts(build.parts, of: base, into: base, notation) == base, "the base's own stays")
  }
  if let once = InlineTests.putBack(base: base, head: head) {
    precondition(InlineTests.putBack(base: base, head: once) == once, "twice is as good as once")
  }
  _ = BuildLines(old: base, new: head).loosening
  _ = NamedLines(leftOut: ["a", "test"], broughtBack: ["b"], others: ["c"]).putBack(base: base, head: head)
  return 0
}
