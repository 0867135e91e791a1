// Fuzz entry points for libFuzzer, one program each; no part of the package. `Tests/Fuzz/run` builds and runs them.

import CaskadeContracts
import CaskadeSyntax

/// Reads any bytes as YAML, as a contract and as a policy, and holds the reader to its word: an answer, in which every place lies inside the text.
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
  let (contract, policy) = (ContractReader.read(source), PolicyReader.read(source))
  precondition(contract.contract == nil || !failed, "a contract is YAML")
  precondition(policy.policy == nil || !failed, "a policy is YAML")
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
