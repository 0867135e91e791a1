// A fuzz entry point for libFuzzer; not part of the package. From the root of the checkout:
//
//     swiftc -O -parse-as-library -sanitize=fuzzer,address -package-name caskade -module-name Fuzz \
//       $(find Sources/CaskadeSyntax -name '*.swift') Tests/Fuzz/FuzzContract.swift -o .build/fuzz-contract
//     mkdir -p .build/fuzz && .build/fuzz-contract -max_total_time=600 -max_len=4096 .build/fuzz Contracts Templates
//
// What it finds becomes a fixture of a test.

/// Reads any bytes as YAML and holds the reader to its word: an answer, in which every place lies inside the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzContract(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let source = SourceText(name: "fuzz", bytes: bytes)
  let result = YAMLReader.read(source)
  let failed = result.diagnostics.contains { $0.severity == .error }
  precondition((result.root == nil) == failed, "a root if and only if there is no error")
  for diagnostic in result.diagnostics {
    if let range = diagnostic.range { precondition(range.start >= 0 && range.end <= count, "a place in the text") }
    _ = DiagnosticRenderer.render(diagnostic, in: source)
  }
  if let root = result.root { check(root, within: SourceRange(0, count)) }
  if let text = String(validating: bytes, as: UTF8.self), let pattern = try? PathPattern(text) {
    _ = pattern.matchesFolded(RepositoryPath(bytes: bytes.reversed()))
  }
  if let value = try? JSONReader.read(bytes) {
    let written = JSONWriter(.compact).bytes(value)
    precondition((try? JSONReader.read(written)) != nil, "what is written reads back")
  }
  return 0
}

private func check(_ node: YAMLNode, within outer: SourceRange) {
  precondition(node.range.start >= outer.start && node.range.end <= outer.end, "a node lies inside its parent")
  switch node.content {
  case .scalar: break
  case .sequence(let items): for item in items { check(item, within: outer) }
  case .mapping(let entries): for entry in entries { check(entry.value, within: outer) }
  }
}
