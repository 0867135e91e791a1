/// The branch that GitHub makes for a merge queue, `gh-readonly-queue/TARGET/pr-NUMBER-ID`: nobody's work.
enum QueueBranch {
  static func isOne(_ name: String) -> Bool { name.hasPrefix("gh-readonly-queue/") }

  /// `main` for `gh-readonly-queue/main/pr-12-0f3c…`; a branch's name may have slashes.
  static func target(of name: String) -> String? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 2, isOne(name), parts[parts.count - 1].hasPrefix("pr-") else { return nil }
    return parts[1..<(parts.count - 1)].joined(separator: "/")
  }
}
