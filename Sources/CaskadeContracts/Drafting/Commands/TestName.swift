import CaskadeSyntax

/// What a test's file is about, by its name.
enum TestName {
  /// `login` for `test_login.py`, `login_test.go`, `LoginTests.swift`, `login.spec.ts`; nil for what isn't called like a
  /// test. Lower case.
  static func subject(_ name: String) -> String? {
    let stem = name.firstIndex(of: ".").map { $0 > name.startIndex ? name[..<$0] : name[...] } ?? name[...]
    let parts = name.split(separator: ".").map { $0.lowercased() }
    if parts.dropFirst().dropLast().contains(where: { ["test", "spec"].contains($0) }) { return stem.lowercased() }
    let lower = stem.lowercased()
    for prefix in ["test_", "test-"] where lower.hasPrefix(prefix) { return String(lower.dropFirst(prefix.count)) }
    for suffix in ["_test", "_tests", "_spec", "-test", "-spec"] where lower.hasSuffix(suffix) {
      return String(lower.dropLast(suffix.count))
    }
    for suffix in ["Tests", "Test", "Spec", "Specs", "IT"] where stem.hasSuffix(suffix) && stem.count > suffix.count {
      return String(stem.dropLast(suffix.count)).lowercased()
    }
    if stem.hasPrefix("Test"), let next = stem.dropFirst(4).first, next.isUppercase {
      return String(stem.dropFirst(4)).lowercased()
    }
    return nil
  }

  static func isTest(_ path: RepositoryPath) -> Bool { subject(path.fileName) != nil }

  /// Whether a folder above the path is called so.
  static func lies(_ path: RepositoryPath, in folders: Set<String>) -> Bool {
    path.components.dropLast().contains { folders.contains(String(decoding: $0, as: UTF8.self)) }
  }
}
