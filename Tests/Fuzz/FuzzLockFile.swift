import CaskadeInspection

/// Reads any bytes as a lock file of the form that the first byte picks: an answer or a refusal, and nothing
/// that changed against itself.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLockFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let first = bytes.first else { return 0 }
  let files = LockFile.allCases
  let file = files[Int(first) % files.count]
  guard let packages = try? file.packages(Array(bytes.dropFirst())) else { return 0 }
  precondition(PackageChange.all(packages, packages).isEmpty, "nothing changes against itself")
  return 0
}
