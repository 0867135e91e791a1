import CaskadeContracts
import CaskadeSyntax

/// Reads any bytes as a list of code owners, and asks it about its own words.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOwners(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: min(count, 4_096)))
  let owners = CodeOwners(bytes)
  let words = bytes.split { $0 == 0x20 || $0 == 0x0A }.prefix(50)
  let paths = words.filter { !$0.contains(0) }.map { RepositoryPath(bytes: $0) }
  let counted = owners.owners(of: paths)
  for (owner, files) in counted {
    precondition((1...paths.count).contains(files), "as many files as there are")
    precondition(EscapedText.line(owner) == owner && owner.contains("@"), "a name that can be printed")
  }
  let named = Set(paths.flatMap { owners.owners(of: $0) })
  precondition(named == Set(counted.map(\.owner)), "whoever owns one of them is counted")
  return 0
}
