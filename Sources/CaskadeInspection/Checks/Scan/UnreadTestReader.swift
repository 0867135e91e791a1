import CaskadeSyntax

/// Test files whose tests aren't read, because of their language or their framework: compared by their lines.
enum UnreadTestReader {
  static func findings(_ files: [FileVersions], _ plan: IntegrityPlan) -> [IntegrityFinding] {
    var changed: [(file: FileVersions, isCandidate: Bool)] = []
    for file in files {
      guard let role = plan.roles[file.path], let tests = role.tests else { continue }
      changed.append((file, role.isNamedTest && file.old != nil && isUnread(file, tests)))
    }
    guard changed.contains(where: \.isCandidate) else { return [] }
    var surplus: [WordHash: Int] = [:]
    for (file, _) in changed {
      for line in lines(file.old) { surplus[line, default: 0] -= 1 }
      for line in lines(file.new) { surplus[line, default: 0] += 1 }
    }
    return changed.compactMap { file, isCandidate in
      guard isCandidate else { return nil }
      let before = lines(file.old)
      var rest = surplus
      var lost = 0
      for line in before where rest[line, default: 0] < 0 {
        lost += 1
        rest[line, default: 0] += 1
      }
      let isMostlyLost = before.count >= 3 && lost * 2 > before.count
      if isMostlyLost, file.new == nil { return IntegrityFinding(.testFileDeleted(tests: 0), file.path, .file) }
      guard isMostlyLost, lines(file.new).count * 2 < before.count else {
        let isChanged = file.new == nil ? lost > 0 : file.old != file.new
        return isChanged && plan.roles[file.path]?.tests == .unread
          ? IntegrityFinding(.testFileUnread, file.path, .file) : nil
      }
      return IntegrityFinding(.testFileShrunk(lines: lost, of: before.count), file.path, .file)
    }
  }

  private static func isUnread(_ file: FileVersions, _ tests: IntegrityRole.Tests) -> Bool {
    switch tests {
    case .unread: true
    case .read(.rust): false
    case .read(let language): file.old.map { TestOutline($0, language).tests.isEmpty } ?? false
    }
  }

  /// The lines that say something, without their indentation.
  private static func lines(_ bytes: [UInt8]?) -> [WordHash] {
    (bytes ?? []).split { ByteSet.breaks.contains($0) }.compactMap { line in
      let text = line.drop { ByteSet.blanks.contains($0) }
      return text.count { ByteSet.word.contains($0) } >= 3 ? WordHash(text) : nil
    }
  }
}
