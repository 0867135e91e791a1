import CaskadeSyntax

/// Reads the first line as a pattern and the rest as paths, and holds the answers to each other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPattern(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: min(count, 2_048)))
  let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
  guard let first = lines.first, let text = String(validating: first, as: UTF8.self) else { return 0 }
  let pattern: PathPattern
  do throws(PathPatternError) {
    pattern = try PathPattern(text)
  } catch {
    precondition(!error.message.isEmpty, "a refusal says why")
    return 0
  }
  if let named = pattern.namedPath { precondition(pattern.matches(named), "it matches what it names") }
  for line in lines.dropFirst() where !line.isEmpty && !line.contains(0) {
    let path = RepositoryPath(bytes: line)
    let isMatched = pattern.matches(path)
    precondition(!isMatched || pattern.matchesFolded(path), "what matches does so when it is folded")
    guard let slash = line.lastIndex(of: UInt8(ascii: "/")), slash > line.startIndex, slash < line.endIndex - 1 else {
      continue
    }
    let folder = RepositoryPath(bytes: line[..<slash])
    if isMatched {
      precondition(pattern.mayMatchInside(folder: folder), "a match lies where one may lie")
      precondition(pattern.mayMatchInsideFolded(folder: folder), "so when it is folded")
    }
    if pattern.coversEverything(under: folder) { precondition(isMatched, "what is covered matches") }
  }
  return 0
}
